"""The halls of this server, and of the servers that share a Redis with it."""

from __future__ import annotations

import logging
import os
from functools import cache

from namegen.hall.halls import Halls


@cache
def halls() -> Halls:
    """All halls; NAMEGEN_REDIS says where servers meet, such as redis://127.0.0.1:6379/0."""
    if url := os.environ.get("NAMEGEN_REDIS"):
        from namegen.hall.redis_store import RedisStore

        try:
            return Halls(RedisStore(url))
        except ValueError:
            logging.getLogger(__name__).error(
                "NAMEGEN_REDIS is no address of a Redis: the halls of this server are on their own."
            )
    return Halls()
