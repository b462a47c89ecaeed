"""Which has the biggest amount of what was asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from services.models.fact import Amount, Fact, Kind
from services.resume.answers.compare.naming import called
from services.resume.answers.details.fields import name_stems
from services.resume.answers.evidence import stems_of
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.scene import Scene
from services.resume.answers.wording import upper_opening
from services.resume.questions.patterns import any_of
from services.resume.telling.naming import name_of

FEWEST = any_of(r"\b(?:fewest|smallest|least|lowest|smaller)\b")
NO_AMOUNT = (Kind.DATE, Kind.TENURE, Kind.SCORE)
LEAST_FIT = 0.25
PLAIN = re.compile(r"\d[\d,]*(?:\.\d+)?")
"""A number that is all a field has: "citations: 410"."""
AS_GOOD = 0.75
"""Share of the best fit from which amounts are compared."""


class Candidate(NamedTuple):
    """A fact with an amount; `fit` is how well it is what was asked for."""

    fit: float
    amount: float
    at: int
    fact: Fact


def by_amount(scene: Scene, pool: Sequence[int]) -> Outcome | None:
    """The one with the biggest amount of what was asked: downloads, cars, beds."""
    q = scene.question
    found = list(_candidates(scene, pool))
    best = max((c.fit for c in found), default=0.0)
    if not found or (best < LEAST_FIT and q.stems):
        return None
    alike = [c for c in found if c.fit >= AS_GOOD * best]
    extreme = min if q.has(FEWEST) else max
    chosen = extreme(alike, key=lambda c: c.amount)
    entry, fact = scene.entry(chosen.at), chosen.fact
    name = upper_opening(called(scene, chosen.at))
    lead = "" if name_of(entry) in fact.sentence else f"{name}: "
    said = say(f"{lead}{fact.sentence}", fact.path)
    return Outcome((said,), entry.section, (chosen.at,))


def _candidates(scene: Scene, pool: Sequence[int]) -> Iterator[Candidate]:
    """The facts of the entries that tell an amount."""
    near = scene.evidence.near(scene.question.whole)
    row = {f.id: n for n, f in enumerate(scene.evidence.facts)}
    for at in pool:
        for fact in scene.facts(at):
            amount = _amount(fact)
            if amount is not None:
                fit = _cover(scene, fact) + _cosine(near, row.get(fact.id))
                yield Candidate(fit, amount, at, fact)


def _cover(scene: Scene, fact: Fact) -> float:
    """The share of the question's words that the fact has."""
    asked = scene.question.stems
    said = stems_of(fact.text) | name_stems(fact)
    held = {w for w in asked if w in said or _begins(w, name_stems(fact))}
    return len(held) / max(1, len(asked))


def _begins(word: str, names: frozenset[str]) -> bool:
    """Whether a word begins as the fact's own name does: "cited", "citations"."""
    return any(word.startswith(n) or n.startswith(word) for n in names)


def _cosine(near: np.ndarray | None, row: int | None) -> float:
    return 0.0 if near is None or row is None else float(near[row])


def _amount(fact: Fact) -> float | None:
    """The biggest number of a fact that is no year; None without one."""
    if fact.derived or fact.kind in NO_AMOUNT:
        return None
    if fact.kind is Kind.FIELD and PLAIN.fullmatch(fact.text):
        return float(fact.text.replace(",", ""))
    amounts = (v.data for v in fact.values if isinstance(v.data, Amount))
    return max((a.number for a in amounts if not _is_year(a)), default=None)


def _is_year(amount: Amount) -> bool:
    return 1900 < amount.number < 2100 and not amount.unit
