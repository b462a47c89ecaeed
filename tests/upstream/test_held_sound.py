"""How much of a reply's sound may be heard, given the words that were checked."""

from __future__ import annotations

import numpy as np

from services.models.upstream import UPSTREAM_RATE_HZ, CheckedSound
from services.upstream.held_sound import FASTEST, HeldSound

SENTENCE = "She leads a team of five at Harbor Analytics in Portland."


def loud(seconds: float) -> bytes:
    return np.full(round(seconds * UPSTREAM_RATE_HZ), 9000, "<i2").tobytes()


def seconds_of(given: CheckedSound | None) -> float:
    return len(given.pcm) / 2 / UPSTREAM_RATE_HZ if given else 0.0


def test_nothing_is_heard_before_its_words_passed() -> None:
    held = HeldSound()
    held.add(loud(10))
    assert held.take() is None
    assert not held.any_given


def test_no_more_is_heard_than_the_fastest_voice_says_of_the_words() -> None:
    held = HeldSound()
    held.add(loud(10))
    held.passed(SENTENCE)
    heard_s = seconds_of(held.take())
    most_s = len(SENTENCE) / FASTEST
    assert most_s - 0.05 < heard_s <= most_s
    held.add(loud(10))
    assert held.take() is None


def test_the_rest_is_heard_once_every_word_passed() -> None:
    held = HeldSound()
    held.add(loud(4))
    held.passed(SENTENCE)
    first, rest = held.take(), held.rest()
    assert first is not None
    assert rest is not None
    assert seconds_of(first) + seconds_of(rest) == 4.0
    assert f"{first.text} {rest.text}" == SENTENCE
    assert held.rest() is None


def test_words_come_with_their_sound() -> None:
    held = HeldSound()
    held.passed(SENTENCE)
    held.add(loud(1.0))
    given = held.take()
    assert given is not None
    assert SENTENCE.startswith(given.text)
    assert 12 <= len(given.text) <= 24


def test_the_cut_is_made_where_it_is_quiet() -> None:
    held = HeldSound()
    most_s = len(SENTENCE) / FASTEST
    held.add(loud(most_s - 0.2) + bytes(9600) + loud(5))
    held.passed(SENTENCE)
    given = held.take()
    assert given is not None
    last = np.frombuffer(given.pcm, "<i2")[-480:]
    assert not last.any()


def test_half_a_sample_is_held_until_its_other_half_is_there() -> None:
    held = HeldSound()
    held.passed(SENTENCE)
    whole = loud(1)
    held.add(whole[:24_001])
    first = held.take()
    held.add(whole[24_001:])
    rest = held.rest()
    assert first is not None
    assert rest is not None
    assert first.pcm + rest.pcm == whole


def test_sound_that_no_words_account_for_is_known() -> None:
    held = HeldSound()
    held.passed("Yes.")
    held.add(loud(2))
    assert held.explained
    held.add(loud(5))
    assert not held.explained
