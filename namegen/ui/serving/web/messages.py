"""What browsers say over the sockets of the app's own."""

from __future__ import annotations

import json
from typing import Any

from starlette.websockets import WebSocket

LONGEST = 2_000  # characters: what a page of ours says is shorter
# Seconds between two messages of one line: a hand that scrubs sends fewer, and a flood waits in the
# line that it came by.
BETWEEN = 0.01


async def received(socket: WebSocket) -> Any:
    """The next message. Raises ValueError or RecursionError for one that no page of ours sends."""
    text = await socket.receive_text()
    if len(text) > LONGEST:
        raise ValueError("No message is as long.")
    return json.loads(text)
