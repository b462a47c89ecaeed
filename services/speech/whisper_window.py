"""How much silence Whisper's encoder is given behind an utterance."""

from __future__ import annotations

from services.speech.whisper_guards import Piece, is_invented

FULL_S = 30.0
"""What Whisper was trained on: everything shorter is filled up to it."""
SHORT_S = 8.0
"""Measured on recordings: the encoder takes a sixth of the time, and the words stay
within .02 of the full window's. At 5 s the decoder begins to repeat what it wrote."""
SILENCE_BEHIND_S = 2.0
"""With less of it behind an utterance its last words loop."""
SHORT_UP_TO_S = SHORT_S - SILENCE_BEHIND_S

DOUBTED_BELOW = -0.6
"""Measured on recordings in the short window: right readings of several words lie above
-0.46; above -0.6 the full window was not seen to correct a word."""
SILENCE_DOUBTED_ABOVE = 0.4


def window_s(seconds: float) -> float:
    """The window for an utterance of that length."""
    return SHORT_S if seconds <= SHORT_UP_TO_S else FULL_S


def draft_window_s(seconds: float) -> float:
    """The window for words that will soon be read again with what follows."""
    return min(FULL_S, max(SHORT_S, seconds + SILENCE_BEHIND_S))


def is_doubtful(piece: Piece) -> bool:
    """Whether what the short window gave is better read again with the full one."""
    return (
        not piece.text
        or piece.mean_log_probability < DOUBTED_BELOW
        or piece.no_speech_probability > SILENCE_DOUBTED_ABOVE
        or is_invented(piece)
    )
