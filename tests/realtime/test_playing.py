from __future__ import annotations

import pytest

from services.realtime.playing import (
    Playing,
    SpokenPiece,
    words_between,
    words_until,
)

PIECES = (
    SpokenPiece("one two three four", b"x", 2.0),
    SpokenPiece("five six", b"x", 1.0),
)


class Clock:
    now_s = 10.0

    def __call__(self) -> float:
        return self.now_s


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, ""),
        (0.1, "one"),
        (1.0, "one two"),
        (2.0, "one two three four"),
        (2.4, "one two three four five"),
        (9.0, "one two three four five six"),
    ],
)
def test_the_words_that_were_heard(seconds: float, words: str) -> None:
    assert words_until(PIECES, seconds) == words


def test_two_parts_of_a_reply_are_all_of_it() -> None:
    for cut in (0.0, 0.7, 2.0, 2.9):
        parts = [words_until(PIECES, cut), words_between(PIECES, cut, 3.0)]
        assert " ".join(filter(None, parts)) == words_until(PIECES, 3.0)


def test_words_without_sound_are_read_at_once() -> None:
    assert words_until((SpokenPiece("only words"),), 0.1) == "only words"


def test_sound_is_sent_a_little_ahead_of_what_is_heard() -> None:
    clock = Clock()
    playing = Playing(clock, 0.5)
    for _ in range(6):
        assert playing.wait_s() == pytest.approx(0, abs=1e-9)
        playing.sent(0.1)
    assert playing.wait_s() == pytest.approx(0.1)
    clock.now_s += 0.25
    assert playing.heard_s == pytest.approx(0.25)
    assert playing.left_s == pytest.approx(0.35)


def test_sound_that_came_late_is_heard_when_it_came() -> None:
    clock = Clock()
    playing = Playing(clock, 0.5)
    playing.sent(1.0)
    clock.now_s += 5
    assert playing.heard_s == 1.0
    playing.sent(1.0)
    clock.now_s += 0.5
    assert playing.heard_s == pytest.approx(1.5)


def test_what_was_stopped_or_cut_is_heard_no_further() -> None:
    clock = Clock()
    playing = Playing(clock, 0.5)
    playing.sent(1.0)
    clock.now_s += 0.3
    playing.stop()
    clock.now_s += 5
    assert playing.heard_s == pytest.approx(0.3)
    assert playing.left_s == 0
    playing.truncate(0.2)
    assert playing.heard_s == 0.2
    playing.truncate(7.0)
    assert playing.heard_s == 1.0
