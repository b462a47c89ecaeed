"""Fit the weights of services/resume/data/quoting.json on lines that were listened to.

    python -m bench.fit_quoting

A line of `bench/data/told_lines.jsonl` is a line of an invented résumé, as it is
written and as it was told, and whether a reader would rather have heard it quoted. By
weights fitted on other people's lines it prints how often the choice is the reader's.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from services.resume.telling.quoting import QUOTED, features

LINES = Path(__file__).parent / "data" / "told_lines.jsonl"
TARGET = Path("services/resume/data/quoting.json")
PARTS, SEED = 8, 0
PENALTY, STEPS, RATE = 0.002, 500, 0.05
LEAST_OFTEN = 4
"""Lines that have a feature which is looked at."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Listened:
    """What is told of each line, (lines, names), and which are better quoted."""

    names: tuple[str, ...]
    told: Array
    quoted: NDArray[np.bool_]
    people: NDArray[np.int64]


def main() -> None:
    listened = _read()
    _tell(listened)
    weights = _fitted(listened.told, listened.quoted)
    slopes = zip(listened.names, weights[1:], strict=True)
    kept = {name: round(float(slope), 2) for name, slope in slopes}
    body = {"bias": round(float(weights[0]), 2), "slopes": dict(sorted(kept.items()))}
    TARGET.write_text(json.dumps(body, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _read() -> Listened:
    lines = [json.loads(line) for line in LINES.read_text("utf-8").splitlines()]
    told = [features(one["written"], one["told"], one["section"]) for one in lines]
    often = Counter(name for each in told for name in each)
    names = tuple(sorted(name for name, count in often.items() if count >= LEAST_OFTEN))
    people = sorted({one["person"] for one in lines})
    return Listened(
        names,
        np.array([[each.get(name, 0.0) for name in names] for each in told]),
        np.array([one["quoted"] for one in lines], bool),
        np.array([people.index(one["person"]) for one in lines]),
    )


def _fitted(told: Array, quoted: NDArray[np.bool_]) -> Array:
    """The bias and the weights of a logistic model, by Adam."""
    given = np.hstack([np.ones((len(told), 1)), told])
    weights = np.zeros(given.shape[1])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = given.T @ (_chances(given @ weights) - quoted) / len(given)
        slope[1:] += PENALTY * weights[1:]
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        rate = RATE * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
        weights -= rate * first / (np.sqrt(second) + 1e-8)
    return weights


def _chances(scores: Array) -> Array:
    chances: Array = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
    return chances


def _tell(listened: Listened) -> None:
    people = np.random.default_rng(SEED).permutation(listened.people.max() + 1)
    chances = np.zeros(len(listened.quoted))
    for part in range(PARTS):
        out = np.isin(listened.people, people[part::PARTS])
        weights = _fitted(listened.told[~out], listened.quoted[~out])
        chances[out] = _chances(listened.told[out] @ weights[1:] + weights[0])
    chosen, wanted = chances >= QUOTED, listened.quoted
    _share("as the reader", chosen == wanted, len(wanted))
    _share("quoted of those better quoted", chosen[wanted], int(wanted.sum()))
    _share("told of those better told", ~chosen[~wanted], int((~wanted).sum()))


def _share(name: str, held: Sequence[bool] | NDArray[np.bool_], count: int) -> None:
    print(f"quoting {name}: {np.mean(held):.3f} of {count}")


if __name__ == "__main__":
    main()
