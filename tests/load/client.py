"""A Streamlit session without a browser: what a tab sends and reads on ``/_stcore/stream``.

The messages are Streamlit's own (``streamlit.proto``); what is sent when follows its frontend.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from tests.load.by_itself import ByItself
from tests.load.message_cache import MessageCache
from tests.load.page import Node, Page, component_data, problem
from tests.load.stage import BUTTONS

# The frontend sends this in the place of a token that only a hosting platform gives out.
_NO_TOKEN = "PLACEHOLDER_AUTH_TOKEN"
_WHOLE_RUNS = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR}

OnData = Callable[[str, Any, float], None]
"""Called with a component's name, its data, and when they came (``time.perf_counter``)."""


class Session:
    """One tab. ``async with Session(url) as tab: await tab.run(); await tab.click("Play")``.

    Attributes:
        page: the elements and widgets that are on the page now.
        id: the session's id at the server; a lost connection comes back to it.
        runs: how many runs of the whole page have finished.
        query: the URL's query string, kept up to date by the server and by the stage.
        handshake: the headers of the answer that opened the connection.
        errors: what the page reported as an error, each text once.
        lost: whether the server closed the connection, or it broke.
    """

    def __init__(
        self, url: str, on_data: OnData | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        """url: of a page, ``http://host:port/path?query``. headers: sent with the handshake."""
        self._address(url)
        self.query = urlsplit(url).query
        self.page, self.runs, self.id, self.lost = Page(), 0, "", False
        self.errors: dict[str, None] = {}
        self.handshake: Mapping[str, str] = {}
        self._headers = dict(headers or {})
        self._on_data = on_data
        self._page_hash = ""
        self._running = self._whole_run = False
        self._cache = MessageCache()
        self.by_itself = ByItself(self)
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self._components: list[Node] = []
        self._news = asyncio.Condition()

    def _address(self, url: str) -> None:
        parts = urlsplit(url)
        self.url, self._path = url, parts.path.strip("/")
        scheme = "wss" if parts.scheme == "https" else "ws"
        self.stream = f"{scheme}://{parts.netloc}/_stcore/stream"
        self.origin = f"{parts.scheme}://{parts.netloc}"

    async def move(self, server: str) -> None:
        """Go on with another server, ``http://host:port``, as where a load balancer sends a tab
        whose own server has died. The tab takes everything that it knows along."""
        await self.drop()
        await self.by_itself.close_stage()
        self._address(f"{server}/{self._path}?{self.query}")
        await self.connect()

    async def __aenter__(self) -> Session:
        await self.connect()
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()

    async def connect(self) -> None:
        """Open the connection, or open it again after ``drop``, and ask for a run of the page.

        As in the browser, a session that comes back asks for a run only if one was going on or
        its page keeps itself up to date. Raises RuntimeError where it is open.
        """
        if self._reader and not self._reader.done():
            raise RuntimeError("A tab has one connection, and this one's is open.")
        protocols = ["streamlit", _NO_TOKEN, *([self.id] if self.id else [])]
        self._socket = await connect(
            self.stream,
            origin=self.origin,
            subprotocols=[Subprotocol(name) for name in protocols],
            additional_headers=self._headers,
            max_size=None,
            ping_interval=None,
            open_timeout=60,
            proxy=None,
        )
        self.lost = False
        self.handshake = self._socket.response.headers if self._socket.response else {}
        self._reader = asyncio.create_task(self._read(self._socket))
        self.by_itself.connected()
        if not self.id or self._running or self.by_itself.has_timers:
            await self.rerun()

    async def drop(self) -> None:
        """Lose the connection, as a phone does in a tunnel: nothing is said to the server."""
        assert self._socket and self._reader
        self._reader.cancel()
        if self._socket.transport:
            self._socket.transport.abort()
        with suppress(asyncio.CancelledError):
            await self._reader
        await self.by_itself.lose()

    async def close(self) -> None:
        """Close the tab."""
        self.by_itself.stop()
        if self._reader:
            self._reader.cancel()
            with suppress(asyncio.CancelledError):
                await self._reader
        await self.by_itself.close_stage()
        if self._socket:
            await self._socket.close()

    async def wait_for(self, condition: Callable[[], bool], seconds: float = 30.0) -> None:
        """Return as soon as the condition holds. Raises TimeoutError, or ConnectionError when the
        connection is lost before that."""
        async with self._news:
            waiting = self._news.wait_for(lambda: self.lost or condition())
            try:
                await asyncio.wait_for(waiting, seconds)
            except TimeoutError:
                raise TimeoutError(f"Nothing for {seconds:g} s at {self.url}") from None
        if self.lost and not condition():
            raise ConnectionError(f"The connection was lost at {self.url}")

    async def run(self, seconds: float = 30.0) -> None:
        """Wait for the end of the next run of the whole page."""
        before = self.runs
        await self.wait_for(lambda: self.runs > before, seconds)

    async def click(self, name: str) -> None:
        """Press the button with this label or key. Raises LookupError."""
        if self.page.has_stage and name in BUTTONS:
            return await self.by_itself.say({"do": BUTTONS[name]})
        button = self.page.find(name)
        if button.kind != "button" or button.content.disabled:
            raise LookupError(f"{name!r} cannot be pressed.")
        await self.rerun(button.fragment, pressed=button.content.id)

    async def set(self, name: str, value: Any) -> None:
        """Move the slider, or set the other widget, with this label or key. Raises LookupError."""
        node = self.page.set(name, value)
        await self.rerun(node.fragment)

    async def rerun(
        self,
        fragment: str = "",
        auto: bool = False,
        pressed: str = "",
        asked: str = "",
        event: tuple[str, Any] = ("ask", 1),
    ) -> None:
        """Ask for a run of the page, or of one of its fragments, with the widgets' states.

        pressed: the id of a button; asked: that of a component which asks for the run, by an event.
        """
        message = BackMsg()
        ask = message.rerun_script
        ask.query_string, ask.fragment_id, ask.is_auto_rerun = self.query, fragment, auto
        ask.page_script_hash = self._page_hash
        ask.page_name = "" if self._page_hash else self._path
        ask.widget_states.widgets.extend(self.page.states.values())
        if pressed:
            ask.widget_states.widgets.add(id=pressed, trigger_value=True)
        if asked:
            events = json.dumps([dict(zip(("event", "value"), event, strict=True))])
            ask.widget_states.widgets.add(
                id=f"$$STREAMLIT_INTERNAL_KEY_{asked}__events", json_trigger_value=events
            )
        ask.cached_message_hashes.extend(self._cache.messages)
        ask.context_info.url, ask.context_info.timezone = self.url, "UTC"
        ask.context_info.locale, ask.context_info.color_scheme = "en-GB", "light"
        assert self._socket
        with suppress(ConnectionClosed):  # the reader says that the connection is lost
            await self._socket.send(message.SerializeToString())

    async def _read(self, socket: ClientConnection) -> None:
        try:
            async for payload in socket:
                assert isinstance(payload, bytes)
                message = self._cache.whole(ForwardMsg.FromString(payload))
                kind = message.WhichOneof("type")
                handle = getattr(self, f"_on_{kind}", None)
                if handle:
                    handle(message, getattr(message, kind))
                for node in self._components:
                    await self._report(node)
                self._components.clear()
                async with self._news:
                    self._news.notify_all()
        except ConnectionClosed:
            pass
        self.lost = True
        async with self._news:
            self._news.notify_all()

    def _on_new_session(self, message: ForwardMsg, new: Any) -> None:
        self.id = new.initialize.session_id
        self.page.script_run = message.metadata.run.script_run_id
        self._running = True
        self._cache.max_age = new.config.max_cached_message_age
        if message.metadata.run.fragment_ids:
            self._end_whole_run()
            return
        self._whole_run = True
        self.by_itself.stop()
        if self._page_hash not in ("", new.page_script_hash):
            self.page.clear()
        self._page_hash = new.page_script_hash

    def _end_whole_run(self) -> None:
        """A run of the whole page is over: it has said so, or a fragment runs. Fragments run after
        it only, and where one takes its place, a busy Streamlit loses the word of its end."""
        self.runs += self._whole_run
        self._whole_run = False

    def _on_navigation(self, message: ForwardMsg, navigation: Any) -> None:
        self._page_hash = navigation.page_script_hash

    def _on_page_info_changed(self, message: ForwardMsg, info: Any) -> None:
        self.query = info.query_string

    def _on_delta(self, message: ForwardMsg, delta: Any) -> None:
        node = self.page.apply(delta, message.metadata)
        if node is None:
            return
        self._note(problem(node))
        if node.kind == "bidi_component":
            self._components.append(node)

    def _on_script_finished(self, message: ForwardMsg, status: int) -> None:
        if status == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return
        self._running = False
        if status in _WHOLE_RUNS:
            self._end_whole_run()
        if status != ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            self.page.finish(message.metadata)
        self._cache.grow_older(message.metadata.run.fragment_ids)

    def _on_auto_rerun(self, message: ForwardMsg, auto: Any) -> None:
        self.by_itself.every(auto.fragment_id, auto.interval)

    def _on_stop_auto_rerun(self, message: ForwardMsg, stop: Any) -> None:
        self.by_itself.stop(stop.fragment_ids)

    def _on_session_event(self, message: ForwardMsg, event: Any) -> None:
        if event.WhichOneof("type") == "script_compilation_exception":
            self._note(event.script_compilation_exception.message)

    def _on_page_not_found(self, message: ForwardMsg, missing: Any) -> None:
        self._note(f"There is no page {missing.page_name!r}.")

    def _on_auth_redirect(self, message: ForwardMsg, redirect: Any) -> None:
        self._note("The server asked for a login.")

    def _note(self, text: str | None) -> None:
        if text:
            self.errors.setdefault(text)

    async def _report(self, node: Node) -> None:
        data = component_data(node)
        await self.by_itself.report(node, data if isinstance(data, dict) else {})
        if isinstance(data, dict) and self._on_data:
            self._on_data(node.content.component_name, data, time.perf_counter())

    async def saw_frame(self, frame: dict[str, Any]) -> None:
        """A frame has come over the stage's own socket; the address follows it."""
        self.page.frame = frame
        said = frame.get("link", {})
        kept = [(name, text) for name, text in parse_qsl(self.query) if name not in said]
        self.query = urlencode([*kept, *((name, text) for name, text in said.items() if text)])
        if self._on_data:
            self._on_data("stage", {"frame": frame}, time.perf_counter())
        async with self._news:
            self._news.notify_all()
