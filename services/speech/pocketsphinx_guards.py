"""When pocketsphinx invents: words bent out of music, animals and engines."""

from __future__ import annotations

import numpy as np

from services.models.audio import SAMPLE_RATE_HZ, Samples

Word = tuple[str, float, float, float]
"""As written, start and end in seconds, posterior."""

LONGEST_S, LONGEST_A_LETTER_S = 0.5, 0.06
"""Nobody holds a word longer than this and as much again for each of its letters:
it is a note, a howl or a hum. Measured: none of 430 right words is held longer."""
FILLS_LITTLE, FILLS_ENOUGH = 0.3, 0.6
"""Shares of what sounds that words fill. Measured: right readings lie above the
second, and speech that was hardly understood between them."""
PAUSE_DB = 25.0
"""So far below the loud moments is a pause."""
SAYS_NOTHING = frozenset(
    "a an the and or but of to in at on for with from by as so than then not if is"
    " are was were be been can could will would shall should do does did has have had"
    " it its that this there he him his she her they them their ah oh uh um".split()
)
"""Any number of these alone is no turn of a conversation; short sounds are often
written down as one."""

_FRAME = SAMPLE_RATE_HZ // 100


def believable(words: list[Word]) -> list[Word]:
    """The words that somebody can have said; none where they say nothing."""
    kept = [word for word in words if not is_held(word)]
    return [] if SAYS_NOTHING.issuperset(word for word, *_ in kept) else kept


def is_held(word: Word) -> bool:
    written, start_s, end_s, _ = word
    return end_s - start_s > LONGEST_S + LONGEST_A_LETTER_S * len(written)


def fullness(words: list[Word], samples: Samples) -> float:
    """How well words fill what sounds: from 0, hardly at all, to 1, as speech does."""
    share = sum(end_s - start_s for _, start_s, end_s, _ in words) / sounding_s(samples)
    fills = (share - FILLS_LITTLE) / (FILLS_ENOUGH - FILLS_LITTLE)
    return min(1.0, max(0.0, fills))


def sounding_s(samples: Samples) -> float:
    """How long it is not silent between what is said; at least one frame of 10 ms."""
    power_db = 10 * np.log10(frame_powers(samples) + 1e-10)
    if not len(power_db):
        return 0.01
    loud_db = float(np.percentile(power_db, 90))
    return max(0.01, float((power_db > loud_db - PAUSE_DB).sum()) / 100)


def frame_powers(samples: Samples) -> Samples:
    """Mean square of each whole frame of 10 ms."""
    whole = len(samples) // _FRAME
    framed = samples[: whole * _FRAME].reshape(whole, _FRAME)
    powers: Samples = np.square(framed).mean(axis=1)
    return powers
