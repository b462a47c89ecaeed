"""Facts that the résumé gives a name of its own: the authors, the advisor."""

from __future__ import annotations

import re

from services.models.fact import Fact, Kind
from services.resume.answers.compare.asks import SUPERLATIVE
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.scene import Scene
from services.resume.questions.patterns import any_of
from services.resume.reading.text import clean, stem

WROTE = any_of(r"\bwho (?:else )?(?:wrote|written|co ?wrote)\b", r"\bwritten by\b")
AUTHORS = frozenset(map(stem, ("author", "authors")))
ENTITLED = ("who", "what", "which", "how")
MOST = 2


def field(scene: Scene) -> Outcome | None:
    """The fact that is called what is asked for: "who was the advisor"."""
    q = scene.question
    if q.polar or q.has(SUPERLATIVE) or (q.asking and q.asking not in ENTITLED):
        return None
    asked = AUTHORS if q.has(WROTE) else q.stems
    heads = AUTHORS | {stem(term.split()[-1]) for term in q.terms}
    fields = (f for f in _fields(scene) if name_stems(f) & heads)
    found = [f for f in fields if name_stems(f) <= asked]
    if not found or len({f.path.rpartition(".")[2] for f in found}) > 1:
        return None
    if not scene.named and len(found) > MOST:
        return None
    position = scene.library.position
    hits = tuple(dict.fromkeys(position[f.entry] for f in found))[:MOST]
    said = tuple(say(f.sentence, f.path) for f in found[:MOST])
    return Outcome(said, scene.entry(hits[0]).section, hits)


def _fields(scene: Scene) -> list[Fact]:
    """The named facts of the entries spoken of, or of all of them."""
    titled = {e.id for e in scene.entries if clean(e.title) in scene.question.text}
    within = titled or {scene.entry(i).id for i in scene.named}
    fields = (f for f in scene.evidence.facts if f.kind is Kind.FIELD and f.entry)
    return [f for f in fields if not within or f.entry in within]


def name_stems(fact: Fact) -> frozenset[str]:
    """The stems of a fact's own name."""
    name = fact.path.rpartition(".")[2].partition("[")[0]
    return frozenset(map(stem, re.split(r"[_\W]+", name)))
