"""Ability from scores, by item response theory with one parameter a question.

Whoever has ability t scores 1 / (1 + exp(-SLOPE (t - d))) on a question of difficulty
d. Partly right answers count in part (a fractional likelihood). The estimate is the
mean of the posterior under a wide normal prior, its error the standard deviation.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from services.models.interview import Ability

SLOPE = 1.7
"""The usual constant, with which the logistic curve is nearly the normal one."""
PRIOR_SD = 1.2
_GRID = np.linspace(-4.5, 4.5, 181)
_PRIOR = -0.5 * (_GRID / PRIOR_SD) ** 2


def expected(ability: float, difficulty: float) -> float:
    """Return the score to expect on a question, in (0, 1)."""
    return float(1 / (1 + np.exp(-SLOPE * (ability - difficulty))))


def information(ability: float, difficulty: float) -> float:
    """Return how much an answer to a question would tell (Fisher)."""
    share = expected(ability, difficulty)
    return SLOPE * SLOPE * share * (1 - share)


def ability_of(results: Iterable[tuple[float, float]]) -> Ability:
    """Return the ability after (difficulty, score) of each question answered."""
    log = _PRIOR.copy()
    for difficulty, score in results:
        steep = SLOPE * (_GRID - difficulty)
        log -= score * np.logaddexp(0, -steep) + (1 - score) * np.logaddexp(0, steep)
    weight = np.exp(log - log.max())
    weight /= weight.sum()
    mean = float(weight @ _GRID)
    error = float(np.sqrt(weight @ (_GRID - mean) ** 2))
    return Ability(round(mean, 4), round(error, 4))
