"""A résumé's facts: what it says, and what follows from its dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from services.models.fact import Fact
from services.models.resume import Resume
from services.resume.facts.aloud import Aloud
from services.resume.facts.career import career_of
from services.resume.facts.derived import derived_facts
from services.resume.facts.entry_facts import entry_facts
from services.resume.facts.profile_facts import profile_facts
from services.resume.facts.reading import TextReader
from services.resume.telling.person import Voice, person_of


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts in the order of the résumé, the computed ones last."""

    all: tuple[Fact, ...]
    by_entry: Mapping[str, tuple[Fact, ...]]
    """By the id of an entry; by "" what is about the person or the whole career."""
    by_id: Mapping[str, Fact]


def facts_of(resume: Resume, today: date, *, voice: Voice = "third") -> Facts:
    """The facts of a résumé; what is ongoing counts until `today`.

    In the first `voice` the sentences are said as the owner says them.
    """
    reader = TextReader(resume)
    person = person_of(resume.profile, voice=voice)
    aloud = Aloud(person)
    found = list(profile_facts(resume.profile, reader, aloud))
    for entries in resume.sections.values():
        for entry in entries:
            found += entry_facts(entry, reader, aloud)
    found += derived_facts(career_of(resume, today), person)
    return _indexed(found)


def _indexed(facts: Iterable[Fact]) -> Facts:
    by_entry: defaultdict[str, list[Fact]] = defaultdict(list)
    by_id: dict[str, Fact] = {}
    for fact in facts:
        if fact.id not in by_id:
            by_id[fact.id] = fact
            by_entry[fact.entry].append(fact)
    grouped = {entry: tuple(found) for entry, found in by_entry.items()}
    return Facts(tuple(by_id.values()), grouped, by_id)
