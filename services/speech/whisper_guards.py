"""When Whisper invents: sentences over noise, loops, boilerplate."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

SILENCE_ABOVE, UNSURE_BELOW = 0.6, -1.0
"""Whisper's own rule: probably no speech, and no confidence in the words."""
HOPELESS_BELOW = -1.5
"""Mean log-probability of a token below which words are guesses."""
COMPRESSED_ABOVE = 2.4
"""Text that shrinks more than this is a loop: Whisper's own threshold."""
WORDS_A_SECOND = 7.0
"""Nobody speaks faster; boilerplate over a cough is written all at once."""
LOOP_TIMES, LOOP_WORDS = 4, 6
"""The same one to six words, four times in a row, is a loop."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text as Whisper gives it, with its own doubts."""

    start_s: float
    end_s: float
    text: str
    mean_log_probability: float
    no_speech_probability: float
    compression: float


def is_invented(piece: Piece) -> bool:
    sure = piece.mean_log_probability
    return (
        (piece.no_speech_probability > SILENCE_ABOVE and sure < UNSURE_BELOW)
        or sure < HOPELESS_BELOW
        or piece.compression > COMPRESSED_ABOVE
        or is_rushed(piece)
        or is_loop(piece.text)
    )


def is_rushed(piece: Piece) -> bool:
    words = len(piece.text.split())
    seconds = max(0.1, piece.end_s - piece.start_s)
    return words >= 3 and words / seconds > WORDS_A_SECOND


def is_loop(text: str) -> bool:
    words = text.lower().split()
    for width in range(1, LOOP_WORDS + 1):
        same = 0
        for here in range(len(words) - width):
            same = same + 1 if words[here] == words[here + width] else 0
            if same >= width * (LOOP_TIMES - 1):
                return True
    return False


def confidence(pieces: Iterable[Piece]) -> float:
    """The mean probability of a token, weighted by time, less the doubt of speech."""
    total_s, weighted = 0.0, 0.0
    for piece in pieces:
        seconds = max(0.1, piece.end_s - piece.start_s)
        sure = math.exp(min(0.0, piece.mean_log_probability))
        weighted += seconds * sure * (1 - piece.no_speech_probability)
        total_s += seconds
    return weighted / total_s if total_s else 0.0
