"""Which turns the owner wants to look at: one grammar for every figure and list."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np

from services.analytics.table import Rows, Span, folded
from services.models.records import CHANNELS

QUOTED = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Range:
    """From `since`, included, to `until`, which is not; both as they were asked for."""

    since: datetime
    until: datetime

    @classmethod
    def last(cls, days: float, until: datetime) -> Range:
        return cls(until - timedelta(days=days), until)

    @property
    def before(self) -> Range:
        """The range of the same length before this one.

        What begins with a day is moved by whole days: this morning is measured by
        yesterday's morning.
        """
        by = self.until - self.since
        if self.since.time() == time.min:
            by = timedelta(days=-(-by // timedelta(days=1)))
        return Range(self.since - by, self.until - by)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day (UTC) that it touches."""
        return self.since.date(), (self.until - timedelta(microseconds=1)).date()

    @property
    def days_before(self) -> Range:
        """As many whole days before those that it touches."""
        first, last = self.days
        until = datetime.combine(first, time.min, UTC)
        return Range(until - timedelta(days=(last - first).days + 1), until)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Turns by what they were; None matches any.

    `q` are words and phrases that a question must have all of. `engine` is a name, or
    `part:name`. `gap` is the theme of a gap.
    """

    intent: str | None = None
    channel: str | None = None
    language: str | None = None
    engine: str | None = None
    unanswered: bool | None = None
    q: tuple[str, ...] = ()
    gap: str | None = None

    def of(self, span: Span) -> Span:
        """The turns that match, but for the gap, whose questions `asked` takes."""
        found = np.ones(len(span.rows), bool)
        for matches in self._tests(span):
            found &= matches
        return span.where(found)

    def _tests(self, span: Span) -> list[Rows]:
        rows, tests = span.rows, []
        if self.intent is not None:
            tests.append(named(span, "intent", lambda name: name == self.intent))
        if self.channel is not None:
            tests.append(rows["channel"] == CHANNELS.index(self.channel))
        if self.language is not None:
            tests.append(named(span, "language", lambda name: name == self.language))
        if self.engine is not None:
            tests.append(named(span, "engines", self._served))
        if self.unanswered is not None:
            tests.append(rows["unanswered"] == self.unanswered)
        if self.q:
            tests.append(said(span, self.q))
        return tests

    def _served(self, engines: Collection[tuple[str, str]]) -> bool:
        part, colon, name = (self.engine or "").rpartition(":")
        if colon:
            return (part, name) in engines
        return any(engine == name for _, engine in engines)


ALL = Wanted()


def named(span: Span, column: str, wanted: Callable[[Any], bool]) -> Rows:
    """Which rows have a value of a column that is `wanted`."""
    values = span.values[column]
    chosen = np.fromiter(
        (value is not None and wanted(value) for value in values), bool, len(values)
    )
    found: Rows = chosen[span.rows[column]]
    return found


def said(span: Span, phrases: Collection[str]) -> Rows:
    """Which rows ask a question that has all the phrases, each from a word's start."""
    present = np.unique(span.rows["question"]).tolist()
    for phrase in phrases:
        after, begins = f" {phrase}", beginning(phrase)
        present = [
            number
            for number in present
            if phrase in (text := span.questions[number] or "")
            and (after in text or begins(text))
        ]
    chosen = np.zeros(len(span.questions), bool)
    chosen[present] = True
    found: Rows = chosen[span.rows["question"]]
    return found


def beginning(phrase: str) -> Callable[[str], object]:
    """What finds a phrase where a word begins; not all scripts part their words.

    The phrase comes first: it is looked for as fast as text is read, and what is before
    it only then.
    """
    plain = re.escape(phrase)
    within = rf"(?<![^\W_]{plain})" if phrase[0].isascii() else ""
    return re.compile(plain + within).search


def asked(span: Span, texts: Collection[str]) -> Span:
    """The turns that ask one of these questions, as they are shown."""
    return span.where(named(span, "question", lambda text: text in texts))


def phrases_of(q: str) -> tuple[str, ...]:
    """The words of a search, and what stands in quotation marks as a whole; folded."""
    found = (folded(both[0] or both[1]) for both in QUOTED.findall(q))
    plain = (" ".join(one.strip('"').split()).rstrip("?!. ") for one in found)
    return tuple(one for one in plain if any(c.isalnum() for c in one))


def first_moment(span: Span, otherwise: datetime) -> datetime:
    """When the first turn was."""
    if not len(span.rows):
        return otherwise
    return datetime.fromtimestamp(float(span.rows["at_s"].min()), UTC)
