"""The pace of a hall: how often pages look at their runs, and what they ask to be trained."""

from __future__ import annotations

import random
import time

from namegen.training.run import TrainingRun
from namegen.ui.serving import open_tabs
from namegen.ui.serving.bell import bell
from namegen.ui.serving.runs import scheduler
from namegen.ui.session.playhead import SPEEDS
from namegen.ui.session.visitor import Visitor

# Seconds between two looks at a run, by how many sessions are playing: alone it is live, and a
# full hall still gets one look a second. Fifty looks a second take about a fifth of a core.
_INTERVALS = {5: 0.15, 20: 0.35, 50: 0.7}
_FULL_HALL = 0.9
UNHINDERED = 20
"""So many sessions play without the page's slowing down much."""
# The interval changes when so much more or less than the crowd would call for it, and not before.
_SLACK = 1.25
# So many seconds it is kept in any case: many a training is over by then.
_STAY = 3.0
_ABOUT_TO_PLAY = 1 / 8
# So many seconds of the processor a page takes that comes to rest, at most.
_TO_REST = 0.03
# A lease outlives a few late ticks.
_LEASE_TICKS = 3


def interval(crowd: float) -> float:
    """Seconds between two ticks in a crowd of so many sessions."""
    return next((s for most, s in _INTERVALS.items() if crowd <= most), _FULL_HALL)


def crowd() -> float:
    """How many are playing; of a full hall some are counted that may begin at any moment."""
    return max(scheduler().playing(), open_tabs.taken() * _ABOUT_TO_PLAY)


def is_off(current: float, since: float) -> bool:
    """Whether the crowd calls for another interval than this, which has been kept since then.

    A change takes a run of the whole page, which costs as much as several ticks.
    """
    if time.monotonic() - since < _STAY:
        return False
    now = crowd()
    return current not in {interval(now * _SLACK), interval(now / _SLACK)}


def join(visitor: Visitor) -> None:
    """Be counted as playing before the page is made: a hall that presses Play at one moment would
    else begin at a pace for few, and drown the server in ticks."""
    if visitor.playhead.playing:
        scheduler().lease(visitor.session, {visitor.key: 0}, lease_seconds(_FULL_HALL))


def may_rest(interval: float) -> bool:
    """Whether a page that has seen its last epoch may come to rest at this tick.

    That takes ten times as long as a tick, so the pages of a hall take turns, by chance: who is
    still waiting for the last epoch would else wait for all of them.
    """
    return random.random() * open_tabs.taken() * _TO_REST < interval


def lease_seconds(interval: float) -> float:
    """How long a lease lasts that a tick of this interval will renew."""
    return interval * _LEASE_TICKS + 1


def advance(visitor: Visitor, run: TrainingRun, interval: float) -> None:
    """Move the playhead with the time, and say what the run must be trained to."""
    playhead, session = visitor.playhead, visitor.session
    speed = SPEEDS[visitor.speed]
    if playhead.playing:
        target = playhead.target(speed)
        reached = bell() if target == playhead.goal else None
        scheduler().lease(session, {visitor.key: target}, lease_seconds(interval), reached)
        if elapsed := playhead.since_tick(time.monotonic()):
            scheduler().tell_late(max(0.0, elapsed - interval))
    playhead.tick(time.monotonic(), run.last_epoch, speed)
    if run.error and playhead.shown >= run.last_epoch:
        playhead.pause()
    if not playhead.playing:
        scheduler().rest(session)
