"""Facts that the résumé gives a name of its own: the authors, the advisor."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from services.language.stems import stem
from services.models.fact import Fact, Kind
from services.resume.answers.compare.asks import SUPERLATIVE
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.scene import Scene
from services.resume.questions.patterns import any_of
from services.resume.reading.text import clean

WROTE = any_of(r"\bwho (?:else )?(?:wrote|written|co ?wrote)\b", r"\bwritten by\b")
AUTHORS = frozenset(map(stem, ("author", "authors")))
ENTITLED = ("who", "what", "which", "how")
MOST = 2
NAMES_KEPT = 1024


def field(scene: Scene) -> Outcome | None:
    """The fact that is called what is asked for: "who was the advisor"."""
    q = scene.question
    if q.polar or q.has(SUPERLATIVE) or (q.asking and q.asking not in ENTITLED):
        return None
    asked = AUTHORS if q.has(WROTE) else q.stems
    heads = AUTHORS | {stem(term.split()[-1]) for term in q.terms}
    fields = (f for f in scene.evidence.of(Kind.FIELD) if f.entry)
    called = [f for f in fields if _is_called(name_stems(f), heads, asked)]
    found = _of_those_meant(scene, called) if called else []
    if not found or len({f.path.rpartition(".")[2] for f in found}) > 1:
        return None
    if not scene.named and len(found) > MOST:
        return None
    position = scene.library.position
    hits = tuple(dict.fromkeys(position[f.entry] for f in found))[:MOST]
    said = tuple(say(f.sentence, f.path) for f in found[:MOST])
    return Outcome(said, scene.entry(hits[0]).section, hits)


def _is_called(name: frozenset[str], heads: Set[str], asked: Set[str]) -> bool:
    """Whether a noun that is asked for is in the name, and the name says no more."""
    return bool(name & heads) and name <= asked


def _of_those_meant(scene: Scene, fields: list[Fact]) -> list[Fact]:
    """Those of the entries spoken of; all where none is."""
    titled = {e.id for e in scene.entries if clean(e.title) in scene.question.text}
    within = titled or {scene.entry(i).id for i in scene.named}
    return [f for f in fields if not within or f.entry in within]


def name_stems(fact: Fact) -> frozenset[str]:
    """The stems of a fact's own name."""
    return _stems_in(fact.path.rpartition(".")[2].partition("[")[0])


@lru_cache(NAMES_KEPT)
def _stems_in(name: str) -> frozenset[str]:
    return frozenset(map(stem, re.split(r"[_\W]+", name)))
