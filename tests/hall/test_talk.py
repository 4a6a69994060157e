"""A talk is a file of data, and what is wrong with it is said where it is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from namegen.hall import talk
from namegen.hall.talk import BUNDLED, TalkError, chosen, load, parse
from namegen.wording import shorten

PAGES = {
    *("join", "start", "count", "network", "train", "embeddings"),
    *("compare", "game", "alike", "recipe", "own", "search"),
}
STEP = '[[steps]]\npage = "train"\n'
GAME = '[[steps]]\npage = "game"\n'
TITLE = 'title = "T"\n'


def test_the_bundled_talk_has_two_lines_to_say_at_every_step() -> None:
    steps = load(BUNDLED, PAGES).steps
    assert all(len(step.say) == 2 for step in steps)
    assert steps[0].page == "join"
    assert {step.press for step in steps} == talk.PRESSES.keys()


def test_what_a_reader_is_told_is_true_on_a_phone_and_in_the_dark() -> None:
    told = " ".join(line for step in load(BUNDLED, PAGES).steps for line in step.alone)
    assert not {"left", "right", "darker"} & set(re.findall(r"\w+", told.lower()))


def test_a_step_has_its_page_list_settings_and_what_to_press() -> None:
    text = STEP + 'press = "play"\nlist = "given"\nsettings = { model = "deep", context = 5 }\n'
    (step,) = parse(TITLE + text + 'say = "one\\ntwo"', PAGES).steps
    assert step.page == "train"
    assert step.press == "play"
    assert step.say == ("one", "two")
    assert step.link == {"list": "given", "model": "deep", "context": "5"}


def test_a_game_is_against_a_network_that_a_step_before_trains() -> None:
    played = GAME + 'settings = { against = "Deep network, trained here" }'
    assert parse(TITLE + STEP + played, PAGES).steps[1].page == "game"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "not TOML"),
        (TITLE, "1 to 100 steps"),
        (STEP, "needs a title"),
        (TITLE + '[[steps]]\npage = "nowhere"', "step 1: there is no page 'nowhere'"),
        (TITLE + STEP + STEP + 'press = "jump"', "step 2: press cannot be 'jump'"),
        (TITLE + STEP + 'say = "a\\nb\\nc"', "say takes 2 lines"),
        (TITLE + STEP + "settings = 3", "settings is a table"),
        (TITLE + STEP + 'settings = { lr = "fast" }', "Learning rate"),
        (TITLE + STEP + 'settings = { modell = "deep" }', "'train' has no setting 'modell'"),
        (TITLE + GAME + 'settings = { round = "ten" }', "the round 'ten' is no number"),
        (TITLE + STEP + 'settings = { round = "7" }', "'train' has no setting 'round'"),
        (TITLE + GAME + 'settings = { against = "me" }', "step 1: nobody plays against 'me' here"),
        (
            TITLE + GAME + 'settings = { against = "Deep network, trained here" }\n' + STEP,
            "step 1: .* before a step trains it; choose 'Deep network, trained earlier'",
        ),
        (TITLE + STEP + 'list = "nowhere"', "there is no list 'nowhere'; choose talk,"),
        (TITLE + STEP + "colour = 1", "'colour' is not known"),
        (TITLE + "steps = [1]", "step 1: a step is a table"),
        (TITLE + '[[steps]]\npage = ["train"]', "there is no page"),
        (TITLE + STEP + "press = {}", "press cannot be '{}'"),
        (TITLE + STEP + 'press = "guess"', "'guess' does nothing on the page 'train'; choose look"),
        (TITLE + STEP + 'say = ["a", "b"]', "say is a text"),
        (TITLE + GAME + 'settings = { round = "12345" }', "no number from 0 to 9999"),
        ("a = " + 9999 * "[", "not TOML"),
    ],
)
def test_what_is_wrong_is_said_with_the_step_at_fault(text: str, said: str) -> None:
    with pytest.raises(TalkError, match=said):
        parse(text, PAGES)


def test_the_host_chooses_a_talk_by_name_or_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.toml"
    own.write_text('title = "Own"\n' + STEP)
    monkeypatch.setenv("NAMEGEN_TALK", str(own))
    assert chosen(PAGES) == (load(str(own), PAGES), "")
    monkeypatch.delenv("NAMEGEN_TALK")
    assert chosen(PAGES)[0] == load(BUNDLED, PAGES)


@pytest.mark.parametrize("source", ["/no/such/talk.toml", "/dev/zero", "/tmp", "x" * 5000])
def test_a_talk_that_cannot_be_read_gives_way_to_the_bundled_one_and_says_so(
    monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.setenv("NAMEGEN_TALK", source)
    found, note = chosen(PAGES)
    assert found == load(BUNDLED, PAGES)
    assert note.startswith(f"NAMEGEN_TALK: the talk {shorten(source)!r} cannot be read")


def test_a_talk_may_begin_with_the_mark_that_some_editors_write(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("\ufeff" + TITLE + STEP, encoding="utf-8")
    assert load(str(path), PAGES).title == "T"
