"""A question as read: the words, what they mean, and what is left over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from services.language.stems import singular
from services.resume.reading.dates import When
from services.resume.reading.phrasebook import Mark
from services.resume.reading.question_words import stop_words

NEGATABLE = ("topic", "entry", "when", "section", "word")
NOT_REACH = 5
ARTICLES = frozenset({"the", "a", "an", "any", "his", "her", "their", "in", "just"})
ARTICLES = frozenset({"the", "a", "an", "any", "his", "her", "their", "in", "just"})
WH = frozenset("what which where when who whom whose why how".split())
EXCLUDING = ("with", "involving", "using", "but", "and", "of")
TURNS = frozenset({"but", "just", "only"})


@dataclass(frozen=True, slots=True)
class Reading:
    """`words` are as understood, spelling set right; marks index them."""

    text: str
    words: tuple[str, ...]
    language: str
    said: tuple[str, ...]
    """The words as they came, before any were set right."""
    marks: tuple[Mark, ...]
    when: When | None
    left: tuple[str, ...]
    """Content words that no mark explains and no "not" stands before."""
    negated: frozenset[Mark]
    """Marks that stand behind a "not", words among them: what is not wanted."""
    foreign: str = ""
    """The language of words that were not understood; empty where they were."""
    written: str = ""
    """The text as it came, with its capitals."""

    @property
    def person(self) -> bool:
        """Whether the person is spoken of, by name or as he, she or they."""
        return self.has("person", "he") or self.has("person", "name")

    @property
    def yes_no(self) -> bool:
        """Whether yes or no is asked: "does she teach", not "where does she teach"."""
        asked = next((m for m in self.of("shape") if m.value == "yesno"), None)
        return asked is not None and not WH & set(self.words[: asked.start])

    def values(self, kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(m.value for m in self.marks if m.kind == kind))

    def of(self, kind: str) -> tuple[Mark, ...]:
        return tuple(m for m in self.marks if m.kind == kind)

    def has(self, kind: str, value: str | None = None) -> bool:
        return any(
            m.kind == kind and (value is None or m.value == value) for m in self.marks
        )

    def word_before(self, mark: Mark) -> str:
        return self.words[mark.start - 1] if mark.start else ""


def part_of(reading: Reading, start: int, end: int) -> Reading:
    """The reading of some of the words, as one of several questions in one."""
    inside = [
        replace(m, start=m.start - start, end=m.end - start)
        for m in reading.marks
        if start <= m.start and m.end <= end
    ]
    when = reading.when
    if when and start <= when.start and when.end <= end:
        when = replace(when, start=when.start - start, end=when.end - start)
    else:
        when = None
    return complete(reading.text, reading.words[start:end], inside, when, reading)


def complete(
    text: str,
    question: tuple[str, ...],
    marks: Sequence[Mark],
    when: When | None,
    whole: Reading | None = None,
    *,
    said: tuple[str, ...] = (),
    language: str = "en",
) -> Reading:
    rest = unexplained(question, marks)
    nots = [m for m in marks if m.kind == "negation" and _excludes(question, m)]
    gone = frozenset(
        mark
        for no in nots
        for mark in (*marks, *rest)
        if mark.kind in NEGATABLE and _reaches(question, no, mark)
    )
    return Reading(
        text=text,
        words=question,
        language=whole.language if whole else language,
        said=whole.said if whole else said,
        marks=tuple(marks),
        when=when,
        left=tuple(m.value for m in rest if m not in gone),
        negated=gone,
    )


def _excludes(question: tuple[str, ...], mark: Mark) -> bool:
    """Whether a negation excludes: "she has no Java, right" asks whether she has."""
    if question[mark.start : mark.end] != ("no",):
        return True
    return not mark.start or question[mark.start - 1] in EXCLUDING


def _reaches(question: tuple[str, ...], no: Mark, mark: Mark) -> bool:
    between = question[no.end : mark.start]
    if mark.kind == "section" and not set(between) <= ARTICLES:
        return False  # "not Python projects" wants projects
    return (
        mark.start >= no.end and len(between) < NOT_REACH and not TURNS & set(between)
    )


def unexplained(question: tuple[str, ...], marks: Iterable[Mark]) -> tuple[Mark, ...]:
    covered = {i for m in marks for i in range(m.start, m.end)}
    stop = stop_words()
    return tuple(
        Mark(i, i + 1, "word", w)
        for i, w in enumerate(question)
        if i not in covered and w not in stop and singular(w) not in stop
    )
