"""What an entry of the résumé says, one thing at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable

from services.models.fact import Amount, Fact, Kind, Level, Value
from services.models.resume import Entry, FactValue
from services.resume.degrees import RANK, levels, rank
from services.resume.facts.aloud import Aloud
from services.resume.facts.dates import date_value
from services.resume.facts.levels import language_level, skill_level
from services.resume.facts.lines import sentences
from services.resume.facts.people import PEOPLE_KEYS, listed_people, referee
from services.resume.facts.reading import TextReader
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


def entry_facts(entry: Entry, reader: TextReader, aloud: Aloud) -> tuple[Fact, ...]:
    """Everything that the entry itself says, in the order of its fields."""
    return tuple(EntryFacts(entry, reader, aloud).facts())


class EntryFacts:
    """Writes the facts of one entry."""

    def __init__(self, entry: Entry, reader: TextReader, aloud: Aloud) -> None:
        self._entry = entry
        self._reader = reader
        self._aloud = aloud
        self._writer = Writer(entry)

    def facts(self) -> list[Fact]:
        entry = self._entry
        self._add_head()
        self._add_prose()
        self._add_lists()
        for name, address in entry.links.items():
            said = self._aloud.link(entry, address)
            key, path = f"links/{name}", f".{name}"
            self._writer.add(key, address, Kind.LINK, path=path, sentence=said)
        for key, value in entry.facts.items():
            if key not in IN_THE_TITLE:
                self._add_field(key, value)
        return self._writer.facts

    def _add_head(self) -> None:
        """Name, level, organisation, time and place."""
        entry, add, aloud = self._entry, self._writer.add, self._aloud
        said = aloud.role(entry)
        add("title", entry.title, Kind.TITLE, _title_values(entry), sentence=said)
        if entry.section in GRADED and entry.role:
            self._add_level("level", entry.role, ".role")
        elif entry.section not in COMPOSED and entry.role:
            said = aloud.field("role", entry.role, entry)
            add("role", entry.role, Kind.FIELD, path=".role", sentence=said)
        if entry.section not in COMPOSED and (name := entry.organization):
            value, said = Value("organisation", name, name), aloud.organization(entry)
            path = ".organization"
            add(
                "organization",
                name,
                Kind.ORGANIZATION,
                [value],
                path=path,
                sentence=said,
            )
        if period := entry.period:
            value, said = date_value(period), aloud.time(entry)
            add("dates", period.text, Kind.DATE, [value], path=".dates", sentence=said)
        if place := entry.location:
            value, said = Value("place", place, place), aloud.place(entry)
            add("location", place, Kind.PLACE, [value], path=".location", sentence=said)

    def _add_prose(self) -> None:
        """Description, highlights and figures, a sentence each."""
        entry = self._entry
        quoted = entry.section == "references"
        kind, key = (Kind.QUOTE, "quote") if quoted else (Kind.SUMMARY, "summary")
        for number, text in enumerate(sentences(entry.description)):
            self._add_line(f"{key}/{number}", text, kind, ".description")
        for number, text in enumerate(entry.highlights):
            found = sentences(text)
            for part, sentence in enumerate(found):
                own = f"highlights/{number}"
                own = own if len(found) == 1 else f"{own}/{part}"
                path = f".highlights[{number}]"
                self._add_line(own, sentence, Kind.HIGHLIGHT, path)
        for number, text in enumerate(entry.metrics):
            self._add_line(f"metrics/{number}", text, Kind.AMOUNT, ".metrics")

    def _add_line(self, key: str, text: str, kind: Kind, path: str) -> None:
        if kind is Kind.QUOTE:
            said = self._aloud.quote(text, self._entry.title)
        else:
            said = self._aloud.line(text, self._entry, kind)
        values = self._reader.values(text)
        self._writer.add(key, text, kind, values, path=path, sentence=said)

    def _add_lists(self) -> None:
        """Technologies, keywords and courses."""
        entry = self._entry
        graded = entry.section == "skills"
        level = _level_values(entry, entry.role) if graded else []
        for name in entry.technologies:
            values = self._reader.values(name)
            if not any(value.kind == "technology" for value in values):
                values = (Value("technology", name, name), *values)
            self._add_name("technologies", name, (*values, *level))
        for name in entry.keywords:
            self._add_name("keywords", name, self._reader.values(name))

    def _add_name(self, field: str, name: str, values: Iterable[Value]) -> None:
        entry = self._entry
        course = field == "keywords" and entry.section == "education"
        kind = Kind.COURSE if course else Kind.KEYWORD
        say = self._aloud.course if course else self._aloud.keyword
        key, said = f"{field}/{topic_id(name) or name}", say(entry, name)
        self._writer.add(key, name, kind, values, path=f".{field}", sentence=said)

    def _add_level(self, key: str, text: str, path: str) -> None:
        values = _level_values(self._entry, text)
        level = values[0].data if values else None
        known = level if isinstance(level, Level) else None
        said = self._aloud.level(self._entry, text, known)
        self._writer.add(key, text, Kind.LEVEL, values, path=path, sentence=said)

    def _add_field(self, key: str, value: FactValue) -> None:
        """A field with a name of the owner's own."""
        texts = (value,) if isinstance(value, str) else value
        for number, text in enumerate(texts):
            own = key if len(texts) == 1 else f"{key}/{number}"
            if key in LEVELS:
                self._add_level(own, text, f".{key}")
            elif text not in self._entry.technologies:
                kind, values, said = self._read_field(key, text)
                self._writer.add(own, text, kind, values, path=f".{key}", sentence=said)

    def _read_field(self, key: str, text: str) -> tuple[Kind, Iterable[Value], str]:
        """Kind, values and sentence of a field."""
        entry, aloud = self._entry, self._aloud
        if key in COURSES:
            return Kind.COURSE, self._reader.values(text), aloud.course(entry, text)
        if key in SCORES:
            return Kind.SCORE, _score(text), aloud.score(entry, text)
        people = key in PEOPLE_KEYS
        values = listed_people(text) if people else self._reader.values(text)
        return Kind.FIELD, values, aloud.field(key, text, entry)


def _title_values(entry: Entry) -> Iterable[Value]:
    if entry.organization and entry.section in COMPOSED:
        yield Value("organisation", entry.organization, entry.organization)
    if entry.section == "education" and entry.role:
        highest = rank(levels(entry))
        yield Value("degree", entry.role, RANK[highest] if highest >= 0 else "")
    if entry.section == "references" and (person := referee(entry.title)):
        yield person


def _level_values(entry: Entry, text: str) -> list[Value]:
    read = language_level if entry.section == "languages" else skill_level
    level = read(text)
    return [level] if level else []


def _score(text: str) -> list[Value]:
    """The grade, "3.9/4.0" as a share of the best one; empty without a number."""
    match = GRADE.search(text)
    if match is None:
        return []
    number = float(match[1].replace(",", "."))
    best = float(match[2].replace(",", ".")) if match[2] else None
    relation = "share" if best else ""
    unit = "%" if text[match.end() :].lstrip().startswith("%") else "grade"
    amount = Amount(number, unit, other=best, relation=relation)  # type: ignore[arg-type]
    return [Value("amount", match[0], amount)]
