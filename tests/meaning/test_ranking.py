"""Vectors compared."""

from __future__ import annotations

import numpy as np

from services.meaning.ranking import cosines, nearest, unit_length


def test_rows_get_the_length_one_and_zeros_stay() -> None:
    rows = unit_length(np.array([[3, 4], [0, 0]], np.float32))
    assert np.allclose(rows, np.array([[0.6, 0.8], [0.0, 0.0]]))
    assert rows.dtype == np.float32


def test_a_cosine_never_leaves_its_range() -> None:
    row = unit_length(np.full((1, 384), 0.3, np.float32))
    assert cosines(row, row[0]) <= 1


def test_the_best_come_first_and_ties_keep_their_order() -> None:
    scores = np.array([0.1, 0.9, 0.1, 0.5], np.float32)
    assert nearest(scores, 3) == (1, 3, 0)
    assert nearest(scores, 0) == ()
