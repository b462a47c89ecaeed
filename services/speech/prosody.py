"""What the contract's words for rate and pitch mean, the same for every engine."""

from __future__ import annotations

from services.models.speech import Pitch, Rate, SpeechRequest

SPEED: dict[Rate, float] = {
    "x-slow": 0.6,
    "slow": 0.8,
    "medium": 1.0,
    "fast": 1.25,
    "x-fast": 1.5,
}
"""Times the engine's usual words a minute."""

SEMITONES: dict[Pitch, int] = {
    "x-low": -4,
    "low": -2,
    "medium": 0,
    "high": 2,
    "x-high": 4,
}
"""Distance from the voice's usual pitch."""


def pace(request: SpeechRequest) -> float:
    """How many times as quickly as usual it is to be said."""
    return SPEED[request.rate] * request.speed
