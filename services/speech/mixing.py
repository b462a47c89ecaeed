"""Two channels to one, without losing a voice that is in opposite phase in them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from services.models.audio import Samples

CANCELLED = 0.1
"""A sum with less power than this share of the louder channel's has lost its voice.

Two channels of which one is silent leave a quarter, two different voices half."""


def mixed(parts: Sequence[Samples]) -> Samples:
    """One channel, shape (n,), from pieces of shape (1, n) or (2, n) in order.

    Where the channels cancel each other their difference is taken, which is what each
    of them has: a cable or a microphone turned one of them round.
    """
    if not parts:
        return np.empty(0, np.float32)
    if all(len(part) == 1 for part in parts):
        return np.concatenate([part[0] for part in parts])
    left, right = np.concatenate(
        [np.broadcast_to(p, (2, p.shape[1])) for p in parts], 1
    )
    both: Samples = (left + right) / 2
    if power(both) < CANCELLED * max(power(left), power(right)):
        both = (left - right) / 2
    return both


def power(samples: Samples) -> float:
    return float(np.mean(np.square(samples, dtype=np.float64))) if len(samples) else 0.0
