"""One thread trains everybody's runs: in turn, for those who watch, whatever goes wrong."""

from __future__ import annotations

import time
from itertools import pairwise
from types import SimpleNamespace

import pytest

from namegen.settings import settings_for
from namegen.training.run import TrainingRun
from namegen.ui.serving.scheduler import Scheduler
from tests.ui.serving.scheduler.conftest import SMALL, small_run, until


def test_it_trains_what_is_wanted_and_no_further(scheduler: Scheduler) -> None:
    run = scheduler.run("a", small_run)
    scheduler.want("me", {"a": 4})
    assert until(lambda: run.last_epoch == 4)
    time.sleep(0.1)
    assert run.last_epoch == 4


def test_who_watches_is_told_of_each_epoch_and_who_does_not_of_none(scheduler: Scheduler) -> None:
    run, told = scheduler.run("a", small_run), []
    scheduler.want("you", {"a": 9})
    scheduler.want("me", {"a": 4}, lambda: told.append(run.last_epoch))
    # A run has its epoch a moment before those who watch hear of it.
    assert until(lambda: told == list(range(1, 10)))
    scheduler.rest("me")
    scheduler.want("you", {"a": 12})
    assert until(lambda: run.last_epoch == 12)
    assert told[-1] == 9


def test_who_waits_for_a_run_that_stops_with_an_error_is_told(scheduler: Scheduler) -> None:
    wild, told = scheduler.run("wild", lambda: small_run(lr=1e4, activation="relu")), []
    scheduler.want("me", {"wild": 30}, lambda: told.append(wild.error))
    assert until(lambda: bool(told))
    assert "learning rate is too high" in told[0]


def test_nobody_watching_means_no_training(scheduler: Scheduler) -> None:
    run = scheduler.run("a", small_run)
    time.sleep(0.2)
    assert run.last_epoch == 0


def test_leaving_stops_the_training(scheduler: Scheduler) -> None:
    run = scheduler.run("a", small_run)
    scheduler.want("me", {"a": 1_000_000})
    assert until(lambda: run.last_epoch > 0)
    scheduler.leave("me")
    time.sleep(0.2)
    stopped = run.last_epoch
    time.sleep(0.3)
    assert run.last_epoch == stopped


def test_the_same_key_is_one_run(scheduler: Scheduler) -> None:
    first = scheduler.run("a", small_run)
    assert scheduler.run("a", lambda: pytest.fail("made twice")) is first
    scheduler.want("me", {"a": 2})
    scheduler.want("you", {"a": 6})
    assert until(lambda: first.last_epoch == 6), "trained as far as the furthest wants"
    assert scheduler.playing() == 2


def test_wanting_another_run_gives_up_the_first(scheduler: Scheduler) -> None:
    scheduler.run("a", small_run)
    scheduler.run("b", lambda: small_run(seed=2))
    scheduler.want("me", {"a": 1_000_000})
    scheduler.want("me", {"b": 1})
    assert scheduler.playing() == 1
    assert scheduler.status().training <= 1


def test_a_newcomer_is_not_starved_by_big_networks(scheduler: Scheduler) -> None:
    big = {"hiddens": (300, 300, 300), "batch": 16, "epochs": 500}
    for i in range(5):
        scheduler.run(i, lambda i=i: small_run(seed=i, **big))
        scheduler.want(f"big {i}", {i: 500})
    time.sleep(0.3)
    small = scheduler.run("small", lambda: small_run(model="bigram-network"))
    scheduler.want("new", {"small": 5})
    assert until(lambda: small.last_epoch == 5, seconds=30)


class _SlowRun:
    """A run that takes its time for every piece, and notes when it was its turn."""

    def __init__(self, a_piece: float) -> None:
        self.last_epoch, self.error, self.a_piece = 0, None, a_piece
        self.dataset = SimpleNamespace(bytes=0)
        self.bytes = self.least_bytes = 0
        self.turns: list[float] = []
        self.allowed: list[float] = []

    def work(self, seconds: float) -> None:
        self.turns.append(time.monotonic())
        self.allowed.append(seconds)
        time.sleep(self.a_piece)
        self.last_epoch += 1


def test_turns_come_round_however_slow_the_others_are(scheduler: Scheduler) -> None:
    slow = [scheduler.run(i, lambda: _SlowRun(0.08)) for i in range(6)]
    for i in range(6):
        scheduler.want(str(i), {i: 1000})
    assert until(lambda: all(run.turns for run in slow))
    quick = scheduler.run("quick", lambda: _SlowRun(0.001))
    came = time.monotonic()
    scheduler.want("new", {"quick": 1000})
    assert until(lambda: len(quick.turns) >= 4)
    others = [turn for run in slow for turn in run.turns]
    for before, after in pairwise([came, *quick.turns]):
        assert sum(before < turn < after for turn in others) <= 2 * 6, "that round and the next"
    turns = [len(run.turns) for run in slow]
    assert max(turns) - min(turns) <= 1
    assert max(allowed for run in (*slow, quick) for allowed in run.allowed) <= 0.02


def test_a_run_that_raises_leaves_the_others_going(scheduler: Scheduler) -> None:
    broken, sound = (
        scheduler.run("broken", small_run),
        scheduler.run("sound", lambda: small_run(seed=2)),
    )

    def fail(seconds: float) -> None:
        raise ZeroDivisionError

    broken.work = fail  # type: ignore[method-assign]
    scheduler.want("me", {"broken": 3})
    scheduler.want("you", {"sound": 3})
    assert until(lambda: sound.last_epoch == 3)
    assert broken.error and broken.error.endswith(".")


def test_a_loss_that_blows_up_is_said_to_the_one_concerned(scheduler: Scheduler) -> None:
    wild = scheduler.run("wild", lambda: small_run(lr=1e4, seed=3, activation="relu"))
    sound = scheduler.run("sound", small_run)
    scheduler.want("me", {"wild": 30})
    scheduler.want("you", {"sound": 3})
    assert until(lambda: wild.error is not None)
    assert "learning rate is too high" in str(wild.error)
    assert wild.history.latest.train_loss < 100, "the last good snapshot stays"
    assert until(lambda: sound.last_epoch == 3)


def test_the_start_of_a_run_is_trained_like_the_rest(scheduler: Scheduler) -> None:
    run = scheduler.run("a", lambda: TrainingRun(SMALL[3], settings_for("deep"), seconds=0))
    assert run.last_epoch == -1
    scheduler.want("me", {"a": 0})
    assert until(lambda: run.last_epoch == 0)


def test_a_run_can_be_asked_for_without_being_made(scheduler: Scheduler) -> None:
    assert scheduler.known("a") is None
    run = scheduler.run("a", small_run)
    assert scheduler.known("a") is run
