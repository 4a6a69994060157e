"""The referee who plays along: trained while the visitor plays, once for everybody."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import streamlit as st

from namegen.lessons.referee import Referee
from namegen.ui.serving import open_tabs
from namegen.ui.serving.training_thread import let_pages_go_first

# To come; None where there are too few names to train a referee.
Awaited = Future[Referee | None]

# Enough for a hall in which everybody has trained a network of their own; 0.1 MB each.
_KEPT = 128


class Referees:
    """Referees by the identity of their opponent, trained one after the other."""

    def __init__(self, kept: int) -> None:
        self._most = kept
        self._known: OrderedDict[Hashable, Awaited] = OrderedDict()
        # The sessions that wait for those whose training has not begun.
        self._askers: dict[Hashable, set[str]] = {}
        self._lock = threading.Lock()
        self._worker = ThreadPoolExecutor(1, "referee", initializer=let_pages_go_first)

    def ask(self, identity: Hashable, train: Callable[[], Referee | None], session: str) -> Awaited:
        """The referee of an identity, to be trained if it is not yet known.

        If all who asked have closed their tabs before it is its turn, it is forgotten instead.
        """
        with self._lock:
            if identity not in self._known:
                self._forget_some()
                self._askers[identity] = set()
                self._known[identity] = self._worker.submit(self._train, identity, train)
            if identity in self._askers:
                self._askers[identity].add(session)
            self._known.move_to_end(identity)
            return self._known[identity]

    def _train(self, identity: Hashable, train: Callable[[], Referee | None]) -> Referee | None:
        with self._lock:
            if not any(map(open_tabs.still_here, self._askers.pop(identity))):
                del self._known[identity]
                return None
        return train()

    def _forget_some(self) -> None:
        """Make room for one more; those that are not trained yet stay."""
        trained = [identity for identity, awaited in self._known.items() if awaited.done()]
        for identity in trained[: max(0, len(self._known) + 1 - self._most)]:
            del self._known[identity]


def progress(coming: Sequence[Awaited]) -> str:
    """What is said to somebody who waits for these."""
    begun = any(verdict.running() for verdict in coming)
    return "The referee is learning." if begun else "Others are being judged first."


@st.cache_resource(show_spinner=False)
def referees() -> Referees:
    """All referees of this server."""
    return Referees(_KEPT)
