"""What the résumé says of a time without a job: at home with a child, on a journey."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.models.fact import Fact, Kind
from services.models.resume import Entry
from services.resume.answers.outcome import Said
from services.resume.answers.reading import read
from services.resume.answers.scene import Scene
from services.resume.facts.months import Months
from services.resume.questions.patterns import any_of

OFF = any_of(
    r"\b(?:year|months?|weeks?|time|summer|winter|season)s? "
    r"(?:off|out|away|abroad|at home)\b",
    r"\b(?:stay\w*|was|year|months|back) (?:at )?home (?:with|for|to)\b",
    r"\b(?:career|family|maternity|paternity|parental|study|carer's) "
    r"(?:break|leave)\b",
    r"\b(?:newborn|new baby|gap year|sabbatical|between jobs|out of work)\b",
    r"\b(?:laid off|made redundant|furlough\w*|unemployed)\b",
    r"\b(?:cared|caring) for (?:my|her|his|their|an?) \w+",
    flags=re.I,
)
LINES = (Kind.SUMMARY, Kind.HIGHLIGHT, Kind.FIELD)


def told_of(scene: Scene, around: Sequence[Entry], span: Months) -> Said | None:
    """What the jobs around a time say of it, or a line with its year."""
    facts = [f for e in around for f in scene.facts(scene.at(e)) if f.kind in LINES]
    told = [f for f in facts if OFF.search(f.text)]
    told += [f for f in scene.evidence.facts if _dated(scene, f, span)]
    return read(scene, told[0]) if told else None


def _dated(scene: Scene, fact: Fact, span: Months) -> bool:
    """Whether it names a year of that time, and is of nothing that has dates."""
    if fact.kind is Kind.QUOTE or (fact.entry and _has_dates(scene, fact)):
        return False
    years = range(span.start.year, span.end.year + 1)
    return any(re.search(rf"\b{year}\b", fact.text) for year in years)


def _has_dates(scene: Scene, fact: Fact) -> bool:
    return scene.entry(scene.library.position[fact.entry]).period is not None
