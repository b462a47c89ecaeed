"""Fit the weights of services/resume/data/ranking.json on questions and their facts.

    python -m bench.fit_ranking

Prints how often the best fact and one of the best three answer by words alone, on
résumés that were left out of the fit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.question_facts import Asked, asked_in
from services.resume.answers.ranking import asks, by_words

PARTS = 7
PENALTY = 0.01
STEPS, RATE = 100, 0.1
TARGET = Path("services/resume/data/ranking.json")

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Case:
    """One question: the features of each fact by name, and which of them answer."""

    resume: str
    columns: dict[str, Array]
    right: NDArray[np.bool_]


def main() -> None:
    cases = list(_cases(asked_in()))
    names = sorted({name for case in cases for name in case.columns})
    _tell(cases, names)
    weights = _fitted(cases, names)
    body = _grouped(names, weights)
    TARGET.write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")


def _cases(every: Iterator[Asked]) -> Iterator[Case]:
    for asked in every:
        if not asked.absent:
            yield Case(asked.resume, columns_of(asked), asked.right)


def columns_of(asked: Asked) -> dict[str, Array]:
    """What is told of each fact under the ways in which the question asks."""
    evidence, question = asked.scene.evidence, asked.scene.question
    match = evidence.match(question.stems, question.whole, meaning=False)
    found = by_words(match)
    for ask in asks(question.whole):
        for at, name in enumerate(evidence.ranking.names):
            found[f"{ask}/{name}"] = evidence.ranking.traits[:, at]
    return found


def _matrix(case: Case, names: Sequence[str]) -> Array:
    nothing = np.zeros(len(case.right), np.float32)
    return np.stack([case.columns.get(n, nothing) for n in names], axis=1)


def _fitted(cases: Sequence[Case], names: Sequence[str]) -> Array:
    """Weights under which the facts that answer are likeliest, by Adam."""
    rows = [(_matrix(case, names), case.right) for case in cases]
    weights = np.zeros(len(names))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = 2 * PENALTY * weights
        for matrix, right in rows:
            slope -= _pull(matrix, right, weights) / len(rows)
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        rate = RATE * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
        weights -= rate * first / (np.sqrt(second) + 1e-8)
    return weights.astype(np.float32)


def _pull(matrix: Array, right: NDArray[np.bool_], weights: Any) -> Any:
    """How the weights have to change for the right facts to be likelier."""
    scores = matrix @ weights
    chances = np.exp(scores - scores.max())
    of_right = np.where(right, chances, 0.0)
    return (of_right / of_right.sum() - chances / chances.sum()) @ matrix


def _tell(cases: Sequence[Case], names: Sequence[str]) -> None:
    """Print how often the best facts answer on résumés that were left out."""
    resumes = sorted({case.resume for case in cases})
    out = set(resumes[::PARTS])
    weights = _fitted([c for c in cases if c.resume not in out], names)
    best = among = total = 0
    for case in (c for c in cases if c.resume in out):
        order = np.argsort(-(_matrix(case, names) @ weights))
        best += bool(case.right[order[0]])
        among += bool(case.right[order[:3]].any())
        total += 1
    print(f"best {best / total:.3f} among_three {among / total:.3f} of {total}")


def _grouped(names: Sequence[str], weights: Array) -> dict[str, Any]:
    """Weights as the ranking reads them."""
    match: dict[str, float] = {}
    traits: dict[str, dict[str, float]] = {}
    for name, weight in zip(names, weights, strict=True):
        ask, parted, trait = name.partition("/")
        into = traits.setdefault(ask, {}) if parted else match
        into[trait or ask] = round(float(weight), 3)
    return {"match": match, "traits": traits}


if __name__ == "__main__":
    main()
