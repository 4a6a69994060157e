"""Play moves the playhead, Pause holds it, Step moves it by one, the scrubber sets it."""

import math

from namegen.ui.session.playhead import SPEEDS, Playhead, pace


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
    head.tick(0.01, last_epoch=30, speed=3)
    assert head.shown == 1, "who presses Play sees something at once"
    for tenth in range(1, 21):
        head.tick(tenth / 10, last_epoch=30, speed=3)
    assert abs(head.epoch - 7) < 0.01
    assert abs(head.rate - 3) < 1e-6


def test_a_paced_run_is_trained_only_a_little_ahead() -> None:
    head = Playhead(epoch=4.0)
    head.play(30)
    assert head.target(speed=1) == 6
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


def test_a_whole_run_takes_about_six_seconds_whatever_its_length() -> None:
    for epochs in (30, 200, 500):
        head = Playhead()
        head.play(epochs)
        seconds = 0.0
        while head.playing:
            head.tick(seconds, epochs, pace(next(iter(SPEEDS)), epochs))
            seconds += 0.05
        assert 5 < seconds < 7, epochs


def test_who_returns_is_where_they_were_as_soon_as_that_is_trained_and_plays_on() -> None:
    head = Playhead()
    head.play(30, return_to=12)
    assert head.place == (12, True)
    assert head.target(speed=1) == 12
    head.tick(0.0, last_epoch=5, speed=1)
    assert head.shown == 5
    head.tick(0.1, last_epoch=30, speed=1)
    assert head.shown == 12
    head.tick(1.1, last_epoch=30, speed=1)
    assert (head.shown, head.place) == (13, (13, True))
