"""What could be asked next of each entry, worked out once for a résumé."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from services.models.resume import Entry, Profile
from services.resume.card_descriptions import THESES, said
from services.resume.index import Index
from services.resume.reading.question_words import everyday_words, question_book
from services.resume.reading.text import clean, words
from services.resume.reading.topics import TECHNOLOGY, topic_id
from services.resume.replies.wording import short_name
from services.resume.understanding.contact import held

MOST_NAME_WORDS = 7
LEAST_NAME_LETTERS = 3
MOST_PLAIN_WORDS = 3
NOT_WORK = frozenset(("skills", "languages", "interests", "references"))
"""Sections whose entries tell of no work done with a technology."""
TOPICS_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Lead:
    """One entry; `name` is what questions may call it by, empty where none tells it."""

    section: str
    name: str = ""
    is_plain: bool = False
    """Whether the name is understood in every language: short, and no section's."""
    kinds: tuple[str, ...] = ()
    """Questions that the entry answers, by the names of their phrases."""
    technologies: tuple[str, ...] = ()
    """Those of it that other work shows as well."""


@dataclass(frozen=True, slots=True)
class Leads:
    """`entries` by their positions; `families` of technologies with what work shows."""

    entries: tuple[Lead, ...]
    person: tuple[str, ...]
    """Questions about the person that the résumé answers."""
    families: Mapping[str, tuple[str, ...]]


def leads_of(index: Index) -> Leads:
    """All that could be asked, checked against the index."""
    works = _Works(index)
    return Leads(
        entries=tuple(_lead(i, index, works) for i in range(len(index.entries))),
        person=tuple(_of_person(index)),
        families=_families(index, works),
    )


class _Works:
    """Whether work shows a technology that a question may name."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.holders = lru_cache(TOPICS_KEPT)(self._holders)

    def elsewhere(self, name: str, at: int) -> bool:
        return bool(self.holders(name) - {at})

    def _holders(self, name: str) -> frozenset[int]:
        """Entries of work with it; none where its name tells something else, too."""
        index = self._index
        topics = {tag.value for tag in index.topics.asked.lookup(topic_id(name))}
        if len(topics) != 1 or len(topic_id(name)) < LEAST_NAME_LETTERS:
            return frozenset()
        topic = index.topics.by_id.get(*topics)
        if topic is None or topic.kind != TECHNOLOGY:
            return frozenset()
        if topic.ambiguous or topic.wordlike:
            return frozenset()
        shown_by = index.holders.get(topic.id, ())
        return frozenset(i for i in shown_by if _is_work(index.entries[i]))


def _is_work(entry: Entry) -> bool:
    return entry.section not in NOT_WORK


def _lead(at: int, index: Index, works: _Works) -> Lead:
    entry = index.entries[at]
    technologies = tuple(t for t in entry.technologies if works.elsewhere(t, at))
    if not _is_work(entry):
        return Lead(entry.section, technologies=technologies)
    name = _name(entry, index)
    parts = words(clean(name))
    sections = any(mark.kind == "section" for mark in question_book().marks(parts))
    return Lead(
        section=entry.section,
        name=name,
        is_plain=bool(name) and len(parts) <= MOST_PLAIN_WORDS and not sections,
        kinds=tuple(_kinds(at, index)) if name else (),
        technologies=technologies,
    )


def _name(entry: Entry, index: Index) -> str:
    """What a question may call the entry; empty where that tells another, too."""
    names = dict.fromkeys((short_name(entry), entry.organization, entry.title))
    return next((name for name in names if _tells(name, entry, index)), "")


def _tells(name: str, entry: Entry, index: Index) -> bool:
    parts = words(clean(name))
    joined = "".join(parts)
    if not 0 < len(parts) <= MOST_NAME_WORDS or len(joined) < LEAST_NAME_LETTERS:
        return False
    if "?" in name or (len(parts) == 1 and parts[0] in everyday_words()):
        return False
    named = {tag.value for tag in index.names.lookup(joined)}
    others = named - {entry.id}
    same = {i for i in others if _section(i, index) == entry.section}
    # A prize of the employer's is no other employer.
    alone = not others or (entry.section == "experience" and not same)
    return entry.id in named and alone


def _section(entry_id: str, index: Index) -> str:
    at = index.position.get(entry_id)
    return "" if at is None else index.entries[at].section


def _kinds(at: int, index: Index) -> Iterator[str]:
    """What can be asked of an entry, as far as it tells that."""
    entry = index.entries[at]
    tells = {
        "technologies": bool(entry.technologies),
        "results": bool(entry.highlights or entry.metrics),
        "links": bool(entry.links),
        "dates": _is_dated(entry),
        "before": _has_other(at, index, earlier=True),
        "after": _has_other(at, index, earlier=False),
        "gpa": bool(said(entry, "gpa")),
        "courses": bool(entry.keywords),
        "thesis": any(said(entry, name) for name in THESES),
        "authors": bool(said(entry, "authors")),
        "giver": bool(entry.organization),
    }
    for kind in ASKED_OF.get(entry.section, ()):
        if tells[kind]:
            yield f"{kind}_of_{entry.section}"


ASKED_OF: Mapping[str, tuple[str, ...]] = {
    "projects": ("technologies", "links", "dates"),
    "experience": ("results", "technologies", "dates", "before", "after"),
    "education": ("thesis", "courses", "gpa", "dates"),
    "publications": ("giver", "authors"),
    "awards": ("giver",),
}


def _is_dated(entry: Entry) -> bool:
    period = entry.period
    return bool(period and period.start and (period.end or period.ongoing))


def _has_other(at: int, index: Index, *, earlier: bool) -> bool:
    """Whether, of jobs that are all dated, one began before or after that at `at`."""
    jobs = index.by_section.get("experience", ())
    if at not in jobs or not all(_is_dated(index.entries[i]) for i in jobs):
        return False
    starts = [_start(index.entries[i]) for i in jobs]
    mine = _start(index.entries[at])
    return min(starts) < mine if earlier else max(starts) > mine


def _start(entry: Entry) -> int:
    period = entry.period
    return period.start.toordinal() if period and period.start else 0


def _of_person(index: Index) -> Iterator[str]:
    profile, jobs = index.resume.profile, index.by_section.get("experience", ())
    periods = [index.entries[i].period for i in jobs]
    if any(period and period.ongoing for period in periods):
        yield "now"
    if jobs:
        yield "hire"
    if _dated(index, "experience"):
        yield "years"
    if _dated(index, "projects"):
        yield "newest"
    yield from _of_profile(profile)


def _of_profile(profile: Profile) -> Iterator[str]:
    if held("availability", profile):
        yield "free"
    if profile.location:
        yield "location"


def _dated(index: Index, section: str) -> bool:
    """Whether it has several entries, and each says when it was."""
    entries = [index.entries[i] for i in index.by_section.get(section, ())]
    return len(entries) > 1 and all(map(_start, entries))


def _families(index: Index, works: _Works) -> Mapping[str, tuple[str, ...]]:
    """Families of technologies with the names of those that work shows."""
    families: defaultdict[str, list[str]] = defaultdict(list)
    for topic in index.topics.by_id.values():
        if topic.parents and index.holders.get(topic.id) and works.holders(topic.title):
            for parent in topic.parents:
                families[parent].append(topic.title)
    return {parent: tuple(names) for parent, names in families.items()}
