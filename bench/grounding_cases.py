"""Sentences that are true or false of the facts they cite, over nine résumés.

One résumé was not looked at while the check was written; the others were.
A file holds `resume`, `group` and one `[[case]]` a sentence: `sentence`, `truth`,
`kind` (what sort of lie or truth it is) and `cites` (ids of facts).
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from services.grounding.claim import claim_of
from services.grounding.grounding import GroundingCheck
from services.models.fact import Fact
from services.resume.facts.extraction import facts_of
from services.resume.loading import load_resume

FOLDER = Path(__file__).parent / "data" / "grounding"
TODAY = date(2026, 11, 30)
WORD = re.compile(r"\w{3,}")
SEED = 3
REPLACED = 2
"""Words that are replaced in turn in each truth."""
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


@dataclass(frozen=True, slots=True)
class Checked:
    """A file of sentences with the facts of its résumé, and the check of them."""

    path: Path
    table: Mapping[str, Any]
    facts: Sequence[Fact]
    check: GroundingCheck

    @property
    def words(self) -> list[str]:
        """What the résumé is about: words of its facts that are no names."""
        told = (claim_of(fact.text).words for fact in self.facts if not fact.derived)
        return [w.lower for words in told for w in words if not w.named]


def checked(folder: Path = FOLDER) -> Iterator[Checked]:
    """Every file of the folder."""
    for path in sorted(folder.glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        resume = load_resume(folder / "resumes" / table["resume"])
        facts = facts_of(resume, TODAY).all
        entries = {e.id: e for section in resume.sections.values() for e in section}
        check = GroundingCheck(
            facts, entries, profile=resume.profile, today=lambda: TODAY
        )
        yield Checked(path, table, facts, check)


def replaced(folder: Path = FOLDER) -> Iterator[bool]:
    """Whether a truth passes with one word of another résumé in it; they should not."""
    files = list(checked(folder))
    chance = random.Random(SEED)
    for file in files:
        others = [w for other in files if other is not file for w in other.words]
        places = {fact.id: place for place, fact in enumerate(file.facts)}
        for case in (case for case in file.table["case"] if case["truth"]):
            cited = [places[each] for each in case["cites"]]
            claim = claim_of(case["sentence"])
            plain = [w for w in claim.words if not w.named]
            if file.check.check(case["sentence"], cited).kind != "supported":
                continue
            for word in chance.sample(plain, min(REPLACED, len(plain))):
                other = chance.choice(others)
                told = f"{claim.text[: word.start]}{other}{claim.text[word.end :]}"
                if other != word.lower:
                    yield file.check.check(told, cited).kind == "supported"


def judged(folder: Path = FOLDER) -> Iterator[Judged]:
    """Every sentence of the folder, checked against its facts."""
    for file in checked(folder):
        path, table, facts, check = file.path, file.table, file.facts, file.check
        places = {fact.id: place for place, fact in enumerate(facts)}
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
