"""What an entry of the résumé says, one thing at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable

from services.models.fact import Amount, Fact, Kind, Value
from services.models.resume import Entry, FactValue
from services.resume.degrees import RANK, levels, rank
from services.resume.entries import heading
from services.resume.facts.dates import date_value
from services.resume.facts.levels import language_level, skill_level
from services.resume.facts.people import PEOPLE_KEYS, listed_people, referee
from services.resume.facts.reading import TextReader
from services.resume.facts.sentences import sentences
from services.resume.facts.writing import Writer
from services.resume.reading.topics import topic_id

COMPOSED = ("experience", "education", "volunteer")
"""Sections whose titles name the organisation."""
GRADED = ("languages", "skills")
"""Sections whose role is a level."""
IN_THE_TITLE = frozenset(("study_type", "area"))
COURSES = frozenset("coursework courses relevant_coursework modules subjects".split())
SCORES = frozenset("gpa score grade cgpa honors honours mark".split())
LEVELS = frozenset("level fluency proficiency".split())
GRADE = re.compile(r"(\d+(?:[.,]\d+)?)(?:\s*(?:/|out of|of)\s*(\d+(?:[.,]\d+)?))?")


def entry_facts(entry: Entry, reader: TextReader) -> tuple[Fact, ...]:
    """Everything that the entry itself says, in the order of its fields."""
    writer = Writer(entry)
    _add_head(writer, entry)
    _add_prose(writer, entry, reader)
    _add_lists(writer, entry, reader)
    for name, address in entry.links.items():
        label = f"{entry.title} on {name}"
        writer.add(f"links/{name}", address, Kind.LINK, path=f".{name}", label=label)
    for key, value in entry.facts.items():
        if key not in IN_THE_TITLE:
            _add_field(writer, entry, key, value, reader)
    return tuple(writer.facts)


def _add_head(writer: Writer, entry: Entry) -> None:
    """Name, level, organisation, time and place."""
    writer.add("title", entry.title, Kind.TITLE, _title_values(entry))
    if entry.section in GRADED and entry.role:
        level = _level(entry, entry.role)
        path, title = ".role", entry.title
        writer.add("level", entry.role, Kind.LEVEL, level, path=path, label=title)
    elif entry.section not in COMPOSED and entry.role:
        writer.add("role", entry.role, Kind.FIELD, path=".role", label="Role")
    if entry.section not in COMPOSED and entry.organization:
        name = entry.organization
        value = Value("organisation", name, name)
        writer.add(
            "organization", name, Kind.ORGANIZATION, [value], path=".organization"
        )
    if entry.period:
        value = date_value(entry.period)
        label = entry.title
        text = entry.period.text
        writer.add("dates", text, Kind.DATE, [value], path=".dates", label=label)
    if entry.location:
        value = Value("place", entry.location, entry.location)
        label = entry.title
        writer.add(
            "location",
            entry.location,
            Kind.PLACE,
            [value],
            path=".location",
            label=label,
        )


def _add_prose(writer: Writer, entry: Entry, reader: TextReader) -> None:
    """Description, highlights and figures, a sentence each."""
    quoted = entry.section == "references"
    kind, key = (Kind.QUOTE, "quote") if quoted else (Kind.SUMMARY, "summary")
    _add_sentences(writer, key, ".description", entry.description, kind, reader)
    for number, text in enumerate(entry.highlights):
        path = f".highlights[{number}]"
        _add_sentences(
            writer,
            f"highlights/{number}",
            path,
            text,
            Kind.HIGHLIGHT,
            reader,
            sole=True,
        )
    for number, text in enumerate(entry.metrics):
        values = reader.values(text)
        writer.add(f"metrics/{number}", text, Kind.AMOUNT, values, path=".metrics")


def _add_lists(writer: Writer, entry: Entry, reader: TextReader) -> None:
    level = _level(entry, entry.role) if entry.section == "skills" else ()
    for name in entry.technologies:
        _add_name(writer, "technologies", name, reader, Kind.KEYWORD, level)
    kind = Kind.COURSE if entry.section == "education" else Kind.KEYWORD
    for name in entry.keywords:
        _add_name(writer, "keywords", name, reader, kind)


def _add_name(
    writer: Writer,
    field: str,
    name: str,
    reader: TextReader,
    kind: Kind,
    level: Iterable[Value] = (),
) -> None:
    """A name of a list; in a group of skills with the level of the group."""
    values = (*reader.values(name), *level)
    if field == "technologies" and not any(v.kind == "technology" for v in values):
        values = (Value("technology", name, name), *values)
    writer.add(
        f"{field}/{topic_id(name) or name}", name, kind, values, path=f".{field}"
    )


def _add_sentences(
    writer: Writer,
    key: str,
    path: str,
    text: str,
    kind: Kind,
    reader: TextReader,
    *,
    sole: bool = False,
) -> None:
    """A fact for each sentence; with `sole` a single one keeps the plain key."""
    found = sentences(text)
    for number, sentence in enumerate(found):
        own = key if sole and len(found) == 1 else f"{key}/{number}"
        writer.add(own, sentence, kind, reader.values(sentence), path=path)


def _add_field(
    writer: Writer, entry: Entry, key: str, value: FactValue, reader: TextReader
) -> None:
    """A field with a name of the owner's own."""
    texts = (value,) if isinstance(value, str) else value
    path, label = f".{key}", heading(key)
    for number, text in enumerate(texts):
        own = key if len(texts) == 1 else f"{key}/{number}"
        if key in COURSES:
            writer.add(own, text, Kind.COURSE, reader.values(text), path=path)
        elif key in SCORES:
            writer.add(own, text, Kind.SCORE, _score(text), path=path, label=label)
        elif key in LEVELS:
            level = _level(entry, text)
            writer.add(own, text, Kind.LEVEL, level, path=path, label=entry.title)
        elif key in PEOPLE_KEYS:
            people = listed_people(text)
            writer.add(own, text, Kind.FIELD, people, path=path, label=label)
        elif text not in entry.technologies:
            values = reader.values(text)
            writer.add(own, text, Kind.FIELD, values, path=path, label=label)


def _title_values(entry: Entry) -> Iterable[Value]:
    if entry.organization and entry.section in COMPOSED:
        yield Value("organisation", entry.organization, entry.organization)
    if entry.section == "education" and entry.role:
        highest = rank(levels(entry))
        yield Value("degree", entry.role, RANK[highest] if highest >= 0 else "")
    if entry.section == "references" and (person := referee(entry.title)):
        yield person


def _level(entry: Entry, text: str) -> list[Value]:
    read = language_level if entry.section == "languages" else skill_level
    level = read(text)
    return [level] if level else []


def _score(text: str) -> list[Value]:
    """ "3.9/4.0" as a share of the best grade."""
    match = GRADE.search(text)
    if match is None:
        return []
    number = float(match[1].replace(",", "."))
    best = float(match[2].replace(",", ".")) if match[2] else None
    relation = "share" if best else ""
    unit = "%" if text[match.end() :].lstrip().startswith("%") else "grade"
    amount = Amount(number, unit, other=best, relation=relation)  # type: ignore[arg-type]
    return [Value("amount", match[0], amount)]
