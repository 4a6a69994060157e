"""A tab asks whether the server knows its session."""

from __future__ import annotations

from types import SimpleNamespace

from starlette.requests import Request

from namegen.ui.serving import open_tabs
from namegen.ui.serving.web import tab_check
from tests.load.tab import run


def _status(session: str) -> int:
    request = Request({"type": "http", "method": "GET", "path_params": {"session": session}})
    return run(tab_check.ROUTE.endpoint(request)).status_code


def test_a_session_is_known_while_its_tab_is_open_and_gone_afterwards() -> None:
    tab = open_tabs.OpenTab("a-session", SimpleNamespace(began=0.0))
    open_tabs._taken.add(tab.session)
    assert _status("a-session") == 204
    tab.leave()
    assert _status("a-session") == 410
    assert _status("another") == 410
    assert tab_check.address("a-session") == "/here/a-session"
