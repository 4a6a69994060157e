"""A hall on one server: who leads, who follows, what they vote, send and find."""

from __future__ import annotations

import secrets

import pytest

from namegen.hall import halls as halls_module
from namegen.hall.codes import LONGEST, SHORTEST, code_of, phone_name
from namegen.hall.embarrassing import embarrasses
from namegen.hall.hall import LEADER, Hall, HallAway, HallError
from namegen.hall.halls import Halls
from namegen.hall.said import Place, Result
from namegen.lists.cleaning import NamesError


@pytest.fixture
def hall() -> Hall:
    return Halls().open()[0]


def phone_in(hall: Hall) -> str:
    phone = secrets.token_hex(16)
    hall.enter(phone)
    return phone


def test_a_code_is_a_name_of_a_length_that_can_be_read_out() -> None:
    for number in range(50):
        assert SHORTEST <= len(code_of(str(number))) <= LONGEST
        assert code_of(str(number)).isalpha()


def test_only_the_leaders_secret_leads() -> None:
    hall, secret = Halls().open()
    assert hall.leads(secret)
    assert not hall.leads(secret[:-1])
    assert not hall.leads("")


def test_a_leaders_link_opens_the_same_hall_on_a_server_that_has_lost_it() -> None:
    hall, secret = Halls().open()
    again = Halls().open_again(secret)
    assert again is not None
    assert again.code == hall.code
    assert again.leads(secret)


def test_a_code_that_is_taken_is_not_given_again(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = iter(["janasah", "janasah", "junide", "junide", "junide"])
    halls = Halls()
    monkeypatch.setattr(halls_module, "code_of", lambda secret: next(codes))
    assert [halls.open()[0].code for _ in range(2)] == ["janasah", "junide"]


def test_a_hall_is_found_by_its_code_however_it_is_typed() -> None:
    halls = Halls()
    hall, _ = halls.open()
    assert halls.find(f" {hall.code.upper()} ", "somebody") is hall


def test_wrong_codes_are_limited_and_logged_without_the_code(
    caplog: pytest.LogCaptureFixture,
) -> None:
    halls = Halls()
    hall, _ = halls.open()
    for _ in range(30):
        with pytest.raises(HallError, match="no hall with this code"):
            halls.find("wrongcode", "one")
    with pytest.raises(HallError, match="Too many wrong codes"):
        halls.find(hall.code, "one")
    with pytest.raises(HallError, match="scan the picture"):
        halls.find(hall.code, "one")
    assert caplog.text.count("wrong in a minute") == 1
    assert "wrongcode" not in caplog.text and hall.code not in caplog.text
    assert halls.find(hall.code, "another") is hall


def test_who_scans_the_picture_comes_in_while_others_at_their_address_try_codes() -> None:
    halls = Halls()
    hall, _ = halls.open()
    for _ in range(40):
        with pytest.raises(HallError):
            halls.find("wrongcode", "all of them")
    phone = secrets.token_hex(16)
    assert halls.find_again(hall.code, phone, hall.invitation) is hall
    another, _ = halls.open()
    for wrong in (another.invitation, hall.invitation[:-1], ""):
        with pytest.raises(HallAway):
            halls.find_again(hall.code, phone, wrong)


def test_a_phone_comes_back_with_its_pass_however_many_codes_were_tried() -> None:
    halls = Halls()
    hall, secret = halls.open()
    phone, other = secrets.token_hex(16), secrets.token_hex(16)
    its_pass = hall.pass_of(phone)
    for _ in range(40):
        for code in (hall.code, "wrongcode"):  # which of them is right is not told
            with pytest.raises(HallAway, match="comes back when its leader"):
                halls.find_again(code, other, its_pass)
    assert halls.find(hall.code, "somebody") is hall
    assert halls.find_again(hall.code, phone, its_pass) is hall
    started_again = Halls()
    with pytest.raises(HallAway):
        started_again.find_again(hall.code, phone, its_pass)
    again = started_again.open_again(secret)
    assert started_again.find_again(hall.code, phone, its_pass) is again


def test_an_ended_hall_forgets_what_was_said_and_is_entered_no_more() -> None:
    halls = Halls()
    hall, secret = halls.open()
    hall.send_name(phone_in(hall), "Asha")
    hall.end()
    assert hall.sent_names() == []
    assert hall.over and not hall.leads(secret)
    with pytest.raises(HallError, match="has ended"):
        halls.find(hall.code, "somebody")
    with pytest.raises(HallError, match="has ended"):
        halls.find_again(hall.code, "0" * 32, "a pass")
    assert halls.open_again(secret) is None


def test_a_hall_ends_by_itself_after_six_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    hall, _ = Halls().open()
    later = hall.ends + 1
    assert not hall.over
    monkeypatch.setattr("namegen.hall.hall.time.time", lambda: later)
    assert hall.over


def test_halls_that_nobody_is_in_keep_nobody_from_starting_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("namegen.hall.halls._MOST_HALLS", 2)
    halls = Halls()
    (led, _), (left, secret) = halls.open(), halls.open()
    leave = led.watch(lambda: None)
    begun, _ = halls.open()
    begun.watch(lambda: None)
    assert halls.find(led.code, "me") is led
    with pytest.raises(HallError, match="too many"):
        halls.open_again(secret)
    leave()
    assert halls.open_again(secret).code == left.code


def test_a_phone_has_one_name_and_no_two_the_same(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = secrets.token_hex(16), secrets.token_hex(16)
    assert hall.enter(first) == hall.enter(first) == phone_name(hall.code, first)
    monkeypatch.setattr(
        "namegen.hall.hall.phone_name",
        lambda code, phone, turn: phone_name(code, first if turn == 0 else phone, turn),
    )
    assert hall.enter(second) != hall.enter(first)


def test_what_is_no_phone_cannot_enter(hall: Hall) -> None:
    for phone in ("", "janasah", "../place", "F" * 32):
        with pytest.raises(HallError):
            hall.enter(phone)


def test_those_who_are_here_are_counted_once_each(hall: Hall) -> None:
    phones = [phone_in(hall) for _ in range(3)]
    hall.enter(phones[0])  # a second tab
    assert hall.present == 3
    hall.leave(phones[0])
    hall.leave(phones[1])
    assert hall.present == 2


def test_whoever_watches_is_told_of_news_until_they_stop(hall: Hall) -> None:
    told: list[int] = []
    stop = hall.watch(lambda: told.append(1))
    hall.show(Place(step=1))
    hall.show(Place(step=1))  # no news
    assert len(told) == 1
    stop()
    hall.show(Place(step=2))
    assert len(told) == 1


def test_a_phone_is_not_told_what_is_another_s_alone(hall: Hall) -> None:
    one, other = phone_in(hall), phone_in(hall)
    told: list[str] = []
    hall.watch(lambda: told.append("leader"))
    hall.watch(lambda: told.append("one"), one)
    hall.watch(lambda: told.append("other"), other)
    hall.vote("start", one, 0)
    hall.send_name(other, "Mia")
    assert told == ["leader", "one", "leader", "other"]
    told.clear()
    hall.stage(scene="{}")
    phone_in(hall)  # one more is here
    assert {"leader", "one", "other"} == set(told)
    told.clear()
    hall.end()
    assert sorted(told) == ["leader", "one", "other"]


def test_the_place_comes_back_as_it_was_shown(hall: Hall) -> None:
    place = Place(3, "train", {"list": "given", "epochs": "30"}, 12, True, phase=2)
    hall.show(place)
    assert hall.place == place


def test_a_phone_has_one_vote_and_may_change_it_until_the_answer_is_revealed(hall: Hall) -> None:
    one, other = phone_in(hall), phone_in(hall)
    hall.vote("start", one, 0)
    hall.vote("start", other, 2)
    hall.vote("start", one, 1)
    assert hall.votes("start", 3) == [0, 1, 1]
    hall.reveal("start")
    hall.vote("start", one, 0)
    assert hall.votes("start", 3) == [0, 1, 1]
    assert hall.vote_of("start", one) == 1
    assert hall.votes("another", 3) == [0, 0, 0]


def test_who_has_not_joined_has_no_vote(hall: Hall) -> None:
    hall.vote("start", secrets.token_hex(16), 0)
    assert hall.votes("start", 2) == [0, 0]


def test_the_leaders_own_answer_is_kept_and_is_no_vote_of_the_hall(hall: Hall) -> None:
    hall.vote("start", LEADER, 1)
    hall.vote("start", phone_in(hall), 0)
    assert hall.votes("start", 2) == [1, 0]
    assert hall.vote_of("start", LEADER) == 1


def test_names_that_are_sent_are_cleaned_and_can_be_struck(hall: Hall) -> None:
    one, other = phone_in(hall), phone_in(hall)
    assert hall.send_name(one, " Zoë ") == "zoë"
    hall.send_name(other, "Rude")
    hall.send_name(one, "Asha")
    hall.strike(other)
    assert [(sent.name, sent.struck) for sent in hall.sent_names()] == [
        ("asha", False),
        ("rude", True),
    ]
    hall.strike(other, False)
    assert not any(sent.struck for sent in hall.sent_names())
    with pytest.raises(NamesError, match="left out"):
        hall.send_name(one, "<b>1</b>")


def test_results_come_the_best_first_with_who_found_them(hall: Hall) -> None:
    one, other = phone_in(hall), phone_in(hall)
    worse, best = (
        Result(one, {"lr": "1"}, 2.5, ("ann",)),
        Result(other, {"lr": "0.3"}, 2.2, ("mo",)),
    )
    hall.add_result(worse)
    hall.add_result(best)
    assert hall.results() == [best, worse]


def test_a_phones_next_try_leaves_its_better_one_where_it_is(hall: Hall) -> None:
    one, other = phone_in(hall), phone_in(hall)
    first, second = Result(one, {"lr": "1"}, 2.2, ("ann",)), Result(one, {"lr": "3"}, 2.5, ("mo",))
    hall.add_result(first)
    hall.add_result(second)
    hall.add_result(Result(other, {"lr": "1"}, 2.2, ("ann",)))
    assert hall.results() == [first, second]
    assert (hall.result_of(one), hall.result_of(other)) == (second, first)
    assert hall.result_of(phone_in(hall)) is None


@pytest.mark.parametrize("name", ["bastard", "xfucky", "hitler"])
def test_what_would_embarrass_a_hall_is_known(name: str) -> None:
    assert embarrasses(name)


@pytest.mark.parametrize("name", ["ann", "aryan", "cassandra", "akshita", "hancock", "nazia"])
def test_names_of_people_do_not_embarrass(name: str) -> None:
    assert not embarrasses(name)
