from __future__ import annotations

import numpy as np
import pytest

from services.resume.answers.asking_kinds import PLAIN, Kinds

TWO = Kinds(
    ("reach", PLAIN), np.array([[1, 0], [0, 1]], np.float32), np.zeros(2, np.float32)
)


def test_the_likeliest_kind_has_its_probability() -> None:
    kind, chance = TWO.likeliest(np.array([1, 0], np.float32))
    assert kind == "reach"
    assert chance == pytest.approx(1, abs=1e-3)
    kind, chance = TWO.likeliest(np.array([0.5, 0.5], np.float32))
    assert chance == pytest.approx(0.5)


def test_a_vector_of_another_model_says_nothing() -> None:
    assert TWO.likeliest(np.zeros(3, np.float32)) == (PLAIN, 1.0)
