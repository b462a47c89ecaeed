from __future__ import annotations

import numpy as np
import pytest

from services.speech.pocketsphinx_guards import Word, believable, fullness, sounding_s
from tests.sounds import noise


def words(*written: str, each_s: float = 0.3) -> list[Word]:
    return [(word, n * each_s, (n + 1) * each_s, 1.0) for n, word in enumerate(written)]


def test_what_somebody_can_have_said_is_kept() -> None:
    said = words("which", "of", "the", "projects", "use", "python")
    assert believable(said) == said


def test_a_word_held_as_a_note_is_left_out() -> None:
    held: Word = ("what", 0.0, 0.9, 1.0)
    assert believable([held]) == []
    assert believable([held, *words("hello")]) == words("hello")


@pytest.mark.parametrize("said", ["the", "and", "that that that that", "can they"])
def test_words_that_say_nothing_alone_are_none(said: str) -> None:
    assert believable(words(*said.split())) == []


@pytest.mark.parametrize("said", ["no", "who is she", "what about that", "yes"])
def test_short_turns_are_turns(said: str) -> None:
    assert believable(words(*said.split())) == words(*said.split())


def test_words_fill_speech_and_hardly_fill_laughter() -> None:
    sounding = noise(2)
    assert fullness(words("tell", "me", "more", "please", each_s=0.4), sounding) == 1.0
    assert fullness(words("bye", each_s=0.1), sounding) == 0.0


def test_pauses_are_not_to_be_filled() -> None:
    pause = np.zeros(32_000, np.float32)
    said = np.concatenate([noise(0.5), pause, noise(0.5)])
    assert sounding_s(said) == pytest.approx(1.0, abs=0.05)
    assert fullness(words("hello", "there", each_s=0.4), said) == 1.0


def test_no_sound_at_all_is_filled_by_nothing() -> None:
    assert fullness([], np.zeros(0, np.float32)) == 0.0
