"""What speaks most for the person: highlights weighed, awards, the newest work."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from services.models.fact import Amount, Fact, Kind
from services.models.resume import Entry
from services.resume.answers.scene import Scene, Strengths
from services.resume.questions.patterns import any_of

MONEY = frozenset({"euro", "dollar", "pound", "franc", "krona", "yen", "rupee"})
STRONG = any_of(
    r"\b(?:won|award|first|best|record|led|lead|leads|head|built|founded|launched|"
    "grew|cut|raised|saved|reduced|increased|doubled|tripled|wrote|created|"
    "designed|established|introduced|brought|trained|managed|published|selected|"
    r"chosen|promoted|national|international)\b",
    flags=re.I,
)
WEAK = any_of(
    r"\b(?:member of|assisted|helped|attended|responsible for|prepared|oriented|"
    r"learned|supported|part-time|daily|routine)\b",
    flags=re.I,
)
YEARS_HALVED = 12.0
LONGEST = 24
"""Words of a highlight that is told."""
WORK = ("experience", "projects", "volunteer")


def strengths_of(
    facts: Sequence[Fact], entries: Mapping[str, Entry], today: date
) -> Strengths:
    """All highlights with how much each impresses, the strongest first."""
    weights = {f.id: _weight(f, entries[f.entry], today) for f in facts if f.entry}
    strong = [f for f in facts if weights.get(f.id, 0.0) > 0]
    ranked = sorted(strong, key=lambda f: (-weights[f.id], f.id))
    return Strengths(tuple(ranked), weights)


def weight(scene: Scene, fact: Fact) -> float:
    """How much a highlight impresses, going by its figures, verbs and date."""
    return scene.library.strengths.weights.get(fact.id, 0.0)


def _weight(fact: Fact, entry: Entry, today: date) -> float:
    if fact.kind not in (Kind.HIGHLIGHT, Kind.SUMMARY) or fact.about not in WORK:
        return 0.0
    score = 1.0 if fact.kind is Kind.HIGHLIGHT else 0.45
    amounts = [v.data for v in fact.values if isinstance(v.data, Amount)]
    if amounts:
        score += 0.8
    if any(a.unit == "%" or a.unit in MONEY or a.number >= 1000 for a in amounts):
        score += 0.7
    score += 0.5 * bool(STRONG.search(fact.text)) - 0.6 * bool(WEAK.search(fact.text))
    if fact.about == "volunteer":
        score *= 0.8
    return score * _recent(entry, today)


def _recent(entry: Entry, today: date) -> float:
    period = entry.period
    if period is None:
        return 0.85
    last = today if period.ongoing else period.end or period.start
    years = (today - (last or date.min)).days / 365.25 if last else 10.0
    return float(0.5 ** (max(0.0, years) / YEARS_HALVED))


def highlights(
    scene: Scene, *, limit: int = 3, within: frozenset[str] | None = None
) -> list[Fact]:
    """The strongest highlights, at most one of an entry until every entry has one."""
    ranked = scene.library.strengths.ranked
    if within is not None:
        ranked = tuple(f for f in ranked if f.entry in within)
    chosen: dict[str, Fact] = {}
    taken: set[str] = set()
    for once in (True, False):
        for fact in ranked:
            if len(chosen) == limit:
                break
            if fact.id in chosen or (once and fact.entry in taken):
                continue
            if len(fact.text.split()) <= LONGEST:
                chosen[fact.id] = fact
                taken.add(fact.entry)
    return sorted(chosen.values(), key=lambda f: -weight(scene, f))
