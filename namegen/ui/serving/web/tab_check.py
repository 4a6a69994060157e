"""Where a tab asks whether this server knows its session, and says that it closes."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from namegen.ui.serving import open_tabs
from namegen.ui.serving.web.addresses import base

_KNOWN, _GONE = 204, 410


async def _answer(request: Request) -> Response:
    session = request.path_params["session"]
    if request.method == "POST":
        open_tabs.close(session)
    known = open_tabs.still_here(session)
    return Response(status_code=_KNOWN if known else _GONE, headers={"Cache-Control": "no-store"})


ROUTE = Route(base() + "/here/{session}", _answer, methods=["GET", "POST"])


def address(session: str) -> str:
    """The path at which the tab of a session asks."""
    return ROUTE.url_path_for(ROUTE.name, session=session)
