"""Play moves the playhead, Pause holds it, Step moves it by one, the scrubber sets it."""

import math

from namegen.ui.session.playhead import Playhead


def test_play_moves_to_the_goal_and_rests_there() -> None:
    head = Playhead()
    head.play(10)
    head.tick(0.0, last_epoch=10, speed=math.inf)
    assert head.playing
    head.tick(5.0, last_epoch=10, speed=math.inf)
    assert head.shown == 10
    assert not head.playing


def test_it_never_passes_what_is_trained() -> None:
    head = Playhead()
    head.play(30)
    head.tick(0.0, last_epoch=0, speed=math.inf)
    head.tick(9.0, last_epoch=4, speed=math.inf)
    assert head.shown == 4
    assert head.playing


def test_a_pace_is_kept() -> None:
    head = Playhead()
    head.play(30)
    head.tick(0.0, last_epoch=30, speed=3)
    for tenth in range(1, 21):
        head.tick(tenth / 10, last_epoch=30, speed=3)
    assert abs(head.epoch - 6) < 1e-6
    assert abs(head.rate - 3) < 1e-6


def test_a_paced_run_is_trained_only_a_little_ahead() -> None:
    head = Playhead(epoch=4.0)
    head.play(30)
    assert head.target(speed=1) == 5
    assert head.target(speed=math.inf) == 30
    head.pause()
    assert head.target(speed=1) == 4


def test_time_that_passed_at_rest_does_not_count() -> None:
    head = Playhead()
    head.play(30)
    head.tick(0.0, 30, speed=1)
    head.tick(1.0, 30, speed=1)
    head.pause()
    head.play(30)
    head.tick(100.0, 30, speed=1)
    assert head.shown == 1


def test_who_was_away_misses_nothing() -> None:
    head = Playhead()
    head.play(300)
    head.tick(0.0, 300, speed=1)
    head.tick(1.0, 300, speed=1)
    assert head.since_tick(1.5) == 0.5
    assert head.since_tick(301.0) <= 2
    head.tick(301.0, 300, speed=1)
    assert head.shown <= 3
    head.tick(302.0, 300, speed=1)
    assert head.shown <= 4


def test_jumping_holds_still() -> None:
    head = Playhead()
    head.play(30)
    head.jump(7)
    assert (head.shown, head.playing) == (7, False)
