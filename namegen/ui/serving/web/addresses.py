"""Who may connect, and where: said and decided without asking the network.

Streamlit asks a host outside for its own address, and everybody waits until that has answered: at
the start of a server without a screen, and whenever a page of another site connects.
"""

from __future__ import annotations

import os
import socket
from urllib.parse import urlsplit

import streamlit as st
from starlette import status
from starlette.types import ASGIApp, Receive, Scope, Send

HERE = {"localhost", "127.0.0.1", "0.0.0.0"}


class OwnPagesOnly:
    """Refuses sockets of other sites' pages, as Streamlit does, by what is known here.

    Streamlit's options count: server.enableCORS, server.corsAllowedOrigins, browser.serverAddress.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            headers = dict(scope["headers"])
            origin, host = headers.get(b"origin"), headers.get(b"host", b"")
            is_named = origin is not None  # an empty one is one, and nobody's
            if is_named and not _is_own(origin.decode("latin-1"), host.decode("latin-1")):
                await send({"type": "websocket.close", "code": status.WS_1008_POLICY_VIOLATION})
                return
            if is_named:  # it has been checked, so Streamlit finds nothing to look up
                others = [(key, value) for key, value in scope["headers"] if key != b"origin"]
                scope = {**scope, "headers": [*others, (b"origin", b"http://" + host)]}
        await self._app(scope, receive, send)


def _is_own(origin: str, host: str) -> bool:
    try:
        asking = urlsplit(origin)
        own = {*HERE, st.get_option("browser.serverAddress")}
        own |= {urlsplit(one).hostname for one in st.get_option("server.corsAllowedOrigins")}
        return (
            asking.netloc == host
            or not st.get_option("server.enableCORS")
            or (asking.hostname or "") in own
        )
    except ValueError:  # what is no address
        return False


def base() -> str:
    """The path below which the app stands (server.baseUrlPath), without a slash at its end."""
    path = st.get_option("server.baseUrlPath").strip("/")
    return f"/{path}" if path else ""


def say() -> None:
    """Say where the pages are, as the server starts."""
    port, bound = st.get_option("server.port"), st.get_option("server.address")
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    hosts = ["localhost", *own_address()] if bound in (None, "0.0.0.0", "::") else [bound]
    said = " ".join(f"{scheme}://{host}:{port}{base()}/" for host in hosts)
    print(f"\n  namegen is ready: {said}\n", flush=True)  # a log in a file has it at once, too


def own_address() -> list[str]:
    """This machine's address in its network, if it is in one; no packet is sent for it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 1))  # an address that is nobody's, by RFC 5737
            return [probe.getsockname()[0]]
        except OSError:
            return []


def shared(page: str) -> str:
    """The address at which others find this server, without a slash at its end.

    page: the address of a page as its visitor has it. NAMEGEN_URL says what others are to use; for
    a visitor on this very machine it is the machine's own address in its network.
    """
    if said := os.environ.get("NAMEGEN_URL", "").rstrip("/"):
        return said
    asked = urlsplit(page)
    host = asked.netloc
    if asked.hostname in HERE and (own := own_address()):
        host = f"{own[0]}:{asked.port}" if asked.port else own[0]
    return f"{asked.scheme}://{host}{base()}"
