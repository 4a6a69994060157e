"""What a visitor has chosen is in the link, and a link is checked like any other input."""

from __future__ import annotations

import pytest
import streamlit as st

from namegen.lists import name_list
from namegen.ui.session import link

pytestmark = pytest.mark.usefixtures("given_names")


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


def test_a_link_to_a_page_about_its_model_plays_to_its_epoch() -> None:
    visitor = link.visitor_of({"model": "bigram-network", "epoch": "6"})
    visitor.turn_to("network", "bigram-network")
    assert visitor.playhead.goal == 6
    visitor.turn_to("train", None)
    assert visitor.playhead.playing
    visitor.choose_model("deep")
    assert not visitor.model_states["bigram-network"].playhead.playing


def test_a_list_that_the_browser_may_bring_is_in_the_link_until_another_is_chosen() -> None:
    visitor = link.visitor_of({"list": "own"})
    assert link.parameters(visitor)["list"] == "own", "a session lost before it came asks again"
    visitor.choose_list(name_list.bundled("surnames"))
    assert link.parameters(visitor)["list"] == "surnames"
    assert not visitor.lacks_own


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
