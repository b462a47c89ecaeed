"""Questions are kept as long as they are asked, and no more than there is room for."""

from __future__ import annotations

import numpy as np

from services.meaning.recent_vectors import RecentVectors
from services.models.vectors import Both

VECTOR = Both(np.zeros(2, np.float32), np.ones(2, np.float32))


def test_the_question_not_asked_for_longest_makes_room() -> None:
    recent = RecentVectors(2)
    recent.keep("one", VECTOR)
    recent.keep("two", VECTOR)
    assert recent.get("one") is VECTOR
    recent.keep("three", VECTOR)
    kept = [question for question in ("one", "two", "three") if question in recent]
    assert kept == ["one", "three"]
    assert recent.get("two") is None
