"""One thread trains everybody's runs: fairly, for those who watch, within a budget of memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from namegen import names
from namegen.material import Material
from namegen.settings import Settings, settings_for
from namegen.training import TrainingRun
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

    def new(budget: int, forget_after: float = 60) -> Scheduler:
        made.append(Scheduler(budget, forget_after))
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
    budget = one.material.bytes + 5 * one.history.least_bytes
    scheduler = make(budget)
    for i in range(4):
        scheduler.run(i, lambda i=i: _run(seed=i, epochs=40))

    def trained() -> bool:
        for i in range(4):
            scheduler.lease(f"visitor {i}", {i: 40}, 5)
        return all(scheduler.run(i, _run).frontier == 40 for i in range(4))

    assert _until(trained, seconds=60)
    assert _until(lambda: scheduler.status().bytes <= budget)
    assert scheduler.status().runs == 4, "what is watched is thinned, not dropped"


def test_unwatched_runs_are_dropped_oldest_first(make: Callable[..., Scheduler]) -> None:
    one = _run()
    budget = one.material.bytes + 3 * one.history.least_bytes

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


def test_runs_forgotten_for_long_are_dropped(make: Callable[..., Scheduler]) -> None:
    scheduler = make(10**9, forget_after=0.2)
    scheduler.run("a", _run)
    assert _until(lambda: scheduler.status().runs == 0)
