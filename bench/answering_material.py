"""Questions and facts as what answers is fitted on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from bench.question_facts import Asked
from services.resume.answers.aptness import TOLD
from services.resume.answers.ranking import asks, matched
from services.resume.answers.scene import Scene
from services.resume.english import embedded

LEAST_SPREAD = 1e-3


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one résumé: the text of each in meaning, and what each is.

    `traits` are as Ranking names them, (facts, traits).
    """

    texts: tuple[str, ...]
    traits: Tensor


@dataclass(frozen=True, slots=True)
class Row:
    """One question about one résumé.

    `ways` are its ways of asking, `met` how its words meet each fact, (facts, columns),
    `near` the cosine of each fact, (facts,), `right` which of them answer, (facts,).
    """

    resume: str
    text: str
    ways: tuple[str, ...]
    met: Tensor
    near: Tensor
    right: Tensor
    absent: bool
    polar: bool

    def among(self, facts: Tensor) -> Row:
        """The question with some of the facts alone."""
        met, near, right = self.met[facts], self.near[facts], self.right[facts]
        return replace(self, met=met, near=near, right=right)


class Names:
    """The columns: ways of asking with traits of facts, then how words meet them."""

    def __init__(self, ways: list[str], traits: list[str], met: list[str]) -> None:
        self.ways, self.traits, self.met = ways, traits, met
        self.best = [met.index(name) for name in TOLD]

    def asked(self, rows: Sequence[Row]) -> Tensor:
        """Which ways each question asks in, (rows, ways)."""
        return torch.tensor([[float(w in row.ways) for w in self.ways] for row in rows])

    def columns(self) -> list[str]:
        """Names as `Aptness` looks them up."""
        crossed = [f"{way}/{trait}" for way in self.ways for trait in self.traits]
        return [*crossed, *self.met]


@dataclass(frozen=True, slots=True)
class Material:
    """All questions, and the facts of each résumé."""

    rows: list[Row]
    facts: dict[str, Facts]
    names: Names
    mean: Tensor
    spread: Tensor


def material_of(asked: Iterable[Asked]) -> Material:
    """What is fitted on; how words meet facts is normalised."""
    scenes: dict[str, Scene] = {}
    rows, met = [], []
    for one in asked:
        scenes.setdefault(one.resume, one.scene)
        row, columns = _row(one)
        rows.append(row)
        met.append(columns)
    every = torch.cat([row.met for row in rows])
    mean, spread = every.mean(0), every.std(0) + LEAST_SPREAD
    rows = [replace(row, met=(row.met - mean) / spread) for row in rows]
    ways = sorted({way for row in rows for way in row.ways})
    held = [scene.evidence.ranking.names for scene in scenes.values()]
    traits = sorted({name for names in held for name in names})
    facts = {resume: _facts(scene, traits) for resume, scene in scenes.items()}
    return Material(rows, facts, Names(ways, traits, met[0]), mean, spread)


def _row(asked: Asked) -> tuple[Row, list[str]]:
    """A question, and the names of its columns."""
    evidence, question = asked.scene.evidence, asked.scene.question
    match = evidence.match(question.stems, question.whole)
    if match.vectors is None:
        raise SystemExit("the model of meaning is not installed")
    met = matched(match)
    names = sorted(met)
    columns = np.stack([met[name] for name in names], axis=1)
    row = Row(
        asked.resume,
        question.whole,
        asks(question.whole),
        torch.tensor(columns, dtype=torch.float32),
        torch.tensor(match.vectors.cosine),
        torch.tensor(asked.right),
        asked.absent,
        question.polar,
    )
    return row, names


def _facts(scene: Scene, traits: list[str]) -> Facts:
    evidence, library = scene.evidence, scene.library
    entries = {entry.id: entry for entry in library.entries}
    held = np.zeros((len(evidence.facts), len(traits)), np.float32)
    for at, name in enumerate(evidence.ranking.names):
        held[:, traits.index(name)] = evidence.ranking.traits[:, at]
    texts = tuple(embedded(fact, entries) for fact in evidence.facts)
    return Facts(texts, torch.tensor(held))


def texts_of(material: Material) -> Iterator[str]:
    """Every text that gets a vector."""
    for facts in material.facts.values():
        yield from facts.texts
    yield from (row.text for row in material.rows)
