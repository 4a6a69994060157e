"""The memory of all runs keeps to its budget: what is dropped, thinned or refused."""

from __future__ import annotations

import threading
import time
import weakref
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

import pytest

from namegen.settings import settings_for
from namegen.training.dataset import Dataset
from namegen.training.run import TrainingRun
from namegen.ui.serving.limits import LimitError
from namegen.ui.serving.scheduler import Scheduler
from tests.ui.serving.scheduler.conftest import LIST, LONG, small_run, until


def trained(seed: int) -> TrainingRun:
    """A run that takes all the memory it is counted with at least."""
    run = small_run(seed=seed)
    while run.history.bytes < run.history.least_bytes:
        run.step()
    return run


def test_memory_stays_within_the_budget(make: Callable[..., Scheduler]) -> None:
    one = small_run()
    budget = one.dataset.bytes + 5 * one.least_bytes
    scheduler = make(budget)
    for i in range(4):
        scheduler.run(i, lambda i=i: small_run(seed=i, epochs=12))

    def done() -> bool:
        for i in range(4):
            scheduler.want(f"visitor {i}", {i: 12})
        return all(scheduler.run(i, small_run).last_epoch == 12 for i in range(4))

    assert until(done, seconds=60)
    assert until(lambda: scheduler.status().bytes <= budget)
    assert scheduler.status().runs == 4, "what is watched is thinned, not dropped"


def test_unwatched_runs_are_dropped_oldest_first(make: Callable[..., Scheduler]) -> None:
    one = small_run()
    budget = one.dataset.bytes + 3 * one.least_bytes

    scheduler = make(budget)
    for i in range(6):
        scheduler.run(i, lambda i=i: trained(i))
    assert until(lambda: scheduler.status().runs == 3)
    made = []
    for i in reversed(range(6)):
        scheduler.run(i, lambda i=i: made.append(i) or small_run(seed=i))
    assert made == [2, 1, 0]


def test_nobody_is_refused_while_memory_is_given_back(
    make: Callable[..., Scheduler], monkeypatch: pytest.MonkeyPatch
) -> None:
    giving, given = threading.Event(), threading.Event()
    monkeypatch.setattr(
        "namegen.ui.serving.scheduler.give_back", lambda: giving.set() or given.wait(LONG)
    )
    one = small_run()
    scheduler = make(one.dataset.bytes + 3 * one.least_bytes)
    try:
        for i in range(3):
            scheduler.run(i, lambda i=i: trained(i))
        assert giving.wait(LONG)
        for i in range(3, 6):
            scheduler.run(i, lambda i=i: small_run(seed=i))
    finally:
        given.set()


def test_the_budget_is_kept_to_with_a_few_looks_at_each_run(
    make: Callable[..., Scheduler], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hall leaves a thousand runs behind: what each costs must not grow with their number."""
    scheduler, one = make(10**9), small_run()
    for i in range(100):
        scheduler.run(i, lambda: one)
    # Of each thread, since schedulers of other tests may look as well.
    looks: Counter[int] = Counter()
    balances: list[int] = []
    size, balance = TrainingRun.bytes.fget, scheduler._trainer._after_a_round

    def looked(run: TrainingRun) -> int:
        looks[threading.get_ident()] += 1
        return size(run)

    monkeypatch.setattr(TrainingRun, "bytes", property(looked))

    def counted() -> None:
        before = looks[threading.get_ident()]
        balance()
        if seen := looks[threading.get_ident()] - before:
            balances.append(seen)

    monkeypatch.setattr(scheduler._trainer, "_after_a_round", counted)
    assert until(lambda: len(balances) > 1)
    assert max(balances) <= 4 * 100


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who leaves comes back at once or not at all."""
    monkeypatch.setattr("namegen.ui.serving.scheduler._COMES_BACK", 0.2)


@pytest.mark.usefixtures("hurried")
def test_runs_of_closed_tabs_have_a_smaller_budget(make: Callable[..., Scheduler]) -> None:
    scheduler = make(10**9, left=int(2.5 * small_run().bytes))
    for i in range(6):
        scheduler.run(i, lambda i=i: small_run(seed=i), session=f"tab {i}")
    time.sleep(1.5)
    assert scheduler.status().runs == 6, "they are open"
    for i in (0, 1, 2, 4):
        scheduler.leave(f"tab {i}")
    assert until(lambda: scheduler.status().runs == 4)
    made = []
    for i in range(6):
        scheduler.run(i, lambda i=i: made.append(i) or small_run(seed=i))
    assert made == [0, 1], "the newest two of those left are there for a reload"


@pytest.mark.usefixtures("hurried")
def test_a_tab_has_use_for_the_runs_that_it_looked_at_last(make: Callable[..., Scheduler]) -> None:
    scheduler = make(10**9, left=0)
    for i in range(10):
        scheduler.run(i, lambda i=i: small_run(seed=i), session="me")
    assert until(lambda: scheduler.status().runs == 8)
    assert all(scheduler.known(i) for i in range(2, 10))


@pytest.mark.parametrize("error", [OSError, AttributeError, TypeError])
def test_training_goes_on_where_the_system_has_no_such_call(
    scheduler: Scheduler, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    asked = []

    def library(name: None) -> None:
        asked.append(name)
        raise error

    monkeypatch.setattr("ctypes.CDLL", library)
    assert until(lambda: bool(asked))
    run = scheduler.run("a", small_run)
    scheduler.want("me", {"a": 3})
    assert until(lambda: run.last_epoch == 3)


def test_a_reload_comes_back_to_the_same_run(make: Callable[..., Scheduler]) -> None:
    scheduler = make(10**9, left=0)
    scheduler.run("a", small_run, session="before")
    time.sleep(1.2)
    scheduler.leave("before")
    time.sleep(1.2)
    assert scheduler.known("a")


def test_runs_forgotten_for_long_are_dropped(make: Callable[..., Scheduler]) -> None:
    scheduler = make(10**9, forget_after=0.2)
    scheduler.run("a", small_run)
    assert until(lambda: scheduler.status().runs == 0)


def test_a_dropped_run_takes_no_memory(make: Callable[..., Scheduler]) -> None:
    scheduler = make(10**9, forget_after=0.2)
    gone = weakref.ref(scheduler.run("a", small_run))
    scheduler.want("me", {"a": 3})
    assert until(lambda: gone().last_epoch == 3)
    scheduler.rest("me")
    assert until(lambda: gone() is None)
    assert scheduler.status().bytes == 0


def test_a_dropped_run_that_a_page_still_holds_comes_back(make: Callable[..., Scheduler]) -> None:
    scheduler = make(10**9, forget_after=0.2)
    held = scheduler.run("a", small_run)
    assert until(lambda: scheduler.status().runs == 0)
    assert scheduler.status().bytes > 0, "its memory counts"
    scheduler.want("me", {"a": 2})
    assert until(lambda: held.last_epoch == 2)
    assert scheduler.run("a", lambda: pytest.fail("made twice")) is held


def test_what_does_not_fit_beside_others_is_refused_in_a_sentence(
    make: Callable[..., Scheduler],
) -> None:
    one = small_run()
    scheduler = make(one.dataset.bytes + one.least_bytes)
    watched = scheduler.run("watched", small_run)
    scheduler.want("me", {"watched": 1_000_000})

    def of_another_list() -> TrainingRun:
        dataset = Dataset.of(LIST.names[600:2400], 3, 0.1)
        return TrainingRun(dataset, settings_for("deep"))

    with pytest.raises(LimitError, match="memory") as refused:
        scheduler.run("large", of_another_list)
    assert str(refused.value).endswith(".")
    assert scheduler.run("watched", lambda: pytest.fail("dropped")) is watched
    scheduler.leave("me")
    del watched, refused  # whose traceback holds runs

    def fits() -> bool:
        with suppress(LimitError):
            return scheduler.run("large", of_another_list).last_epoch == 0
        return False

    assert until(fits), "there is room when nobody watches the first"
    assert scheduler.status().runs == 1
