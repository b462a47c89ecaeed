"""How well each fact answers by its words, by weights fitted on questions."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from services.models.fact import Fact, Kind
from services.models.resume import Entry
from services.resume.questions.patterns import any_of

ASKS: Mapping[str, re.Pattern[str]] = {
    "amount": any_of(
        r"\bhow (?:many|much|big|large|fast|far|high|tall|heavy|often)\b",
        r"\b(?:number|share|percentage|percent|size|amount) of\b",
    ),
    "who": any_of(r"\bwho(?:m|se)?\b"),
    "when": any_of(r"\bwhen\b", r"\b(?:what|which) (?:year|month|day|date)\b"),
    "where": any_of(r"\bwhere\b", r"\b(?:what|which) (?:city|town|country|place)\b"),
    "why": any_of(r"\bwhy\b", r"\bwhat (?:for|drives|motivates)\b"),
    "how": any_of(r"\bhow (?:did|does|do|was|is|has|would)\b"),
    "which": any_of(r"\b(?:which|what)\b"),
    "outcome": any_of(
        r"\b(?:better|best|improv\w*|reduc\w*|cut|rais\w*|increas\w*|grow\w*|grew"
        r"|fall|fell|drop\w*|sav\w*|results?|achiev\w*|proud\w*|biggest)\b"
    ),
}
"""Ways of asking that look for different facts; a question may be several."""
NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred"
    r"|thousand|million)\b",
    re.I,
)
VALUES = ("amount", "person", "organisation", "place", "technology")
TIMES = ("date", "span")
SECTIONS = (
    *("profile", "experience", "education", "projects", "volunteer", "skills"),
    *("awards", "certifications", "publications", "languages", "interests"),
    "references",
)
SHORT = 4
"""Words below which a fact is a name and no sentence."""
WORDS = ("cover", "own", "all_words")
BIAS = "always"


@dataclass(frozen=True, slots=True)
class Vectors:
    """Those of a question, (d,), and of the facts, (n, d), all of unit length.

    They are near where a fact answers the question: `answering` is the cosine of each
    fact, (n,). `cosine` is that of what they are about, (n,), in 0..1.
    """

    question: np.ndarray
    facts: np.ndarray
    cosine: np.ndarray
    answering: np.ndarray


@dataclass(frozen=True, slots=True)
class Match:
    """How a question's words meet each fact: arrays over the facts.

    `cover` and `own` are shares of the words' weight in 0..1, with the name of the
    fact's entry and without; `vectors` is None where meaning is not known.
    """

    cover: np.ndarray
    own: np.ndarray
    vectors: Vectors | None


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by name: of how words meet, and of traits under each way of asking."""

    match: Mapping[str, float]
    traits: Mapping[str, Mapping[str, float]]


class Ranking:
    """The facts of one résumé with the traits that decide what they can answer."""

    def __init__(self, facts: Sequence[Fact], entries: Mapping[str, Entry]) -> None:
        told = [_traits(fact, entries.get(fact.entry)) for fact in facts]
        self.names = tuple(sorted({name for traits in told for name in traits}))
        self.traits = np.array(
            [[traits.get(name, 0.0) for name in self.names] for traits in told],
            dtype=np.float32,
        ).reshape(len(facts), len(self.names))

    def fits(self, question: str, match: Match) -> np.ndarray:
        """How well each fact answers by its words, higher is better, (n,)."""
        model = weights_of_words()
        total = np.zeros(len(self.traits), np.float32)
        for ask in asks(question):
            weights = model.traits.get(ask, {})
            row = np.array([weights.get(n, 0.0) for n in self.names], np.float32)
            total += self.traits @ row
        for name, values in by_words(match).items():
            total += model.match[name] * values
        return total


def asks(question: str) -> tuple[str, ...]:
    """The ways in which a question asks; the first holds for all."""
    return (BIAS, *(name for name, pattern in ASKS.items() if pattern.search(question)))


def by_words(match: Match) -> dict[str, np.ndarray]:
    """What is told of how words meet the facts, by name."""
    return {
        "cover": match.cover,
        "own": match.own,
        "all_words": (match.cover > ALL_WORDS).astype(np.float32),
    }


def matched(match: Match) -> dict[str, np.ndarray]:
    """The same, and how meaning meets them where it is known."""
    found = by_words(match)
    if match.vectors is not None:
        cosine = match.vectors.cosine
        spread = float(cosine.std()) + 1e-6
        found["cosine"] = cosine
        found["nearer"] = (cosine - cosine.mean()) / spread
        found["cover_and_cosine"] = match.cover * cosine
    return found


ALL_WORDS = 0.79
"""Cover from which every word is there, be it in the name of the fact's entry."""


def _traits(fact: Fact, entry: Entry | None) -> dict[str, float]:
    """What a fact is, by name, each about 0..1."""
    length = len(fact.text.split())
    kinds = {v.kind for v in fact.values}
    section = entry.section if entry else "profile"
    found = {
        f"kind:{fact.kind}": 1.0,
        "length": math.log1p(length) / 3,
        "short": float(length < SHORT),
        "number": float(bool(NUMBER.search(fact.text))),
        "time": float(bool(kinds.intersection(TIMES))),
        "ongoing": float(bool(entry and entry.period and entry.period.ongoing)),
        "line": float(fact.kind in (Kind.HIGHLIGHT, Kind.SUMMARY)),
    }
    if section in SECTIONS:
        found[f"section:{section}"] = 1.0
    return found | {kind: 1.0 for kind in VALUES if kind in kinds}


@cache
def weights_of_words() -> Model:
    """The weights that were fitted last."""
    source = files("services.resume").joinpath("data", "ranking.json")
    body = json.loads(source.read_text("utf-8"))
    return Model(body["match"], body["traits"])
