"""A bell for a page that waits: rung from any thread, it has a fragment run again at once.

A page's ticks come from its browser. In a full hall that is one in a second, so who waits for a
last epoch would wait for most of a second after it has come.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import get_instance
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    ThreadState,
    get_script_run_ctx,
)

# A page that is busy when its bell rings is looked after so often, in seconds, and so many times.
_AGAIN, _TIMES = 0.05, 20


def bell() -> Callable[[], None]:
    """The bell of the fragment that runs now. It may be rung from any thread, and at any time: a
    fragment or a tab that is gone hears nothing."""
    context, server = get_script_run_ctx(), get_instance()
    assert context is not None
    session, fragment = context.session_id, ThreadState.get().fragment_id or ""
    # Streamlit has no public way to have a page run from outside.
    loop = server._get_async_objs().eventloop

    def answer(times: int = _TIMES) -> None:
        there = server._session_mgr.get_active_session_info(session)
        if there is None:
            return
        tab = there.session
        # Beside a run that has yet to begin, this one would take the place of what the visitor
        # has just pressed or moved.
        if tab._scriptrunner is None:
            ask = ClientState()
            ask.CopyFrom(tab._client_state)
            ask.fragment_id, ask.is_auto_rerun = fragment, True
            tab.request_rerun(ask)
        elif times > 1:
            loop.call_later(_AGAIN, answer, times - 1)

    def ring() -> None:
        with suppress(RuntimeError):  # the server has stopped
            loop.call_soon_threadsafe(answer)

    return ring
