"""What the pictures that a hall makes itself say."""

from __future__ import annotations

import secrets
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from namegen.hall.hall import LEADER, Hall
from namegen.hall.halls import Halls
from namegen.hall.said import Place, Result
from namegen.lessons import questions
from namegen.lessons.game import NAMES, Deck
from namegen.lessons.similar_names import Neighbour
from namegen.lists.name_list import from_text
from namegen.settings import settings_for
from namegen.ui.stage import hall_pictures
from namegen.ui.stage.pictures import join, similar_names
from namegen.ui.stage.scene import ANSWER, HALL_LIST, Scene, StageState

LIST = from_text("ann\nakela\naz", "three")


def hall_of(phones: int) -> tuple[Hall, list[str]]:
    hall = Halls().open()[0]
    names = [secrets.token_hex(16) for _ in range(phones)]
    for phone in names:
        hall.enter(phone)
    return hall, names


def state(hall: Hall, **place: Any) -> StageState:
    return StageState(hall, Place(**place), LIST, settings_for(), None, "https://names.example/")


def test_the_code_to_join_stands_with_the_address_that_is_typed() -> None:
    hall, _ = hall_of(0)
    shown = join(state(hall)).html
    assert "names.example<" in shown and "https://names.example<" not in shown
    assert hall.code in shown and "<svg" in shown


def test_names_that_phones_send_are_on_the_stage_until_they_are_struck() -> None:
    hall, (first, second) = hall_of(2)
    assert "None yet" in hall_pictures.own(state(hall)).html
    hall.send_name(first, "Asha")
    hall.send_name(second, "Bo")
    assert "; 6 more," in hall_pictures.own(state(hall)).line
    hall.strike(second)
    shown = hall_pictures.own(state(hall))
    assert "asha" in shown.html and "bo<" not in shown.html
    assert shown.form == "name"


def test_names_are_the_smaller_the_more_letters_they_have_so_that_all_have_room() -> None:
    there = state(hall_of(0)[0])
    looks = [
        hall_pictures.chips(there, [letters * "a"] * hall_pictures.SOME) for letters in (6, 8, 40)
    ]
    assert ['"names chips few"' in looks[0], '"names chips many"' in looks[2]] == [True, True]
    assert '"names chips "' in looks[1] and "a" * 31 not in looks[2]


def test_a_sent_name_that_would_embarrass_is_drawn_over() -> None:
    hall, (phone,) = hall_of(1)
    hall.send_name(phone, "Bastard")
    shown = hall_pictures.own(state(hall)).html
    assert "bastard" not in shown and "█" * 7 in shown


def test_a_real_name_that_would_embarrass_is_drawn_over_where_names_are_alike() -> None:
    class Index:
        names = ("rick", "dick")

        def nearest(self, *_: object) -> list[Neighbour]:
            return [Neighbour("gaylord", 0.5)]

        def similarity(self, *_: object) -> list[float]:
            return [0.0]

    there = replace(state(hall_of(0)[0], turn=1), learned=SimpleNamespace(earlier=False))
    shown = similar_names(there, Index(), Index()).html
    assert 'Most like <span translate="no">████<' in shown and "gaylord" not in shown


def test_the_question_of_names_alike_draws_over_them_too() -> None:
    found = [Neighbour("gaylord", 0.8), *[Neighbour("ann", 0.5)] * 9]
    index = SimpleNamespace(names=("dick",), nearest=lambda *_: found)
    there = state(hall_of(0)[0], page="alike", phase=ANSWER)
    scene = Scene(title="", question=questions.similar_names(LIST, index))
    packed = scene.pack(there.place, "", there.covered)
    ask, answer = packed["ask"], packed["answer"]
    assert "like ████?" in ask["text"]
    assert ask["options"] == ["ann", "███████"] and answer["right"] == 1
    assert "for ann" in answer["because"]


def test_the_best_of_a_search_is_said_with_its_finders_name() -> None:
    hall, (first, second) = hall_of(2)
    link = {"lr": "0.3", "hiddens": "100", "context": "3"}
    hall.add_result(Result(first, link, 2.4, ("mara",)))
    hall.add_result(Result(second, {**link, "hiddens": "", "lr": "0.1"}, 2.3, ("lio",)))
    shown = hall_pictures.search(state(hall))
    assert hall.name_of(second) in shown.html and "lio" in shown.html
    assert "rate 0.1, no layer, 3 letters" in shown.html
    assert shown.frame == {"dots": [[0.1, 2.3, 0, 1], [0.3, 2.4, 1, 0]]}


def test_at_the_games_end_stands_the_name_that_fooled_most() -> None:
    hall, phones = hall_of(3)
    deck = Deck(tuple(f"real{c}" for c in "abcdef"), tuple(f"made{c}" for c in "abcdef"))
    cards = hall_pictures.cards_of(hall, deck, "")
    for turn, card in enumerate(cards):
        for phone in phones:
            wrong = turn == 4 or (turn == 2 and phone == phones[0])
            hall.vote(
                Place(page="game", turn=turn).asked,
                phone,
                int(card.real) if wrong else int(not card.real),
            )
        hall.vote(Place(page="game", turn=turn).asked, LEADER, int(card.real))
    shown = hall_pictures.game(state(hall, page="game", turn=NAMES), cards).html
    assert cards[4].name in shown and "3 of 3 said otherwise" in shown
    assert "87 %" in shown


def test_who_lets_go_of_a_hall_asks_no_page_for_the_list_of_its_names() -> None:
    link = {"list": HALL_LIST, "model": "deep"}
    packed = Scene(title="").pack(Place(page="own", link=link), "")
    assert packed["link"] == {"model": "deep"}


def test_who_plays_alone_is_spoken_to_as_one() -> None:
    hall, _ = hall_of(0)
    deck = Deck(tuple(f"real{c}" for c in "abcdef"), tuple(f"made{c}" for c in "abcdef"))
    cards = hall_pictures.cards_of(hall, deck, "")
    for turn, card in enumerate(cards):
        hall.vote(
            Place(page="game", turn=turn).asked,
            LEADER,
            int(card.real if turn in (3, 4) else not card.real),
        )
    shown = hall_pictures.game(state(hall, page="game", turn=NAMES), cards).html
    assert "80 %" in shown and "The names that fooled you" in shown and "most of you" not in shown
    assert [card.name in shown for card in cards] == [turn in (3, 4) for turn in range(NAMES)]
