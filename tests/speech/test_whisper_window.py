from __future__ import annotations

import numpy as np
import pytest

from services.models.audio import SAMPLE_RATE_HZ, Samples
from services.speech.expected_words import ExpectedWords
from services.speech.whisper_guards import Piece
from services.speech.whisper_model import Reading, most_tokens
from services.speech.whisper_recognizer import read_guarded
from services.speech.whisper_window import FULL_S, SHORT_S, window_s


class SpokenTo:
    """Stands where a loaded model does; reads what it is told, window by window."""

    languages = frozenset({"en"})

    def __init__(self, **by_window: Piece) -> None:
        self.asked: list[tuple[float, float]] = []
        self._short, self._full = by_window["short"], by_window["full"]

    def read(
        self,
        samples: Samples,
        window_s: float,
        *,
        language: str | None = None,
        hints: ExpectedWords | None = None,
        temperature: float = 0.0,
        task: str = "transcribe",
    ) -> Reading:
        self.asked.append((window_s, temperature))
        piece = self._short if window_s == SHORT_S else self._full
        return Reading((piece,), "en")


def piece(text: str, *, sure: float = -0.2, silence: float = 0.0) -> Piece:
    return Piece(0.0, 2.0, text, sure, silence, 1.0)


def sound(seconds: float) -> Samples:
    return np.zeros(int(seconds * SAMPLE_RATE_HZ), np.float32)


def read(model: SpokenTo, seconds: float = 2.0) -> str:
    return read_guarded(model, sound(seconds), None, ExpectedWords()).whole.text  # type: ignore[arg-type]


def test_short_utterances_get_a_short_window_and_long_ones_the_full() -> None:
    assert window_s(0.5) == window_s(6.0) == SHORT_S
    assert window_s(6.1) == window_s(29.0) == FULL_S


def test_what_is_sure_in_the_short_window_is_read_once() -> None:
    model = SpokenTo(short=piece("where did she study"), full=piece("something else"))
    assert read(model) == "where did she study"
    assert model.asked == [(SHORT_S, 0.0)]


@pytest.mark.parametrize(
    "doubtful",
    [
        piece("wear did she stud he", sure=-0.8),
        piece("thanks for watching", silence=0.7),
        piece("good morning " * 5),
        piece(""),
    ],
)
def test_what_is_doubtful_in_the_short_window_is_read_again(doubtful: Piece) -> None:
    model = SpokenTo(short=doubtful, full=piece("where did she study"))
    assert read(model) == "where did she study"
    assert model.asked == [(SHORT_S, 0.0), (FULL_S, 0.0)]


def test_of_two_doubtful_readings_the_likelier_one_counts() -> None:
    model = SpokenTo(
        short=piece("has she ever given a talk", sure=-0.6),
        full=piece("thank you very much", sure=-0.9),
    )
    assert read(model) == "has she ever given a talk"


def test_a_loop_is_tried_a_last_time_more_loosely() -> None:
    loop = piece("good morning " * 5)
    model = SpokenTo(short=loop, full=loop)
    read(model)
    assert [window for window, _ in model.asked] == [SHORT_S, FULL_S, FULL_S]
    assert model.asked[-1][1] > 0


def test_a_long_utterance_is_read_once_however_doubtful() -> None:
    model = SpokenTo(short=piece("no"), full=piece("so it may be", sure=-0.9))
    assert read(model, seconds=9) == "so it may be"
    assert model.asked == [(FULL_S, 0.0)]


def test_a_loop_in_a_short_utterance_ends_early() -> None:
    assert most_tokens(1.0) < 50
    assert most_tokens(28.0) == 200
