"""Degrees asked for, against the studies that a résumé names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.fit.kinds import DEGREE_WORD
from services.fit.listing import bare
from services.fit.stated import Stated, content
from services.fit.words import phrases, table
from services.language.english import Token, akin
from services.models.fact import Fact, Kind
from services.models.fit import Judged, Requirement, Verdict
from services.models.resume import Entry
from services.resume.degrees import RANK, levels, rank
from services.resume.reading.phrasebook import longest
from services.resume.reading.question_words import degree_book
from services.resume.reading.text import clean, words

BACHELOR = RANK.index("bachelor")
BELOW_DEGREE = RANK.index("associate")
FIELD = re.compile(r"\b(?:in|of)\s+(.+)$", re.IGNORECASE)
MOST_BEFORE = 2
"""Words of a field before the word for a degree: "civil engineering degree"."""
RECOGNIZED = re.compile(
    r",?\s*\b(?:recogni[sz]ed|accredited|accepted|valid|awarded|obtained)"
    r" (?:in|by|of)\b.*",
    re.IGNORECASE,
)
"""Where a degree counts, which is no field of it."""
OPTION = re.compile(r",|/|\bor\b|\band/or\b", re.IGNORECASE)
SIMILAR = re.compile(
    r"\bor (?:an? |in an? )?(?:\w+ )?"
    r"(?:similar|related|comparable|equivalent|relevant)\b",
    re.IGNORECASE,
)
"""Where a field of the same kind will do: another engineering."""
SCHOOL = re.compile(r"\b(?:GCSEs?|A[- ]levels?|high school|secondary)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Study:
    """One entry of the studies: how high it leads, and whether it was finished."""

    level: int
    finished: bool
    title: tuple[Token, ...]
    fact: Fact


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a study: its level, None for any, its fields, its own name."""

    level: int | None
    fields: list[list[Token]]
    name: str

    def is_high(self, study: Study) -> bool:
        return study.level >= (BACHELOR if self.level is None else self.level)

    def is_of_field(self, study: Study) -> bool:
        return any(_within(field, study.title) for field in self.fields)

    def is_met(self, study: Study) -> bool:
        of_field = not self.fields or self.is_of_field(study)
        named = not self.name or any(t.lower == self.name for t in study.title)
        return study.finished and named and of_field and self.is_high(study)

    def is_met_in_part(self, study: Study) -> bool:
        """Whether its field is one that is asked for, or it leads as high as a degree
        that is asked for."""
        degree = self.level is None or self.level >= BACHELOR
        return self.is_of_field(study) or (degree and self.is_high(study))


def judged(requirement: Requirement, stated: Stated) -> Judged:
    """Met by level and field; in part by one of them; else not named."""
    words = requirement.words
    wanted = Wanted(_level(words), _fields(words), _name(words))
    studies = _studies(stated)
    for verdict, holds in (
        (Verdict.MET, wanted.is_met),
        (Verdict.PARTLY, wanted.is_met_in_part),
    ):
        if found := next(filter(holds, studies), None):
            return Judged(requirement, verdict, (found.fact,))
    return Judged(requirement, Verdict.NOT_NAMED, ())


def _studies(stated: Stated) -> list[Study]:
    found = []
    for entry in stated.resume.sections.get("education", ()):
        facts = [stated.facts[at] for at in stated.by_entry.get(entry.id, ())]
        if facts:
            found.append(_study(entry, facts))
    return found


def _study(entry: Entry, facts: list[Fact]) -> Study:
    told = " ".join(f.text for f in facts)
    unfinished = phrases("facts", "lapsed").search(told)
    cut_short = phrases("degrees", "cut_short").search(entry.role)
    title = " ".join(f.text for f in facts if f.kind in (Kind.TITLE, Kind.FIELD))
    goes_on = entry.period is not None and entry.period.ongoing
    return Study(
        _held_level(entry),
        not (unfinished or cut_short or goes_on),
        tuple(content(title)),
        facts[0],
    )


def _held_level(entry: Entry) -> int:
    """The level of a study; one with a name of its own, such as MVB, is a degree."""
    if phrases("degrees", "below").search(entry.role):
        return BELOW_DEGREE
    if phrases("degrees", "higher").search(entry.role):
        return RANK.index("master")
    known = rank(levels(entry))
    return known if known >= 0 or not entry.role else BACHELOR


def _level(text: str) -> int | None:
    """The lowest level that is asked for; None where any degree will do."""
    if SCHOOL.search(text):
        return 0
    if phrases("degrees", "below").search(text):
        return BELOW_DEGREE
    marks = longest(degree_book().marks(words(clean(text))))
    found = [RANK.index(mark.value) for mark in marks if mark.value in RANK]
    return min(found, default=None)


def _name(text: str) -> str:
    """A degree that only one of its own name is: an MBA is no other master's."""
    match = phrases("degrees", "named").search(text)
    return match[0].lower() if match else ""


def _fields(text: str) -> list[list[Token]]:
    """The fields of which one is asked for; none where any will do."""
    match = DEGREE_WORD.search(text)
    if not match:
        return []
    after = FIELD.search(RECOGNIZED.sub("", text), match.end())
    before = bare(text[: match.start()]).split()[-MOST_BEFORE:]
    parts = OPTION.split(after[1]) if after else [" ".join(before)]
    fields = [field for part in parts if (field := _telling(part))]
    if fields and SIMILAR.search(text):
        fields.append(fields[0][-1:])
    return fields


def _telling(text: str) -> list[Token]:
    none = table("degrees")["no_field"].split()
    told = content(DEGREE_WORD.sub(" ", text))
    return [t for t in told if t.lower not in none]


def _within(field: list[Token], title: tuple[Token, ...]) -> bool:
    """Whether each word of a field stands in the title of a study."""
    return all(any(_alike(word, other) for other in title) for word in field)


def _alike(one: Token, other: Token) -> bool:
    return one.stem == other.stem or akin(one.stem, other.stem)
