"""One thread trains everybody's runs: fairly, for those who watch, within a budget of memory."""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise
from types import SimpleNamespace

import pytest

from namegen import names
from namegen.material import Material
from namegen.settings import Settings, settings_for
from namegen.training import TrainingRun
from namegen.ui.limits import LimitError
from namegen.ui.scheduler import Scheduler

_LIST = names.bundled("given")
_SMALL = {context: Material.of(_LIST.names[:600], context, 0.1) for context in (1, 3)}
_LONG = 10.0


def _run(**given: object) -> TrainingRun:
    settings: Settings = settings_for(**given)
    return TrainingRun(_SMALL[settings.context], settings)


def _until(true: Callable[[], bool], seconds: float = _LONG) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()


@pytest.fixture
def make() -> Iterator[Callable[..., Scheduler]]:
    made: list[Scheduler] = []

    def new(budget: int, forget_after: float = 60, left: int = 10**9) -> Scheduler:
        made.append(Scheduler(budget, left, forget_after))
        return made[-1]

    yield new
    for scheduler in made:
        scheduler.close()


@pytest.fixture
def scheduler(make: Callable[..., Scheduler]) -> Scheduler:
    return make(budget=100_000_000)


def test_it_trains_what_is_wanted_and_no_further(scheduler: Scheduler) -> None:
    run = scheduler.run("a", _run)
    scheduler.lease("me", {"a": 4}, 5)
    assert _until(lambda: run.frontier == 4)
    time.sleep(0.1)
    assert run.frontier == 4


def test_nobody_watching_means_no_training(scheduler: Scheduler) -> None:
    run = scheduler.run("a", _run)
    time.sleep(0.2)
    assert run.frontier == 0


def test_leaving_stops_the_training(scheduler: Scheduler) -> None:
    run = scheduler.run("a", _run)
    scheduler.lease("me", {"a": 1_000_000}, 5)
    assert _until(lambda: run.frontier > 0)
    scheduler.leave("me")
    time.sleep(0.2)
    stopped = run.frontier
    time.sleep(0.3)
    assert run.frontier == stopped


def test_a_lease_that_is_not_renewed_ends(scheduler: Scheduler) -> None:
    run = scheduler.run("a", _run)
    scheduler.lease("gone", {"a": 1_000_000}, 0.1)
    time.sleep(0.4)
    stopped = run.frontier
    time.sleep(0.2)
    assert run.frontier == stopped


def test_the_same_key_is_one_run(scheduler: Scheduler) -> None:
    first = scheduler.run("a", _run)
    assert scheduler.run("a", lambda: pytest.fail("made twice")) is first
    scheduler.lease("me", {"a": 2}, 5)
    scheduler.lease("you", {"a": 6}, 5)
    assert _until(lambda: first.frontier == 6), "trained as far as the furthest wants"
    assert scheduler.playing() == 2


def test_wanting_another_run_gives_up_the_first(scheduler: Scheduler) -> None:
    scheduler.run("a", _run)
    scheduler.run("b", lambda: _run(seed=2))
    scheduler.lease("me", {"a": 1_000_000}, 5)
    scheduler.lease("me", {"b": 1}, 5)
    assert scheduler.playing() == 1
    assert scheduler.status().training <= 1


def test_a_newcomer_is_not_starved_by_big_networks(scheduler: Scheduler) -> None:
    big = {"hiddens": (300, 300, 300), "batch": 16, "epochs": 500}
    for i in range(5):
        scheduler.run(i, lambda i=i: _run(seed=i, **big))
        scheduler.lease(f"big {i}", {i: 500}, 5)
    time.sleep(0.3)
    small = scheduler.run("small", lambda: _run(model="bigram-network"))
    scheduler.lease("new", {"small": 5}, 5)
    assert _until(lambda: small.frontier == 5, seconds=3)


class _SlowRun:
    """A run that takes its time for every piece, and notes when it was its turn."""

    def __init__(self, a_piece: float) -> None:
        self.frontier, self.error, self.a_piece = 0, None, a_piece
        self.material = SimpleNamespace(bytes=0)
        self.bytes = self.least_bytes = 0
        self.turns: list[float] = []
        self.allowed: list[float] = []

    def work(self, seconds: float) -> None:
        self.turns.append(time.monotonic())
        self.allowed.append(seconds)
        time.sleep(self.a_piece)
        self.frontier += 1


def test_turns_come_round_however_slow_the_others_are(scheduler: Scheduler) -> None:
    slow = [scheduler.run(i, lambda: _SlowRun(0.08)) for i in range(6)]
    for i in range(6):
        scheduler.lease(str(i), {i: 1000}, 5)
    assert _until(lambda: all(run.turns for run in slow))
    quick = scheduler.run("quick", lambda: _SlowRun(0.001))
    came = time.monotonic()
    scheduler.lease("new", {"quick": 1000}, 5)
    assert _until(lambda: len(quick.turns) >= 4)
    waits = [after - before for before, after in pairwise([came, *quick.turns])]
    assert max(waits) < 2 * 6 * 0.08, "a round of the others, and as much again for a busy machine"
    turns = [len(run.turns) for run in slow]
    assert max(turns) - min(turns) <= 1
    assert max(allowed for run in (*slow, quick) for allowed in run.allowed) <= 0.02


def test_a_run_that_raises_leaves_the_others_going(scheduler: Scheduler) -> None:
    broken, sound = scheduler.run("broken", _run), scheduler.run("sound", lambda: _run(seed=2))

    def fail(seconds: float) -> None:
        raise ZeroDivisionError

    broken.work = fail  # type: ignore[method-assign]
    scheduler.lease("me", {"broken": 3}, 5)
    scheduler.lease("you", {"sound": 3}, 5)
    assert _until(lambda: sound.frontier == 3)
    assert broken.error and broken.error.endswith(".")


def test_a_loss_that_blows_up_is_said_to_the_one_concerned(scheduler: Scheduler) -> None:
    wild = scheduler.run("wild", lambda: _run(lr=1e4, seed=3, activation="relu"))
    sound = scheduler.run("sound", _run)
    scheduler.lease("me", {"wild": 30}, 5)
    scheduler.lease("you", {"sound": 3}, 5)
    assert _until(lambda: wild.error is not None)
    assert "learning rate is too high" in str(wild.error)
    assert wild.history.latest.train_loss < 100, "the last good snapshot stays"
    assert _until(lambda: sound.frontier == 3)


def test_memory_stays_within_the_budget(make: Callable[..., Scheduler]) -> None:
    one = _run()
    budget = one.material.bytes + 5 * one.least_bytes
    scheduler = make(budget)
    for i in range(4):
        scheduler.run(i, lambda i=i: _run(seed=i, epochs=12))

    def trained() -> bool:
        for i in range(4):
            scheduler.lease(f"visitor {i}", {i: 12}, 5)
        return all(scheduler.run(i, _run).frontier == 12 for i in range(4))

    assert _until(trained, seconds=60)
    assert _until(lambda: scheduler.status().bytes <= budget)
    assert scheduler.status().runs == 4, "what is watched is thinned, not dropped"


def test_unwatched_runs_are_dropped_oldest_first(make: Callable[..., Scheduler]) -> None:
    one = _run()
    budget = one.material.bytes + 3 * one.least_bytes

    def trained(seed: int) -> TrainingRun:
        run = _run(seed=seed)
        while run.history.bytes < run.history.least_bytes:
            run.step()
        return run

    scheduler = make(budget)
    for i in range(6):
        scheduler.run(i, lambda i=i: trained(i))
    assert _until(lambda: scheduler.status().runs == 3)
    made = []
    for i in reversed(range(6)):
        scheduler.run(i, lambda i=i: made.append(i) or _run(seed=i))
    assert made == [2, 1, 0]


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who leaves comes back at once or not at all."""
    monkeypatch.setattr("namegen.ui.scheduler._COMES_BACK", 0.2)


@pytest.mark.usefixtures("hurried")
def test_runs_of_closed_tabs_have_a_smaller_budget(make: Callable[..., Scheduler]) -> None:
    scheduler = make(10**9, left=int(2.5 * _run().bytes))
    for i in range(6):
        scheduler.run(i, lambda i=i: _run(seed=i), session=f"tab {i}")
    time.sleep(1.5)
    assert scheduler.status().runs == 6, "they are open"
    for i in (0, 1, 2, 4):
        scheduler.leave(f"tab {i}")
    assert _until(lambda: scheduler.status().runs == 4)
    made = []
    for i in range(6):
        scheduler.run(i, lambda i=i: made.append(i) or _run(seed=i))
    assert made == [0, 1], "the newest two of those left are there for a reload"


@pytest.mark.usefixtures("hurried")
def test_a_tab_has_use_for_the_runs_that_it_looked_at_last(make: Callable[..., Scheduler]) -> None:
    scheduler = make(10**9, left=0)
    for i in range(10):
        scheduler.run(i, lambda i=i: _run(seed=i), session="me")
    assert _until(lambda: scheduler.status().runs == 8)
    assert all(scheduler.known(i) for i in range(2, 10))


def test_a_reload_comes_back_to_the_same_run(make: Callable[..., Scheduler]) -> None:
    scheduler = make(10**9, left=0)
    scheduler.run("a", _run, session="before")
    time.sleep(1.2)
    scheduler.leave("before")
    time.sleep(1.2)
    assert scheduler.known("a")


def test_runs_forgotten_for_long_are_dropped(make: Callable[..., Scheduler]) -> None:
    scheduler = make(10**9, forget_after=0.2)
    scheduler.run("a", _run)
    assert _until(lambda: scheduler.status().runs == 0)


def test_a_dropped_run_takes_no_memory(make: Callable[..., Scheduler]) -> None:
    scheduler = make(10**9, forget_after=0.2)
    gone = weakref.ref(scheduler.run("a", _run))
    scheduler.lease("me", {"a": 3}, 0.3)
    assert _until(lambda: gone() is None)
    assert scheduler.status().bytes == 0


def test_a_dropped_run_that_a_page_still_holds_comes_back(make: Callable[..., Scheduler]) -> None:
    scheduler = make(10**9, forget_after=0.2)
    held = scheduler.run("a", _run)
    assert _until(lambda: scheduler.status().runs == 0)
    assert scheduler.status().bytes > 0, "its memory counts"
    scheduler.lease("me", {"a": 2}, 5)
    assert _until(lambda: held.frontier == 2)
    assert scheduler.run("a", lambda: pytest.fail("made twice")) is held


def test_what_does_not_fit_beside_others_is_refused_in_a_sentence(
    make: Callable[..., Scheduler],
) -> None:
    one = _run()
    scheduler = make(one.material.bytes + one.least_bytes)
    watched = scheduler.run("watched", _run)
    scheduler.lease("me", {"watched": 1_000_000}, 5)

    def of_another_list() -> TrainingRun:
        material = Material.of(_LIST.names[600:2400], 3, 0.1)
        return TrainingRun(material, settings_for("deep"))

    with pytest.raises(LimitError, match="memory") as refused:
        scheduler.run("large", of_another_list)
    assert str(refused.value).endswith(".")
    assert scheduler.run("watched", lambda: pytest.fail("dropped")) is watched
    scheduler.leave("me")
    del watched, refused  # whose traceback holds runs

    def fits() -> bool:
        with suppress(LimitError):
            return scheduler.run("large", of_another_list).frontier == 0
        return False

    assert _until(fits), "there is room when nobody watches the first"
    assert scheduler.status().runs == 1


def test_the_start_of_a_run_is_trained_like_the_rest(scheduler: Scheduler) -> None:
    run = scheduler.run("a", lambda: TrainingRun(_SMALL[3], settings_for("deep"), seconds=0))
    assert run.frontier == -1
    scheduler.lease("me", {"a": 0}, 5)
    assert _until(lambda: run.frontier == 0)


def test_a_run_can_be_asked_for_without_being_made(scheduler: Scheduler) -> None:
    assert scheduler.known("a") is None
    run = scheduler.run("a", _run)
    assert scheduler.known("a") is run
