"""Fit the weights of services/resume/data/presence.json on labelled questions.

    python -m bench.fit_presence SCORER CASES:RESUMES [CASES:RESUMES …]

SCORER is a Python file with `evaluate(case, reply, previous, today, names)`; CASES are
lines of questions with labels, RESUMES the folder of the résumés they are asked of. A
fact counts as stating what was asked when "Yes: <fact>" answers the question rightly.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.meaning_for_bench import processor
from bench.question_facts import scene_of
from services.resume.answers.outcome import Outcome
from services.resume.answers.presence.found import TOLD, features, wanted, worded
from services.resume.answers.reading import read
from services.resume.answers.rulebook import RULES
from services.resume.answers.scene import Scene

CATEGORIES = ("presence", "absence")
TOP = 3
STEPS, RATE, DECAY = 20_000, 0.5, 0.0005
TARGET = Path("services/resume/data/presence.json")

Array = NDArray[np.float64]


def main(arguments: list[str]) -> None:
    scorer = load_scorer(Path(arguments[0]))
    rows, labels, groups, said = [], [], [], []
    for pair in arguments[1:]:
        cases, _, resumes = pair.partition(":")
        for group, row, label, by_words in _rows(scorer, Path(cases), Path(resumes)):
            said.append(by_words)
            rows.append(row)
            labels.append(label)
            groups.append(group)
    x, y = np.array(rows), np.array(labels, dtype=float)
    bias, slopes = _fitted(x, y)
    chance = 1 / (1 + np.exp(-(bias + x @ slopes)))
    yes, near = _thresholds(chance, y, groups, said)
    body = {
        "bias": round(bias, 3),
        "slopes": [round(float(s), 3) for s in slopes],
        "yes": yes,
        "near": near,
    }
    TARGET.write_text(json.dumps(body) + "\n", encoding="utf-8")
    print(f"facts {len(y)} stating {int(y.sum())} {body}")


def _rows(
    scorer: Any, cases: Path, resumes: Path
) -> Iterator[tuple[str, tuple[float, ...], bool, bool]]:
    engines: dict[str, Any] = {}
    for line in cases.read_text("utf-8").splitlines():
        case = json.loads(line)
        if case["category"] not in CATEGORIES or case["turn"] != 1:
            continue
        name = case["resume"]
        if name not in engines:
            engines[name] = processor(resumes / f"{name}.json")._engine
        scene = scene_of(engines[name], case["question"])
        if _decided_before(scene):
            continue
        asked = wanted(scene)
        hits = scene.evidence.ranked(asked, scene.question.whole, kinds=TOLD, limit=TOP)
        for hit in hits if asked else ():
            reply = {"reply": f"Yes: {read(scene, hit.fact).text}", "cards": []}
            right = scorer.evaluate(case, reply, None, date.today(), (set(), [], []))
            stated = _says(right) or not hit.missing
            positive = case["category"] == "presence" and stated
            group = f"{name}/{case['id']}"
            by_words = worded(scene, hit, asked)
            yield group, features(scene, hit, asked), positive, by_words


def _says(result: dict[str, Any]) -> bool:
    """Whether the fact itself is among those that the label accepts."""
    return bool(result["right"])


def _decided_before(scene: Scene) -> bool:
    for rule in RULES:
        if rule.name == "present":
            return False
        found: Outcome | None = rule.answer(scene)
        if found is not None:
            return True
    return False


def load_scorer(path: Path) -> Any:
    """The scorer, under which a "yes" alone is no answer."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    # "Yes" alone must not count as an answer here: the fact has to be the one.
    module.MACROS["@yes"] = lambda _: False
    return module


def _fitted(x: Array, y: Array) -> tuple[float, Array]:
    slopes, bias = np.zeros(x.shape[1]), 0.0
    weight = np.where(y == 1, (y == 0).sum() / max(1, y.sum()) * 0.5, 1.0)
    weight /= weight.mean()
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(bias + x @ slopes)))
        error = (chance - y) * weight
        slopes -= RATE * (x.T @ error / len(y) + DECAY * slopes)
        bias -= RATE * float(error.mean())
    return float(bias), slopes


def _thresholds(
    chance: Array, y: Array, groups: list[str], said: list[bool]
) -> tuple[float, float]:
    """The least chance for a yes so that none is wrong, and for the closest thing."""
    best: dict[str, tuple[float, bool, bool]] = {}
    for c, label, group, worded_ in zip(chance, y, groups, said, strict=True):
        if c > best.get(group, (-1.0, False, False))[0]:
            best[group] = (float(c), bool(label), worded_)
    wrong = sorted(
        (c for c, right, w in best.values() if w and not right), reverse=True
    )
    right = sorted(c for c, ok, _ in best.values() if ok)
    print("best facts", len(best), "right", len(right))
    print("wrong", [round(c, 2) for c in wrong[:25]])
    doubtful = sorted(
        ((c, g) for g, (c, ok, w) in best.items() if w and not ok), reverse=True
    )
    print("\n".join(f"  {c:.2f} {g}" for c, g in doubtful[:14]))
    print("right", [round(c, 2) for c in right])
    sure = [c for c, ok, w in best.values() if w and ok]
    yes = min([c for c in sure if c > max(wrong[:1] or [0.0])] or [0.6])
    lost = right[len(right) // 25]
    return round(min(yes, 0.7), 2), round(lost - 0.01, 2)


if __name__ == "__main__":
    main(sys.argv[1:])
