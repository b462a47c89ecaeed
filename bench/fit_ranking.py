"""Fit the weights of services/resume/data/ranking.json on labelled questions.

    python -m bench.fit_ranking SCORER CASES:RESUMES [CASES:RESUMES …]

SCORER, CASES and RESUMES are those of `bench.fit_presence`. A fact answers where its
sentence alone is a right reply. Prints how often the best fact and one of the best
three answer, on résumés that were left out of the fit.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.fit_presence import engine_scene, load_scorer
from bench.meaning_for_bench import processor
from services.resume.answers.ranking import Match, asks, matched
from services.resume.answers.reading import read
from services.resume.answers.scene import Scene

LEFT_OUT = frozenset({"absence", "small", "offtopic"})
MOST_RIGHT = 0.5
"""Share of facts that a label accepts from which it tells nothing about them."""
PARTS = 7
PENALTY = 0.01
STEPS, RATE = 300, 0.05
TARGET = Path("services/resume/data/ranking.json")

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the features of each fact by name, and which of them answer."""

    resume: str
    columns: dict[str, Array]
    right: NDArray[np.bool_]


def main(arguments: list[str]) -> None:
    scorer = load_scorer(Path(arguments[0]))
    body = {}
    for model, by_meaning in (("meaning", True), ("words", False)):
        cases = [
            asked
            for lines, _, resumes in (pair.partition(":") for pair in arguments[1:])
            for asked in _asked(scorer, Path(lines), Path(resumes), by_meaning)
        ]
        names = sorted({name for asked in cases for name in asked.columns})
        _tell(model, cases, names)
        weights = _fitted(cases, names)
        body[model] = _grouped(names, weights)
    TARGET.write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")


def _asked(
    scorer: Any, cases: Path, resumes: Path, by_meaning: bool
) -> Iterator[Asked]:
    engines: dict[str, Any] = {}
    for line in cases.read_text("utf-8").splitlines():
        case = json.loads(line)
        if case["category"] in LEFT_OUT or case["turn"] != 1 or not case["say_all"]:
            continue
        name = case["resume"]
        if name not in engines:
            engines[name] = processor(resumes / f"{name}.json")._engine
        scene = engine_scene(engines[name], case["question"])
        right = np.array([_right(scorer, case, scene, f) for f in scene.evidence.facts])
        if right.any() and right.mean() < MOST_RIGHT:
            yield Asked(name, _columns(scene, by_meaning), right)


def _right(scorer: Any, case: Any, scene: Scene, fact: Any) -> bool:
    reply = {"reply": read(scene, fact).text, "cards": []}
    found = scorer.evaluate(case, reply, None, date.today(), (set(), [], []))
    return bool(found["right"])


def _columns(scene: Scene, by_meaning: bool) -> dict[str, Array]:
    evidence, question = scene.evidence, scene.question
    match = evidence.match(question.stems, question.whole, meaning=by_meaning)
    ranking = evidence.ranking
    found = matched(Match(match.cover, match.own, match.cosine))
    for ask in asks(question.whole):
        for at, name in enumerate(ranking.names):
            found[f"{ask}/{name}"] = ranking.traits[:, at]
    return found


def _matrix(asked: Asked, names: Sequence[str]) -> Array:
    nothing = np.zeros(len(asked.right), np.float32)
    return np.stack([asked.columns.get(n, nothing) for n in names], axis=1)


def _fitted(cases: Sequence[Asked], names: Sequence[str]) -> Array:
    """Weights under which the facts that answer are likeliest, by Adam."""
    rows = [(_matrix(asked, names), asked.right) for asked in cases]
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


def _tell(model: str, cases: Sequence[Asked], names: Sequence[str]) -> None:
    """Print how often the best facts answer on résumés that were left out."""
    resumes = sorted({asked.resume for asked in cases})
    best = among = 0
    for part in range(PARTS):
        out = set(resumes[part::PARTS])
        weights = _fitted([a for a in cases if a.resume not in out], names)
        for asked in cases:
            if asked.resume in out:
                order = np.argsort(-(_matrix(asked, names) @ weights))
                best += bool(asked.right[order[0]])
                among += bool(asked.right[order[:3]].any())
    total = len(cases)
    print(f"{model} best {best / total:.3f} among_three {among / total:.3f} of {total}")


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
    main(sys.argv[1:])
