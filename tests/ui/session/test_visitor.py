"""What a visitor chooses: settings, rates and epochs of each model, and lists."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from namegen.lists import name_list
from namegen.settings import settings_for
from namegen.ui.serving import runs
from namegen.ui.serving.limits import LimitError
from namegen.ui.serving.scheduler import Scheduler
from namegen.ui.session import link

pytestmark = pytest.mark.usefixtures("given_names")


@pytest.fixture(autouse=True)
def scheduler(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scheduler]:
    """One that nobody else has runs in."""
    scheduler = Scheduler(10**8, 10**8, 60)
    monkeypatch.setattr(runs, "_scheduler", scheduler)
    yield scheduler
    scheduler.close()


def test_visitors_with_the_same_choices_have_one_key() -> None:
    one, other = link.visitor_of({"seed": "5"}), link.visitor_of({"seed": "5", "epochs": "9"})
    assert one.key == other.key, "how many epochs are asked for makes no other run"
    assert one.key != link.visitor_of({"seed": "6"}).key


def test_a_setting_changed_at_rest_starts_anew() -> None:
    visitor = link.visitor_of({})
    visitor.playhead.jump(9)
    visitor.change(hiddens=(50,))
    assert (visitor.playhead.shown, visitor.playhead.playing) == (0, False)


def test_a_setting_changed_while_playing_goes_on_playing() -> None:
    visitor = link.visitor_of({})
    visitor.model_state.play()
    visitor.change(embedding=4)
    assert (visitor.playhead.shown, visitor.playhead.goal) == (0, 30)


def test_more_epochs_go_on_with_the_same_run() -> None:
    visitor = link.visitor_of({})
    visitor.playhead.jump(9)
    key = visitor.key
    visitor.change(epochs=50)
    assert (visitor.key, visitor.playhead.shown) == (key, 9)
    visitor.change(epochs=5)
    assert visitor.playhead.shown == 5


def test_a_new_rate_while_playing_turns_the_run_from_there() -> None:
    visitor = link.visitor_of({})
    before = visitor.run()
    for _ in range(3):
        before.step()
    visitor.model_state.play()
    visitor.playhead.epoch = 2.4
    visitor.change(lr=0.5)
    after = visitor.run()
    assert after is not before
    assert after.history.train == before.history.train[:3]
    assert (visitor.playhead.shown, visitor.playhead.playing) == (2, True)
    visitor.model_state.reset()
    assert visitor.model_state.rate_changes == ()
    assert visitor.settings.lr == 0.5


@pytest.mark.parametrize("change", [{"lr": 0.5}, {"epochs": 9, "drop": True}])
def test_where_no_other_run_fits_the_choice_is_kept(
    change: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Scheduler(1, 1, 60)
    monkeypatch.setattr(runs, "_scheduler", full)
    visitor = link.visitor_of({})
    held = visitor.run()
    held.step()
    visitor.model_state.play()
    visitor.playhead.epoch = 1.0
    visitor.change(**change)
    assert {name: getattr(visitor.settings, name) for name in change} == change
    with pytest.raises(LimitError):
        visitor.run()
    full.close()


def test_in_a_thinned_history_a_new_rate_goes_on_from_an_epoch_that_is_kept() -> None:
    visitor = link.visitor_of({"model": "bigram-network"})
    before = visitor.run()
    for _ in range(14):
        before.step()
    before.history.thin(9 * before.history.latest.bytes)
    visitor.model_state.play()
    visitor.playhead.epoch = 7.4
    visitor.change(lr=20.0)
    assert visitor.model_state.rate_changes == ((4, 50.0),)
    assert (visitor.playhead.shown, visitor.playhead.playing) == (4, True)
    after = visitor.run()
    assert (after.last_epoch, after.rate_changes) == (4, visitor.model_state.rate_changes)
    assert after.history.train == before.history.train[:5]


def test_a_new_rate_before_there_is_an_epoch_starts_anew() -> None:
    visitor = link.visitor_of({})
    visitor.model_state.play()
    visitor.playhead.epoch = 7.4
    visitor.change(lr=0.5)
    assert (visitor.model_state.rate_changes, visitor.playhead.shown) == ((), 0)
    assert visitor.playhead.playing


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


def test_a_list_that_has_come_already_is_not_taken_by_the_session_before_that_lacks_it() -> None:
    before, visitor = (link.visitor_of({"list": "own"}) for _ in range(2))
    before.speed = "most"
    visitor.choose_list(own := name_list.from_text("asha\nbenoît\nchloé", "few"))
    visitor.take_over(before)
    assert (visitor.names, visitor.own, visitor.lacks_own) == (own, own, False)
    assert visitor.speed == "most"


def test_a_choice_that_is_made_already_changes_nothing() -> None:
    """A tab may say once more what its widgets show."""
    visitor = link.visitor_of({"play": "1"})
    run = visitor.run()
    for _ in range(9):
        run.step()
    visitor.playhead.epoch = 7.4
    visitor.choose_list(name_list.bundled("given"))
    visitor.choose_model("deep")
    visitor.change(lr=visitor.settings.lr)
    visitor.change(hiddens=visitor.settings.hiddens)
    assert (visitor.playhead.epoch, visitor.playhead.goal) == (7.4, 30)
    assert visitor.model_state.rate_changes == ()
