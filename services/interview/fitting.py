"""Weights fitted to labelled answers, and how well scores agree with labels."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np

from services.interview.weights import FEATURES, Kind, Weights
from services.models.interview import Labelled

STEPS = 4
"""Labels and scores are compared on a scale of 0 to 4."""
PULL = 1.0
"""How strongly weights stay near those they were (ridge towards the old ones)."""
KINDS: tuple[Kind, ...] = ("knowledge", "story")


def fit(
    examples: Sequence[Labelled], start: Weights, *, pull: float = PULL
) -> dict[Kind, dict[str, float]]:
    """Return weights that come nearest to the labels without leaving the old ones far.

    A kind without examples keeps its weights.
    """
    return {kind: _fit_kind(kind, examples, start, pull) for kind in KINDS}


def _fit_kind(
    kind: Kind, examples: Sequence[Labelled], start: Weights, pull: float
) -> dict[str, float]:
    old = np.array([start.by_kind[kind].get(name, 0.0) for name in FEATURES])
    own = [one for one in examples if one.kind == kind]
    if not own:
        return _named(old)
    rows = np.array([[one.features.get(n, 0.0) for n in FEATURES] for one in own])
    labels = np.array([one.label for one in own])
    left = rows.T @ rows + pull * np.eye(len(FEATURES))
    right = rows.T @ (labels - rows @ old)
    return _named(old + np.linalg.solve(left, right))


def _named(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> dict[str, float]:
    return {
        name: round(float(value), 4)
        for name, value in zip(FEATURES, values, strict=True)
        if round(float(value), 4)
    }


def agreement(
    examples: Sequence[Labelled], by_kind: Mapping[Kind, Mapping[str, float]]
) -> float:
    """Return the quadratically weighted kappa of scores and labels."""
    scores = Weights(by_kind, "")
    pairs = [(scores.apply(one.kind, one.features), one.label) for one in examples]
    return weighted_kappa([step(s) for s, _ in pairs], [step(lab) for _, lab in pairs])


def step(share: float) -> int:
    return round(STEPS * share)


def weighted_kappa(one: Sequence[int], other: Sequence[int]) -> float:
    """Return Cohen's kappa with quadratic weights; 1 for full agreement."""
    size = STEPS + 1
    seen = np.zeros((size, size))
    for a, b in zip(one, other, strict=True):
        seen[a, b] += 1
    by_chance = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / max(1.0, seen.sum())
    steps = np.arange(size)
    cost = (steps[:, None] - steps[None, :]) ** 2
    expected = float((cost * by_chance).sum())
    if expected == 0:
        return 1.0
    return round(1 - float((cost * seen).sum()) / expected, 4)


def split(
    examples: Sequence[Labelled], *, seed: int, held_out: float = 0.2
) -> tuple[list[Labelled], list[Labelled]]:
    """Return examples to fit on and those held out: the same for the same seed."""

    def lot(example: Labelled) -> float:
        digest = hashlib.sha256(f"{seed} {example.key}".encode()).digest()
        return int.from_bytes(digest[:8]) / 2**64

    kept = [one for one in examples if lot(one) >= held_out]
    return kept, [one for one in examples if lot(one) < held_out]
