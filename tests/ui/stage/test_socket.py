"""The line of a hall: who leads, who follows, and what each is told."""

from __future__ import annotations

import time
from contextlib import closing

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from namegen.hall.hall import Hall
from namegen.ui.serving.limits import LimitError
from namegen.ui.stage.show import Show
from tests.ui.stage.line import PHONE, Line, both, page


def test_phones_follow_vote_and_see_the_answer_when_the_leader_reveals_it(
    server: str, led: tuple[Hall, str]
) -> None:
    hall, secret = led
    with both(server, hall, secret) as (leader, phone):
        assert phone.until(lambda known: page(known) == "join")["me"]["name"] == hall.name_of(PHONE)
        leader.until(lambda known: known.get("here") == 1)

        leader.send(do="on")
        asked = phone.until(lambda known: page(known) == "start")["scene"]
        assert "answer" not in asked
        phone.send(vote=2, ask=asked["ask"]["id"])
        told = leader.until(lambda known: sum(known["lead"]["counts"]))["lead"]
        assert (told["counts"], told["vote"]) == ([0, 0, 1], None)
        leader.send(do="answer", number=1)
        told = leader.until(lambda known: known["lead"]["vote"] is not None)["lead"]
        assert (told["counts"], told["vote"]) == ([0, 0, 1], 1), "the leader is none of the phones"

        leader.send(do="play")
        told = phone.until(lambda known: known["scene"].get("answer"))
        assert told["scene"]["answer"]["right"] == told["me"]["vote"] == 2
        assert "lead" not in told


def test_a_scrub_of_the_leader_is_a_scrub_on_every_phone(
    server: str, led: tuple[Hall, str]
) -> None:
    hall, secret = led
    with both(server, hall, secret) as (leader, phone):
        leader.send(do="go", number=6)
        phone.until(lambda known: page(known) == "train" and known.get("frame"))
        leader.send(do="epoch", number=3)
        assert phone.until(lambda known: known["frame"]["epoch"] == 3)["frame"]["names"]


def test_a_leader_who_comes_back_finds_the_step(server: str, led: tuple[Hall, str]) -> None:
    hall, secret = led
    for step, name in enumerate(("start", "count", "count"), start=1):
        with closing(Line(f"{server}/{hall.code}", lead=secret)) as leader:
            leader.send(do="on")
            # Two steps of one page look alike.
            leader.until(lambda _: hall.place.step == step)  # noqa: B023
            leader.until(lambda known: page(known) == name)  # noqa: B023


def test_a_leader_who_comes_back_to_a_question_is_told_its_votes(
    server: str, led: tuple[Hall, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (hall, secret), picture = led, Show._picture
    with both(server, hall, secret) as (leader, phone):
        leader.send(do="go", number=4)
        asked = phone.until(lambda known: page(known) == "network")["scene"]["ask"]["id"]
        phone.send(vote=2, ask=asked)
        leader.until(lambda known: sum(known.get("lead", {}).get("counts", ())))
    # Its picture takes a moment, and the hall has the last one: at first no question is known.
    monkeypatch.setattr(Show, "_picture", lambda *drawn: (time.sleep(0.5), picture(*drawn))[1])
    begun = time.monotonic()
    with closing(Line(f"{server}/{hall.code}", lead=secret)) as leader:
        leader.until(lambda known: known.get("lead", {}).get("counts") == [0, 0, 1])
    assert time.monotonic() - begun < 4, "before the next heartbeat"


def test_a_sent_name_is_the_leaders_to_strike(server: str, led: tuple[Hall, str]) -> None:
    hall, secret = led
    with both(server, hall, secret) as (leader, phone):
        phone.send(name="12")
        assert "write one name" in phone.until(lambda known: "said" in known)["said"]
        phone.send(name="Asha")
        sent = leader.until(lambda known: known.get("lead", {}).get("sent"))["lead"]["sent"]
        assert sent == [[PHONE, "asha", False]]
        leader.send(do="strike", number=1, text=PHONE)
        leader.until(lambda known: known["lead"]["sent"] == [[PHONE, "asha", True]])


def test_a_network_learns_the_names_of_the_hall_and_makes_names_for_it(
    server: str, led: tuple[Hall, str]
) -> None:
    hall, secret = led
    with both(server, hall, secret) as (leader, phone):
        steps = leader.until(lambda known: "lead" in known)["lead"]["steps"]
        leader.send(do="go", number=steps.index("own"))
        phone.until(lambda known: page(known) == "own")
        for i, name in enumerate(("asha", "bo", "cleo", "dana", "ella", "finn", "gus", "hanna")):
            sender = f"{i:032x}"
            hall.enter(sender)
            hall.send_name(sender, name)
        phone.send(name="Zzz")
        leader.until(lambda known: len(known["lead"]["sent"]) == 9)
        leader.send(do="strike", number=1, text=PHONE)
        leader.until(lambda known: [PHONE, "zzz", True] in known["lead"]["sent"])
        leader.send(do="play")
        phone.until(lambda known: "8 names of this hall" in known["scene"]["title"])
        leader.send(do="epoch", number=100)
        frame = phone.until(lambda known: (known.get("frame") or {}).get("epoch") == 100)["frame"]
    assert len(frame["names"]) == 8
    assert "z" not in frame["characters"]


def test_a_phone_leads_nothing_and_a_reader_alone_enters_no_hall(
    server: str, led: tuple[Hall, str]
) -> None:
    hall, secret = led
    with both(server, hall, secret) as (leader, phone):
        leader.send(do="on")
        phone.until(lambda known: page(known) == "start")
        for asked in ({"do": "on"}, {"do": "end"}, {"do": "strike", "text": PHONE, "number": 1}):
            phone.send(**asked)
        phone.send(name="Asha")
        phone.until(lambda known: known["me"]["sent"] == "asha")
        assert (hall.place.step, hall.over) == (1, False)
        with closing(Line(f"{server}/{hall.code}", tour=True)) as reader:
            assert reader.until(lambda known: page(known) == "start")["lead"]["step"] == 0
            reader.send(do="end")
            assert "ended" in reader.until(lambda known: "error" in known)["error"]
        assert [one.struck for one in hall.sent_names()] == [False] and not hall.over


def test_a_phone_whose_training_is_refused_is_told_why_and_may_ask_again(
    server: str, led: tuple[Hall, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise LimitError("There is no room now; try again in a minute.")

    asked = {"rate": "1", "layers": "0", "block": "1"}
    with closing(Line(f"{server}/{led[0].code}", phone=PHONE)) as phone:
        phone.until(lambda known: "me" in known)
        with monkeypatch.context() as patched:
            patched.setattr("namegen.ui.serving.plan.Plan.make", full)
            phone.send(**{"try": asked})
            phone.until(lambda known: "no room" in known["me"]["told"])
        phone.send(**{"try": asked})
        phone.until(lambda known: known["me"]["found"] and not known["me"]["told"])


def test_a_phones_short_training_is_a_result_of_the_hall(
    server: str, led: tuple[Hall, str]
) -> None:
    hall, _ = led
    with closing(Line(f"{server}/{hall.code}", phone=PHONE)) as phone:
        phone.send(**{"try": {"rate": "7", "layers": "0", "block": "1"}})
        assert "those offered" in phone.until(lambda known: "said" in known)["said"]
        phone.send(**{"try": {"rate": "0.3", "layers": "0", "block": "1"}})
        found = phone.until(lambda known: (known.get("me") or {}).get("found"))["me"]["found"]
    assert 2 < found["loss"] < 4
    assert len(found["names"]) == 5


@pytest.mark.parametrize(
    ("hello", "said"),
    [
        ({"lead": "not-the-secret"}, "does not lead"),
        ({"phone": "me"}, "reload the page"),
    ],
)
def test_whoever_is_not_of_the_hall_is_told_so(
    server: str, led: tuple[Hall, str], hello: dict[str, str], said: str
) -> None:
    with closing(Line(f"{server}/{led[0].code}", **hello)) as line:
        assert said in line.until(lambda known: "error" in known)["error"]
        with pytest.raises(ConnectionClosed):
            line.socket.recv(timeout=10)


def test_a_wrong_code_is_told_and_many_are_refused(server: str) -> None:
    said = ""
    for _ in range(32):
        with closing(Line(f"{server}/nosuchhall", phone=PHONE)) as line:
            said = line.until(lambda known: "error" in known)["error"]
    assert "wait a minute" in said


@pytest.mark.parametrize("origin", ["http://elsewhere", "", "null", "http://[::1"])
def test_pages_of_other_sites_get_no_line(server: str, led: tuple[Hall, str], origin: str) -> None:
    with pytest.raises(InvalidStatus):
        connect(f"{server}/{led[0].code}", additional_headers={"Origin": origin})


def test_when_a_hall_ends_everybody_is_told(server: str, led: tuple[Hall, str]) -> None:
    hall, secret = led
    with both(server, hall, secret) as (leader, phone):
        phone.until(lambda known: known.get("scene"))
        leader.send(do="end")
        assert phone.until(lambda known: "error" in known)["error"] == "This hall has ended."
