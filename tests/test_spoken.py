from __future__ import annotations

import numpy as np

from tests.spoken import spoken


def test_speech_for_tests_has_length_and_energy() -> None:
    sound = spoken("Which projects used Python?")
    assert 1.0 < len(sound) / 16_000 < 4.0
    assert 0.02 < np.sqrt(np.mean(sound**2)) < 0.5
