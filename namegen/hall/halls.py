"""All halls of a server: opening one, and finding one by its code."""

from __future__ import annotations

import hmac
import logging
import secrets
import threading
import time
from collections import deque

from namegen.hall.codes import code_of
from namegen.hall.hall import HOURS, LEADER, Hall, HallAway, HallError, hashed
from namegen.hall.store import ENDED, Fields, Store, StoreAway

_log = logging.getLogger(__name__)

# Wrong codes in a minute, from one address and from all together, before no code is tried any more.
# A hall that types often stands behind one address.
_WRONG_OF_ONE, _WRONG_OF_ALL, _MINUTE = 30, 100, 60.0
_MOST_HALLS = 100


class Halls:
    """The halls of this server and, through a store, those of the servers beside it."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store or Store()
        self._server = secrets.token_hex(4)
        self._halls: dict[str, Hall] = {}
        self._wrong: deque[tuple[float, str]] = deque()
        self._warned = -_MINUTE
        self._lock = threading.RLock()
        self._store.watch(self._told, self._found)

    def open(self) -> tuple[Hall, str]:
        """A new hall and the secret that leads it. Raises HallError where there are too many."""
        while True:
            secret = secrets.token_urlsafe(16)
            hall = self.open_again(secret)
            if hall is not None:
                return hall, secret

    def open_again(self, secret: str) -> Hall | None:
        """The hall that a secret leads, opened anew where it has been lost; None where its code is
        taken or its hall has ended. Raises HallError where there are too many."""
        code = code_of(secret)
        hall = self._known(code)
        if hall is None:
            hall = self._claimed(code, secret)
        return hall if hall and hall.leads(secret) and not hall.over else None

    def _claimed(self, code: str, secret: str) -> Hall | None:
        with self._lock:
            self._sweep()
            if self._full:
                raise HallError("There are too many halls on this server; try again in an hour.")
            ends = time.time() + HOURS * 3600
            try:
                if not self._store.claim(code, LEADER, hashed(secret), ends):
                    return None
            except StoreAway:
                pass  # it is written when the store is back
            hall = Hall(code, ends, self._store, self._server)
            self._halls[code] = hall
            fields = {LEADER: hashed(secret), "ends": f"{ends:.0f}"}
            self._store.write(code, fields, ends)
            hall.take(fields)
            return hall

    def find(self, code: str, visitor: str) -> Hall:
        """The hall of a code. visitor: whose tries are counted. Raises HallError."""
        code = code.strip().lower()[:40]
        now = time.monotonic()
        with self._lock:
            while self._wrong and now - self._wrong[0][0] > _MINUTE:
                self._wrong.popleft()
            own = sum(one == visitor for _, one in self._wrong)
            refused = own >= _WRONG_OF_ONE or len(self._wrong) >= _WRONG_OF_ALL
            warned, self._warned = self._warned, now if refused else self._warned
        if refused:
            if now - warned >= _MINUTE:
                _log.warning("Codes of halls are tried: %d wrong in a minute.", len(self._wrong))
            raise HallError(
                "Too many wrong codes were tried; scan the picture on the stage, or wait a minute."
            )
        hall = self._known(code)
        if hall is None:
            with self._lock:
                self._wrong.append((now, visitor))
            if self._store.away:
                raise HallError("The servers do not reach each other now; try again in a moment.")
            raise HallError("There is no hall with this code; check its spelling on the stage.")
        if hall.over:
            raise HallError("This hall has ended.")
        return hall

    def find_again(self, code: str, phone: str, its_pass: str) -> Hall:
        """The hall that a phone has been in, or is invited to by the picture on its stage.

        Raises HallAway where there is none or the pass is not of it, which is not told apart:
        nobody learns codes here, so nothing is counted.
        """
        hall = self._known(code)
        if hall and hall.over:
            raise HallError("This hall has ended.")
        passes = (hall.pass_of(phone), hall.invitation) if hall else ()
        if any(hmac.compare_digest(one.encode(), its_pass.encode()) for one in passes):
            return hall
        raise HallAway("This hall is away; it comes back when its leader opens their link again.")

    def _known(self, code: str) -> Hall | None:
        """The hall of a code, here or on another server."""
        with self._lock:
            if code in self._halls:
                return self._halls[code]
        try:
            fields = self._store.read(code)
        except StoreAway:
            return None
        if LEADER not in fields and ENDED not in fields:
            return None
        ends = float(fields.get("ends", time.time() + HOURS * 3600))
        with self._lock:
            hall = self._halls.setdefault(code, Hall(code, ends, self._store, self._server))
        hall.take(fields)
        return hall

    def _sweep(self) -> None:
        """Forget the halls whose time is over; their codes may be given again. Where there are too
        many, those go too that nobody is in: their leaders' links open them anew."""
        now = time.time()
        self._halls = {code: hall for code, hall in self._halls.items() if hall.ends > now}
        if self._full:
            kept = {code: hall for code, hall in self._halls.items() if hall.over or hall.watchers}
            self._halls = kept

    @property
    def _full(self) -> bool:
        return sum(not hall.over for hall in self._halls.values()) >= _MOST_HALLS

    def _told(self, code: str, fields: Fields) -> None:
        with self._lock:
            hall = self._halls.get(code)
        if hall:
            hall.take(fields)

    def _found(self) -> None:
        """The store is back: each side tells the other what it lacks."""
        with self._lock:
            halls = list(self._halls.values())
        for hall in halls:
            there, here = self._store.read(hall.code), hall.fields()
            if ENDED in here and ENDED not in there:
                hall.end()
                continue
            lacking = {name: value for name, value in here.items() if name not in there}
            if lacking and ENDED not in there:
                self._store.write(hall.code, lacking, hall.ends)
            hall.take(there)
