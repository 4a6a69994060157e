"""What a visitor has chosen is in the link, and a link is checked like any other input."""

from __future__ import annotations

import pytest
import streamlit as st

from namegen.lists import name_list
from namegen.settings import settings_for
from namegen.ui.serving.limits import LimitError
from namegen.ui.serving.scheduler import Scheduler
from namegen.ui.session import link


@pytest.fixture(autouse=True)
def given_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAMEGEN_LIST", "given")


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"list": "surnames", "model": "bigram-network", "lr": "20"},
        {"list": "given", "model": "deep", "hiddens": "100,50", "seed": "7", "batch": "full"},
        {"model": "deep", "context": "8", "optimizer": "adam", "drop": "true", "epochs": "12"},
    ],
)
def test_a_link_leads_back_to_itself(query: dict[str, str]) -> None:
    first = link.visitor_of(query)
    again = link.visitor_of(link.parameters(first))
    assert first.notes == again.notes == []
    assert (again.names.key, again.settings) == (first.names.key, first.settings)
    assert query.items() <= ({"list": "given", "model": "deep"} | link.parameters(first)).items()


def test_a_link_names_its_list_and_model_always() -> None:
    assert link.parameters(link.visitor_of({})) == {"list": "given", "model": "deep"}


def test_the_epoch_of_a_link_is_played_to() -> None:
    visitor = link.visitor_of({"epoch": "12"})
    assert visitor.playhead.goal == 12
    visitor.playhead.jump(12)
    assert link.parameters(visitor)["epoch"] == "12"


@pytest.mark.parametrize("epoch", ["31", "9999", "9" * 5000])
def test_an_epoch_past_the_last_is_brought_to_it_and_said(epoch: str) -> None:
    visitor = link.visitor_of({"epoch": epoch})
    assert visitor.playhead.goal == 30
    (note,) = visitor.notes
    assert note.endswith("is past the last, 30.")
    assert len(note) < 200


def test_a_link_taken_while_playing_plays_on_to_the_same_end() -> None:
    visitor = link.visitor_of({})
    visitor.model_state.play()
    visitor.playhead.epoch = 4.5
    again = link.visitor_of(link.parameters(visitor))
    assert again.playhead.playing
    assert again.playhead.goal == visitor.playhead.goal == 30
    visitor.playhead.pause()
    assert link.visitor_of(link.parameters(visitor)).playhead.goal == 4
    visitor.model_state.reset()
    assert "epoch" not in link.parameters(visitor)


@pytest.mark.parametrize(
    ("query", "said", "settings"),
    [
        ({"epochs": "999999999"}, "Epochs", {"epochs": 500}),
        ({"lr": "1e9"}, "Learning rate", {"lr": 100.0}),
        ({"hiddens": "5000,20,20,20,20,20,20"}, "Neurons", {"hiddens": (300, 20, 20, 20, 20, 20)}),
        ({"context": "abc"}, "Context length", {"context": 3}),
        ({"lr": "nan"}, "Learning rate", {"lr": 0.1}),
        ({"activation": "sine"}, "Activation", {"activation": "tanh"}),
        ({"model": "transformer"}, "Model", {"model": "deep"}),
        ({"model": "bigram", "lr": "20"}, "network", {"model": "bigram-network", "lr": 20.0}),
        ({"list": "phonebook"}, "no list", {}),
        ({"list": "own"}, "own list", {}),
        ({"epoch": "-3"}, "epoch", {}),
        ({"epoch": "31"}, "epoch", {}),
        ({"seed": "-1"}, "Seed", {"seed": 0}),
        ({"turns": "4"}, "turns", {}),
        ({"turns": "4:0.1,4:0.2"}, "turns", {}),
        ({"turns": "9:0.1,4:0.2"}, "turns", {}),
        ({"turns": "4:1e9"}, "turns", {}),
        ({"turns": "501:0.1"}, "turns", {}),
        ({"turns": "0:0.1"}, "turns", {}),
        ({"turns": "4:nan"}, "turns", {}),
    ],
)
def test_what_a_link_cannot_have_is_said(
    query: dict[str, str], said: str, settings: dict[str, object]
) -> None:
    visitor = link.visitor_of(query)
    assert len(visitor.notes) == 1
    assert said in visitor.notes[0]
    assert visitor.notes[0].endswith(".")
    for name, value in settings.items():
        assert getattr(visitor.settings, name) == value


@pytest.fixture
def scheduler() -> Scheduler:
    scheduler = Scheduler(10**8, 10**8, 60)
    yield scheduler
    scheduler.close()


def test_visitors_with_the_same_choices_have_one_key() -> None:
    one, other = link.visitor_of({"seed": "5"}), link.visitor_of({"seed": "5", "epochs": "9"})
    assert one.key == other.key, "how many epochs are asked for makes no other run"
    assert one.key != link.visitor_of({"seed": "6"}).key


def test_a_setting_changed_at_rest_starts_anew(scheduler: Scheduler) -> None:
    visitor = link.visitor_of({})
    visitor.playhead.jump(9)
    visitor.change(scheduler, hiddens=(50,))
    assert (visitor.playhead.shown, visitor.playhead.playing) == (0, False)


def test_a_setting_changed_while_playing_goes_on_playing(scheduler: Scheduler) -> None:
    visitor = link.visitor_of({})
    visitor.model_state.play()
    visitor.change(scheduler, embedding=4)
    assert (visitor.playhead.shown, visitor.playhead.goal) == (0, 30)


def test_more_epochs_go_on_with_the_same_run(scheduler: Scheduler) -> None:
    visitor = link.visitor_of({})
    visitor.playhead.jump(9)
    key = visitor.key
    visitor.change(scheduler, epochs=50)
    assert (visitor.key, visitor.playhead.shown) == (key, 9)
    visitor.change(scheduler, epochs=5)
    assert visitor.playhead.shown == 5


def test_a_new_rate_while_playing_turns_the_run_from_there(scheduler: Scheduler) -> None:
    visitor = link.visitor_of({})
    before = visitor.run(scheduler)
    for _ in range(3):
        before.step()
    visitor.model_state.play()
    visitor.playhead.epoch = 2.4
    visitor.change(scheduler, lr=0.5)
    after = visitor.run(scheduler)
    assert after is not before
    assert after.history.train == before.history.train[:3]
    assert (visitor.playhead.shown, visitor.playhead.playing) == (2, True)
    visitor.model_state.reset()
    assert visitor.model_state.rate_changes == ()
    assert visitor.settings.lr == 0.5


@pytest.mark.parametrize("change", [{"lr": 0.5}, {"epochs": 9, "drop": True}])
def test_where_no_other_run_fits_the_choice_is_kept(change: dict[str, object]) -> None:
    full = Scheduler(1, 1, 60)
    visitor = link.visitor_of({})
    held = visitor.run(full)
    held.step()
    visitor.model_state.play()
    visitor.playhead.epoch = 1.0
    visitor.change(full, **change)
    assert {name: getattr(visitor.settings, name) for name in change} == change
    with pytest.raises(LimitError):
        visitor.run(full)
    full.close()


def test_in_a_thinned_history_a_new_rate_goes_on_from_an_epoch_that_is_kept(
    scheduler: Scheduler,
) -> None:
    visitor = link.visitor_of({"model": "bigram-network"})
    before = visitor.run(scheduler)
    for _ in range(14):
        before.step()
    before.history.thin(9 * before.history.latest.bytes)
    visitor.model_state.play()
    visitor.playhead.epoch = 7.4
    visitor.change(scheduler, lr=20.0)
    assert visitor.model_state.rate_changes == ((4, 50.0),)
    assert (visitor.playhead.shown, visitor.playhead.playing) == (4, True)
    after = visitor.run(scheduler)
    assert (after.last_epoch, after.rate_changes) == (4, visitor.model_state.rate_changes)
    assert after.history.train == before.history.train[:5]


def test_a_new_rate_before_there_is_an_epoch_starts_anew(scheduler: Scheduler) -> None:
    visitor = link.visitor_of({})
    visitor.model_state.play()
    visitor.playhead.epoch = 7.4
    visitor.change(scheduler, lr=0.5)
    assert (visitor.model_state.rate_changes, visitor.playhead.shown) == ((), 0)
    assert visitor.playhead.playing


def test_a_rate_changed_while_playing_is_in_the_link() -> None:
    visitor = link.visitor_of({"epochs": "40"})
    visitor.model_state.play()
    visitor.model_state.change_rate(4, 0.3)
    visitor.model_state.change_rate(9, 0.123456789)
    assert link.parameters(visitor)["turns"] == "4:0.1,9:0.3"
    again = link.visitor_of(link.parameters(visitor))
    assert (again.key, link.parameters(again), again.notes) == (
        visitor.key,
        link.parameters(visitor),
        [],
    )
    visitor.model_state.reset()
    assert "turns" not in link.parameters(visitor)


def test_each_model_keeps_its_settings_and_its_epoch() -> None:
    visitor = link.visitor_of({"seed": "5", "hiddens": "50"})
    visitor.playhead.jump(9)
    visitor.choose_model("bigram-network")
    assert visitor.settings == settings_for("bigram-network")
    assert visitor.playhead.shown == 0
    visitor.choose_model("deep")
    assert visitor.settings == settings_for("deep", seed=5, hiddens=(50,))
    assert visitor.playhead.shown == 9


def test_a_page_about_one_model_leaves_the_chosen_one_as_it_was() -> None:
    visitor = link.visitor_of({"seed": "5"})
    visitor.playhead.jump(9)
    visitor.turn_to("network", "bigram-network")
    assert link.parameters(visitor) == {"list": "given", "model": "bigram-network"}
    visitor.turn_to("train", None)
    assert link.parameters(visitor) == {"list": "given", "model": "deep", "seed": "5", "epoch": "9"}


def test_a_link_to_a_page_about_its_model_plays_to_its_epoch() -> None:
    visitor = link.visitor_of({"model": "bigram-network", "epoch": "6"})
    visitor.turn_to("network", "bigram-network")
    assert visitor.playhead.goal == 6
    visitor.turn_to("train", None)
    assert visitor.playhead.playing
    visitor.choose_model("deep")
    assert not visitor.model_states["bigram-network"].playhead.playing


def test_another_list_starts_every_model_anew() -> None:
    visitor = link.visitor_of({"epochs": "40"})
    visitor.playhead.jump(9)
    visitor.choose_model("bigram-network")
    visitor.playhead.jump(50)
    visitor.choose_list(name_list.bundled("surnames"))
    assert visitor.playhead.shown == 0
    visitor.choose_model("deep")
    assert (visitor.playhead.shown, visitor.settings.epochs) == (0, 40)


def test_a_list_of_ones_own_stays_at_hand() -> None:
    visitor = link.visitor_of({})
    own = name_list.from_text("anna\nben\ncarl")
    visitor.choose_list(own)
    visitor.choose_list(name_list.bundled("surnames"))
    assert visitor.own is own
    visitor.choose_list(own)
    assert link.parameters(visitor)["list"] == "own"


def test_a_list_that_the_browser_may_bring_is_in_the_link_until_another_is_chosen() -> None:
    visitor = link.visitor_of({"list": "own"})
    assert link.parameters(visitor)["list"] == "own", "a session lost before it came asks again"
    visitor.choose_list(name_list.bundled("surnames"))
    assert link.parameters(visitor)["list"] == "surnames"
    assert not visitor.lacks_own


def test_a_list_that_has_come_already_is_not_taken_by_the_session_before_that_lacks_it() -> None:
    before, visitor = (link.visitor_of({"list": "own"}) for _ in range(2))
    before.speed = "most"
    visitor.choose_list(own := name_list.from_text("asha\nbenoît\nchloé", "few"))
    visitor.take_over(before)
    assert (visitor.names, visitor.own, visitor.lacks_own) == (own, own, False)
    assert visitor.speed == "most"


class _Recorded(dict[str, str]):
    """An address that counts how often it is sent to the browser."""

    sent = 0

    def __setitem__(self, key: str, text: str) -> None:
        self.sent += 1
        super().__setitem__(key, text)

    def __delitem__(self, key: str) -> None:
        self.sent += 1
        super().__delitem__(key)


def test_an_address_that_says_so_already_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    address = _Recorded(answered="count-given", played="7-rm")
    monkeypatch.setattr(st, "query_params", address)
    link.put("answered", "count-given")
    link.put("reads", None)
    assert (address, address.sent) == ({"answered": "count-given", "played": "7-rm"}, 0)
    link.put("reads", "")
    link.put("played", None)
    assert (address, address.sent) == ({"answered": "count-given", "reads": ""}, 2)
