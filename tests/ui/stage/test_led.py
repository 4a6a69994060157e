"""What each key does to where a talk is."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest

from namegen.hall.hall import LEADER, Hall
from namegen.hall.halls import Halls
from namegen.hall.talk import Step, Talk, TalkError
from namegen.lessons import questions
from namegen.lists.name_list import bundled
from namegen.settings import NETWORK
from namegen.ui.serving import opponents
from namegen.ui.stage.led import Action, Led, talk
from namegen.ui.stage.scene import ANSWER, ASK, PICTURE
from namegen.ui.stage.show import Show

PLAY = Action("play")


def led_to(page: str, alone: bool = False) -> tuple[Hall, Led]:
    hall = Halls().open()[0]
    led = Led(hall, *talk(alone))
    while led.place.page != page:
        led.act(Action("on"))
    return hall, led


def test_networks_question_is_answered_when_its_training_has_been_seen() -> None:
    hall, led = led_to("network")
    led.pose(questions.network(led.names, 2.45))
    assert led.place.phase == ASK
    led.act(PLAY)
    assert (led.place.phase, led.place.playing) == (PICTURE, True)
    assert not hall.is_revealed(led.asked)
    led.place = replace(led.place, epoch=led.settings.epochs, playing=False)
    led.act(PLAY)
    assert led.place.phase == ANSWER
    assert hall.is_revealed(led.asked)
    led.act(PLAY)
    assert led.place.phase == PICTURE


def test_a_reader_alone_is_not_spoken_to_as_a_presenter() -> None:
    _, led = led_to("start", alone=True)
    said = " ".join(line for step in led.talk.steps for line in step.say).lower()
    assert "let them" not in said and "phone" not in said
    assert all(step.say for step in led.talk.steps)


def test_a_place_in_another_talk_is_none_in_this_one() -> None:
    hall, led = led_to("train")
    step, id = led.place.step, led.talk.id
    led.hall.show(led.place)
    again = Led(hall, led.talk)
    assert again.place == led.place, "the hall is where it was"
    other = Talk(
        "Another", (Step("start", "answer", (), (), {}), Step("train", "look", (), (), {}))
    )
    assert Led(hall, other).place.page == "start", "this step is past the end of the other talk"
    fresh = Halls().open()[0]
    assert Led(fresh, led.talk, at=(step, 0, 0, 0, id, "")).place.step == step
    assert Led(fresh, led.talk, at=(step, 0, 0, 0, other.id, "")).place.step == 0


def test_a_talk_for_halls_alone_says_so_to_a_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = (Step("join", "look", (), (), {}), Step("own", "names", (), (), {}))
    monkeypatch.setattr("namegen.ui.stage.led.chosen", lambda _: (Talk("A hall", steps), ""))
    with pytest.raises(TalkError, match="no step for a reader alone"):
        talk(alone=True)


def test_play_does_nothing_while_a_question_is_being_made() -> None:
    _, led = led_to("embeddings")
    led.waiting = True
    led.act(PLAY)
    assert (led.place.phase, led.place.playing) == (ASK, True)


def test_a_step_is_done_when_what_it_asks_for_has_been_done() -> None:
    _, led = led_to("start", alone=True)
    done = []
    for step in led.talk.steps[:5]:
        before = led.done
        match step.press:
            case "answer":
                led.hall.reveal(led.asked)
            case "draw":
                led.act(PLAY)
            case "play":
                led.place = replace(led.place, epoch=led.settings.epochs)
        done.append((before, led.done))
        led.act(Action("on"))
    assert done == [(False, True)] * 5


def test_an_answer_that_has_been_given_stands_beside_the_trained_network() -> None:
    hall, led = led_to("network")
    hall.reveal(led.asked)
    led.act(Action("on"))
    led.act(Action("back"))
    assert (led.place.phase, led.place.playing) == (ANSWER, True)


def test_who_leads_back_to_a_question_with_more_answers_keeps_the_line() -> None:
    steps = Step("count", "answer", (), (), {}), Step("start", "answer", (), (), {})
    with showing(*steps) as show:
        show.do("answer", 3)
        show.do("on")
        end = time.monotonic() + 30
        while json.loads(show.hall.picture("scene"))["page"] != "start":
            assert time.monotonic() < end
            time.sleep(0.02)
        show.place = replace(show.place, step=0, page="count")  # led there, and not drawn yet
        told = json.loads(show.told())
    assert (told["counts"], told["vote"]) == ([0, 0, 0], None), "the votes on what is drawn"


def test_a_question_that_is_not_on_the_stage_yet_is_not_answered() -> None:
    hall, led = led_to("start")
    led.pose(questions.start(led.names))
    led.act(Action("on"))
    led.act(Action("answer", 2))
    led.act(PLAY)
    assert hall.vote_of(led.asked, LEADER) is None and not hall.is_revealed(led.asked)


def test_a_game_that_is_led_back_to_goes_on_at_its_name_and_each_has_votes_of_its_own() -> None:
    games = tuple(Step("game", "guess", (), (), {"round": number}) for number in "78")
    hall = Halls().open()[0]
    led = Led(hall, Talk("Two games", games))
    for turn in range(5):
        led.place = replace(led.place, turn=turn)
        hall.reveal(led.asked)
    led.act(Action("on"))
    assert (led.place.turn, led.place.phase) == (0, ASK), "nothing is revealed of the second"
    led.act(Action("back"))
    assert (led.place.turn, led.place.phase) == (4, ANSWER)
    assert led.plays == "Next name"
    assert Led(hall, led.talk, at=(0, ANSWER, 0, 9, led.talk.id, "")).plays == "See the score"
    led.act(PLAY)
    assert (led.place.turn, led.place.phase) == (5, ASK)


def test_a_game_whose_hall_was_lost_goes_on_at_its_name() -> None:
    _, led = led_to("game")
    for phase in (ASK, ANSWER):
        at = (led.place.step, phase, 0, 6, led.talk.id, "")
        again = Led(Halls().open()[0], led.talk, at=at)
        assert (again.place.turn, again.place.phase) == (6, phase)


@pytest.mark.parametrize(("against", "kind"), [("Counted bigram", "bigram"), ("", "ready")])
def test_a_talks_game_is_the_round_that_its_step_says(against: str, kind: str) -> None:
    link = {"list": "given", "round": "7"} | ({"against": against} if against else {})
    dealt = opponents.deck(opponents.at_once(bundled("given"), kind)).deal(7)
    assert dealt[0].name in scene_of(link)["html"]


def test_a_talk_that_names_an_opponent_who_cannot_be_had_is_told_so() -> None:
    said = scene_of({"list": "given", "against": "Deep network, trained here"})["title"]
    assert "before it is trained" in said
    assert "Nobody plays against 'me' here: choose" in scene_of({"against": "me"})["title"]


def test_a_talks_game_can_be_against_the_network_that_the_talk_has_trained() -> None:
    title = "Bigram network, trained here"
    link = {"list": "given", "round": "7", "against": title}
    trained = Step("train", "play", (), (), {"list": "given", "model": "bigram-network"})
    with showing(trained, Step("game", "guess", (), (), link)) as show:
        end = time.monotonic() + 60
        show.do("epoch", 999)
        while not show._trained_here():
            assert time.monotonic() < end
            time.sleep(0.02)
        show.do("on")
        while (scene := json.loads(show.hall.picture("scene")))["page"] != "game":
            assert time.monotonic() < end
            time.sleep(0.02)
        (run,) = show._trained_here()
        opponent = opponents.of_run(bundled("given"), run.id, run, run.last_epoch)
        dealt = opponents.deck(opponent).deal(7)
    assert dealt[0].name in scene["html"]


@contextmanager
def showing(*steps: Step) -> Iterator[Show]:
    """A talk of a few steps, once its first is on the stage."""
    hall = Halls().open()[0]
    with closing(Show(hall, "", Talk("A game", steps))) as show:
        end = time.monotonic() + 30
        while not hall.picture("scene"):
            assert time.monotonic() < end
            time.sleep(0.02)
        yield show


def scene_of(link: dict[str, str]) -> dict[str, str]:
    """What the stage shows of a talk with one step, the game."""
    with showing(Step("game", "guess", (), (), link)) as show:
        return json.loads(show.hall.picture("scene"))


@pytest.mark.parametrize(("epochs", "then"), [("2", "Play"), ("200", "Reveal")])
def test_no_answer_is_revealed_to_a_hall_that_its_picture_contradicts(
    epochs: str, then: str
) -> None:
    link = {"model": NETWORK, "list": "given", "epochs": epochs}
    with showing(Step("network", "answer", (), (), link)) as show:
        end = time.monotonic() + 60
        while show.plays != "Play":
            assert time.monotonic() < end
            time.sleep(0.02)
        show.do("play")
        while show.place.playing or show.place.epoch < int(epochs):
            assert time.monotonic() < end
            time.sleep(0.02)
        assert show.plays == then


def test_a_step_that_comes_before_its_network_says_how_far_that_is() -> None:
    link = {"model": "deep", "epochs": "40", "hiddens": "200", "list": "given"}
    said: list[str] = []
    with showing(Step("train", "play", (), (), link), Step("alike", "look", (), (), link)) as show:
        show.do("on")
        end = time.monotonic() + 60
        while not (scene := json.loads(show.hall.picture("scene") or "{}")).get("html"):
            assert time.monotonic() < end, scene
            if (wait := scene.get("wait")) and wait not in said:
                said.append(wait)
            time.sleep(0.02)
    assert len(said) > 2, "it moves"
    assert all(re.search(r"learns, epoch \d+ of 40\.$|names, \d+ %\.$", one) for one in said), said


def test_a_network_that_was_stopped_on_its_way_to_a_question_goes_on_when_play_says_so() -> None:
    link = {"model": "deep", "epochs": "40", "hiddens": "200", "seed": "7", "list": "given"}
    with showing(Step("embeddings", "answer", (), (), link)) as show:
        end = time.monotonic() + 60
        while not json.loads(show.hall.picture("scene") or "{}").get("wait"):
            time.sleep(0.01)
        show.do("reset")
        while json.loads(show.hall.picture("scene"))["wait"] != "Press Play: the network learns.":
            assert time.monotonic() < end
            time.sleep(0.02)
        assert show.plays == "Play"
        show.do("play")
        while "ask" not in json.loads(show.hall.picture("scene")):
            assert time.monotonic() < end
            time.sleep(0.02)
