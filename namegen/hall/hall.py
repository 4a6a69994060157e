"""One hall: its leader, where it is, and what its phones have voted, sent and found."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import time
from dataclasses import asdict

from namegen.errors import InputError
from namegen.hall.codes import phone_name
from namegen.hall.said import Place, Result, SentName
from namegen.hall.shared_fields import SharedFields
from namegen.hall.store import Store, StoreAway
from namegen.lists.cleaning import NamesError, clean

HOURS = 6  # after which a hall ends by itself
MOST_PHONES = 2_000
LEADER = "leader"

_PHONE = re.compile(r"[0-9a-f]{32}")
_PLACE = "place"
# A server that has not told for this long (seconds) how many are there is gone; they tell it thrice
# as often.
_SILENT = 15.0
# Hexadecimal digits. Each makes the picture harder to read from the back row; these are 40 bits,
# and the code has to be right, too.
_INVITATION = 10


class HallError(InputError):
    """Something that a hall does not take; the text is one plain sentence that says what to do."""


class HallAway(HallError):
    """A hall that cannot be entered now, but may be soon; the text says what it waits for."""


def hashed(secret: str) -> str:
    """What is kept of a leader's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Hall(SharedFields):
    """A hall as this server knows it. Safe for threads."""

    def __init__(self, code: str, ends: float, store: Store, server: str) -> None:
        """ends: seconds since 1970. server: tells this one's phones from another's."""
        super().__init__(code, ends, store)
        self._server = server
        self._present: dict[str, int] = {}
        self._told_present = 0.0

    # ---- its leader ----

    def leads(self, secret: str) -> bool:
        """Whether this is the leader's secret."""
        return bool(secret) and self._one(LEADER) == hashed(secret)

    @property
    def place(self) -> Place:
        said = self._one(_PLACE)
        return Place(**json.loads(said)) if said else Place()

    def show(self, place: Place) -> None:
        """Take everybody there."""
        text = json.dumps(asdict(place))
        if text != self._one(_PLACE):
            self._write({_PLACE: text})

    def stage(self, **pictures: str) -> None:
        """Have everybody shown a ``scene`` or a ``frame``, each as JSON; ``ask`` names the question
        that phones may answer."""
        news = {name: text for name, text in pictures.items() if text != self._one(name)}
        if news:
            self._write(news)

    def picture(self, name: str) -> str:
        """What ``stage`` was told last of this name; nothing before it was."""
        return self._one(name) or ""

    # ---- its phones ----

    def enter(self, phone: str) -> str:
        """A phone has joined, or come back; what it is called here. Raises HallError."""
        if not _PHONE.fullmatch(phone):
            raise HallError("This phone did not say who it is; reload the page.")
        with self._lock:
            name = self._one(f"phone/{phone}") or self._named(phone)
            self._present[phone] = self._present.get(phone, 0) + 1
        self.tell_present()
        return name

    def leave(self, phone: str) -> None:
        """A phone's connection has closed."""
        with self._lock:
            self._present[phone] = self._present.get(phone, 1) - 1
            if self._present[phone] <= 0:
                del self._present[phone]
        self.tell_present()

    def _named(self, phone: str) -> str:
        if len(self._group("phone")) >= MOST_PHONES:
            raise HallError(f"This hall is full: it has {MOST_PHONES:,} phones.")
        for turn in range(100):
            name = phone_name(self.code, phone, turn)
            if self._one(f"called/{name}") in (None, phone) and self._claims(name, phone):
                self._write({f"called/{name}": phone, f"phone/{phone}": name})
                return name
        raise HallError("No name was found for this phone; reload the page.")

    def _claims(self, name: str, phone: str) -> bool:
        try:
            claimed = self._store.claim(self.code, f"called/{name}", phone, self.ends)
            return claimed or self._store.read(self.code).get(f"called/{name}") == phone
        except StoreAway:
            return True

    def pass_of(self, phone: str) -> str:
        """What a phone that has joined is given, so that it can come back without trying codes.

        The leader's secret decides it, so that it holds on a server that has lost the hall, too.
        """
        key = (self._one(LEADER) or "").encode()
        return hmac.new(key, phone.encode(), "sha256").hexdigest()

    @property
    def invitation(self) -> str:
        """What the picture on the stage holds beside the code: who scans it tries no codes, and
        comes in while somebody at the same address does."""
        return self.pass_of("")[:_INVITATION]

    def name_of(self, phone: str) -> str:
        """What a phone that has joined is called."""
        return self._one(f"phone/{phone}") or ""

    def tell_present(self, every: float = 0.0) -> None:
        """Tell the other servers how many are here, unless told within ``every`` seconds."""
        now = time.time()
        if now - self._told_present >= every:
            self._told_present = now
            self._write({f"here/{self._server}": f"{len(self._present)} {now:.0f}"})

    @property
    def present(self) -> int:
        """How many phones are here, on all servers."""
        told = [text.split() for text in self._group("here").values()]
        now = time.time()
        return sum(int(count) for count, at in told if now - float(at) < _SILENT)

    # ---- votes ----

    def vote(self, question: str, phone: str, option: int) -> None:
        """A phone's answer, or the leader's own, to be changed until the answer is revealed."""
        if (phone == LEADER or self._one(f"phone/{phone}")) and not self.is_revealed(question):
            self._write({f"vote/{question}/{phone}": str(option)})

    def vote_of(self, question: str, phone: str) -> int | None:
        """What a phone or the leader has answered, if anything."""
        said = self._one(f"vote/{question}/{phone}")
        return None if said is None else int(said)

    def votes(self, question: str, options: int) -> list[int]:
        """How many phones have chosen each of the options."""
        counts = [0] * options
        for phone, said in self._group(f"vote/{question}").items():
            counts[int(said)] += phone != LEADER
        return counts

    def reveal(self, question: str) -> None:
        """Show the answer; from now on nobody can change theirs."""
        if not self.is_revealed(question):
            self._write({f"revealed/{question}": "1"})

    def is_revealed(self, question: str) -> bool:
        return self._one(f"revealed/{question}") is not None

    # ---- names of its own ----

    def send_name(self, phone: str, text: str) -> str:
        """A phone's one name, or another in its place; what was understood. Raises NamesError."""
        cleaned = clean([text])
        names, report = cleaned.names, cleaned.report
        if not names:
            why = "; ".join(group.reason for group in report.left_out) or "holding no letter"
            raise NamesError(f"This name was left out for {why}; write one name in letters.")
        if self._one(f"phone/{phone}"):
            self._write({f"sent/{phone}": names[0]})
        return names[0]

    def sent_by(self, phone: str) -> str:
        """The name that a phone has sent; nothing before it has."""
        return self._one(f"sent/{phone}") or ""

    def strike(self, phone: str, struck: bool = True) -> None:
        """Leave a phone's name out, or take it back in."""
        if self.sent_by(phone):
            self._write({f"struck/{phone}": "1" if struck else ""})

    def is_struck(self, phone: str) -> bool:
        """Whether the leader has left its name out."""
        return bool(self._one(f"struck/{phone}"))

    def sent_names(self) -> list[SentName]:
        """The names sent, in the order in which they were first sent here."""
        return [
            SentName(phone, name, self.is_struck(phone))
            for phone, name in self._group("sent").items()
        ]

    def kept_names(self) -> list[str]:
        """The same without those that the leader has struck."""
        return [one.name for one in self.sent_names() if not one.struck]

    # ---- what it has found ----

    def add_result(self, result: Result) -> None:
        """What a phone's training came to. Equal settings train alike: they are one result, of the
        phone that was first."""
        settings = " ".join(f"{name}={said}" for name, said in sorted(result.link.items()))
        if self._one(f"phone/{result.phone}"):
            known = self._one(f"result/{settings}") or json.dumps(asdict(result))
            self._write({f"result/{settings}": known, f"found/{result.phone}": settings})

    def tell(self, phone: str, said: str) -> None:
        """What a phone is to read of the training that it asked for; nothing once it has a dot."""
        if self._one(f"phone/{phone}"):
            self._write({f"told/{phone}": said})

    def told(self, phone: str) -> str:
        """What a phone is to read of its training."""
        return self._one(f"told/{phone}") or ""

    def result_of(self, phone: str) -> Result | None:
        """What a phone's latest training came to, if there is one."""
        settings = self._one(f"found/{phone}")
        text = settings and self._one(f"result/{settings}")
        return Result.of(text) if text else None

    def results(self) -> list[Result]:
        """One for all the settings that were tried, the best first."""
        return sorted(map(Result.of, self._group("result").values()), key=lambda one: one.loss)
