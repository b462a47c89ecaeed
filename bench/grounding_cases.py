"""Sentences that are true or false of the facts they cite, over nine résumés.

One résumé was not looked at while the check was written; the others were.
A file holds `resume`, `group` and one `[[case]]` a sentence: `sentence`, `truth`,
`kind` (what sort of lie or truth it is) and `cites` (ids of facts).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from services.grounding.grounding import GroundingCheck
from services.models.fact import Fact
from services.resume.facts.extraction import facts_of
from services.resume.loading import load_resume

FOLDER = Path(__file__).parent / "data" / "grounding"
TODAY = date(2026, 11, 30)
WORD = re.compile(r"\w{3,}")
ENOUGH = 0.5
"""The share of words that the word-overlap check wants to find in the facts."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with what the check and a mere overlap of words say of it."""

    sentence: str
    truth: bool
    kind: str
    group: str
    resume: str
    passed: bool
    overlaps: bool
    reason: str


def judged(folder: Path = FOLDER) -> Iterator[Judged]:
    """Every sentence of the folder, checked against its facts."""
    for path in sorted(folder.glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        resume = load_resume(folder / "resumes" / table["resume"])
        facts = facts_of(resume, TODAY).all
        places = {fact.id: place for place, fact in enumerate(facts)}
        entries = {e.id: e for section in resume.sections.values() for e in section}
        check = GroundingCheck(
            facts, entries, profile=resume.profile, today=lambda: TODAY
        )
        for case in table["case"]:
            cited = [places[each] for each in case["cites"]]
            verdict = check.check(case["sentence"], cited)
            yield Judged(
                case["sentence"],
                case["truth"],
                case["kind"],
                table["group"],
                path.stem,
                verdict.kind == "supported",
                overlapping(case["sentence"], [facts[place] for place in cited]),
                verdict.reason,
            )


def overlapping(sentence: str, facts: Sequence[Fact]) -> bool:
    """Whether half of a sentence's words stand in the facts: the simple check."""
    told = set(WORD.findall(" ".join(f"{f.text} {f.sentence}" for f in facts).lower()))
    words = WORD.findall(sentence.lower())
    return sum(word in told for word in words) >= ENOUGH * len(words)
