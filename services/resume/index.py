"""The résumé prepared for questions: built once, read by every request."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.language.stems import stem
from services.models.resume import Entry, Resume
from services.resume.capital_names import capital_names, proper_names
from services.resume.degrees import levels
from services.resume.fact_words import by_fact_word
from services.resume.figures import Figure, figures_of
from services.resume.names import entry_names, name_endings
from services.resume.reading.phrasebook import Phrasebook, Tag, longest
from services.resume.reading.question_words import question_book
from services.resume.reading.text import clean, glued, words
from services.resume.reading.topics import FAMILY, Topics, load_topics, topic_id
from services.resume.recency import recency_of

WEIGHTS = {
    "title": 3.0,
    "organization": 3.0,
    "role": 2.5,
    "technologies": 2.5,
    "keywords": 1.6,
    "metrics": 1.2,
    "description": 1.2,
    "highlights": 1.0,
    "told": 1.0,
    "location": 0.6,
    "other": 0.3,
}
STRENGTH = {
    "title": 1.0,
    "role": 1.0,
    "technologies": 1.0,
    "organization": 0.8,
    "keywords": 0.8,
    "description": 0.75,
    "highlights": 0.7,
    "metrics": 0.7,
    "told": 0.7,
    "location": 0.3,
    "other": 0.3,
}
"""How surely a topic in that field means that the entry is about it."""
TOLD = {
    "coursework", "courses", "achievements", "authors", "venue", "awarder", "focus",
    "category", "reference", "tech_stack", "study_type", "area", "issuer", "publisher",
    "venue_type", "text", "summary", "notes", "minor", "thesis", "advisor", "level",
    "fluency",
}  # fmt: skip
LISTS = ("technologies", "keywords")
ITEM_PARTS = re.compile(r"[/,();&]| and ")
TECH_SECTIONS = ("skills", "projects", "experience", "publications", "blog")
LENGTH_NORM = 0.3
FAMILY_SHARE = 0.8
INNER_SHARE = 0.6
"""What a family inside a family passes on."""
FULL = 1.4


@dataclass(frozen=True, slots=True)
class Field:
    """One text of an entry, the field it counts as, and its words."""

    name: str
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    resume: Resume
    entries: tuple[Entry, ...]
    position: Mapping[str, int]
    by_section: Mapping[str, tuple[int, ...]]
    topics: Topics
    holders: Mapping[str, Mapping[int, float]]
    """Topic id to the entries that show it, and how strongly."""
    strongest: Mapping[str, tuple[int, float]]
    """Topic id to the entry that shows it best, and how strongly."""
    postings: Mapping[str, tuple[tuple[int, float], ...]]
    idf: Mapping[str, float]
    name_stems: tuple[frozenset[str], ...]
    names: Phrasebook
    vocabulary: frozenset[str]
    """Every word of the résumé, as written."""
    recency: tuple[int, ...]
    """Each entry's place when the newest stands first."""
    figures: tuple[tuple[Figure, ...], ...]
    """Each entry's sentences that tell a number."""
    by_fact_word: Mapping[str, tuple[int, ...]]
    """Words of the names of facts to the entries that have one."""
    degrees: tuple[frozenset[str], ...]
    """Levels of study of each education entry; empty for others."""

    @property
    def unknown_idf(self) -> float:
        return math.log(1 + len(self.entries)) + 1


def build_index(resume: Resume) -> Index:
    entries = tuple(e for section in resume.sections.values() for e in section)
    topics = load_topics(_technologies(entries), question_book())
    fields = [
        tuple(Field(name, text, words(clean(text))) for name, text in _fields(entry))
        for entry in entries
    ]
    postings, idf = _postings(fields)
    holders = _holders(fields, topics)
    return Index(
        resume=resume,
        entries=entries,
        position={entry.id: i for i, entry in enumerate(entries)},
        by_section=_sections(entries),
        topics=topics,
        holders=holders,
        strongest=_strongest(holders, entries),
        postings=postings,
        idf=idf,
        name_stems=tuple(
            frozenset(map(stem, words(clean(f"{e.title} {e.organization}"))))
            for e in entries
        ),
        names=_names(entries, topics),
        vocabulary=frozenset(
            word
            for each in fields
            for field in each
            for word in (*field.words, *glued(field.text))
        ),
        recency=recency_of(entries),
        figures=tuple(figures_of(entry, topics) for entry in entries),
        by_fact_word=by_fact_word(entries),
        degrees=tuple(
            levels(e) if e.section == "education" else frozenset() for e in entries
        ),
    )


def _technologies(entries: tuple[Entry, ...]) -> Iterator[str]:
    """Names the general file may not know: "Lab Streaming Layer"."""
    for entry in entries:
        if entry.section in TECH_SECTIONS:
            for item in entry.technologies:
                for part in (item, *ITEM_PARTS.split(item)):
                    if 1 < len(part.strip()) <= 40 and len(part.split()) <= 4:
                        yield part.strip()


def _sections(entries: tuple[Entry, ...]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for i, entry in enumerate(entries):
        found[entry.section].append(i)
    return {name: tuple(positions) for name, positions in found.items()}


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    """Each text of an entry with the field it counts as."""
    yield "title", entry.title
    yield "organization", entry.organization
    yield "role", entry.role
    yield "location", entry.location
    yield "description", entry.description
    for name in ("technologies", "keywords", "highlights", "metrics"):
        for text in getattr(entry, name):
            yield name, text
    for name, value in entry.facts.items():
        for text in (value,) if isinstance(value, str) else value:
            yield ("told" if name in TOLD else "other"), text
        if name not in TOLD:
            yield "other", name.replace("_", " ")


def _postings(
    fields: list[tuple[Field, ...]],
) -> tuple[dict[str, tuple[tuple[int, float], ...]], dict[str, float]]:
    """BM25F with the field weights and a length norm worked in."""
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    bags = []
    for each in fields:
        bag: Counter[str] = Counter()
        for field in each:
            for word in (*field.words, *glued(field.text)):
                bag[stem(word)] += WEIGHTS[field.name]  # type: ignore[assignment]
        bags.append(bag)
    mean = sum(sum(b.values()) for b in bags) / max(1, len(bags)) or 1.0
    for i, bag in enumerate(bags):
        norm = 1 - LENGTH_NORM + LENGTH_NORM * sum(bag.values()) / mean
        for term, weight in bag.items():
            found[term].append((i, weight / (weight + 1.2 * norm)))
    total = len(fields)
    idf = {
        term: math.log(1 + (total - len(hits) + 0.5) / (len(hits) + 0.5))
        for term, hits in found.items()
    }
    return {term: tuple(hits) for term, hits in found.items()}, idf


def _holders(
    fields: list[tuple[Field, ...]], topics: Topics
) -> dict[str, dict[int, float]]:
    found: dict[str, dict[int, float]] = defaultdict(dict)
    listed = {f.text for each in fields for f in each if f.name in LISTS}
    capitals = capital_names(listed, topics)
    for i, each in enumerate(fields):
        direct: dict[str, float] = {}
        for field in each:
            for topic in (
                *_topics_in(field, topics),
                *(() if field.name in LISTS else proper_names(field.text, capitals)),
            ):
                limited = bool(topics.by_id[topic].fields)
                strength = 1.0 if limited else STRENGTH[field.name]
                direct[topic] = max(direct.get(topic, 0.0), strength)
        for topic, strength in _with_parents(direct, topics).items():
            found[topic][i] = round(strength, 4)
    return dict(found)


def _strongest(
    holders: Mapping[str, Mapping[int, float]], entries: tuple[Entry, ...]
) -> dict[str, tuple[int, float]]:
    """Work that shows a topic counts more than a list that names it."""

    def shows(holder: tuple[int, float]) -> float:
        return holder[1] - 0.5 * (entries[holder[0]].section == "skills")

    return {topic: max(held.items(), key=shows) for topic, held in holders.items()}


def _topics_in(field: Field, topics: Topics) -> Iterator[str]:
    marks = topics.shown.marks(field.words)
    own = [m for m in marks if topics.by_id[m.value].own]
    known = longest(m for m in marks if not topics.by_id[m.value].own)
    for mark in (*known, *own):
        if not topics.by_id[mark.value].ambiguous:
            yield mark.value
    if field.name in LISTS:
        for item in (field.text, *ITEM_PARTS.split(field.text)):
            for tag in topics.shown.lookup("".join(words(clean(item)))):
                yield tag.value
    for mark in longest(topics.shown_stems.marks(field.words)):
        limits = topics.by_id[mark.value].fields
        if not limits or field.name in limits:
            yield mark.value


def _with_parents(direct: Mapping[str, float], topics: Topics) -> dict[str, float]:
    """Evidence for a topic is, a little weaker, evidence for what it belongs to.

    Several members make a family surer than one does.
    """
    total = dict(direct)
    for topic, strength in direct.items():
        seen = {topic}
        level = [(p, strength) for p in topics.by_id[topic].parents]
        while level:
            above = []
            for parent, value in level:
                if parent in seen:
                    continue
                seen.add(parent)
                inner = topics.by_id[topic].kind == FAMILY
                share = value * (INNER_SHARE if inner else FAMILY_SHARE)
                if topics.by_id[parent].kind == FAMILY:
                    more = total.get(parent, 0.0) + share * 0.3
                    total[parent] = min(FULL, more)
                total[parent] = max(total.get(parent, 0.0), share)
                above += [(p, share) for p in topics.by_id[parent].parents]
            level = above
    return total


def _names(entries: tuple[Entry, ...], topics: Topics) -> Phrasebook:
    book = Phrasebook()
    for entry in entries:
        for name in entry_names(entry):
            book.add(name, Tag("entry", entry.id))
        for ending in name_endings(entry):
            key = topic_id(ending)
            if not topics.asked.lookup(key) and not question_book().lookup(key):
                book.add(ending, Tag("entry", entry.id))
    return book
