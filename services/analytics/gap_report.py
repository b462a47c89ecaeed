"""The gap report: what is missing, how it was asked, and a draft to fill it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from functools import cached_property
from typing import Any

from services.analytics.draft import draft
from services.analytics.gap_themes import ThemeBook
from services.analytics.gaps import Gap, GapFinder, Missed
from services.errors import ConfigurationError
from services.models.resume import Resume
from services.resume.reading.topics import load_topics, topic_id

MOST_THEMES = 50
MOST_EXAMPLES = 20
MOST_UNCLEAR = 10
MOST_REMEMBERED = 10_000

Answers = Callable[[str], bool]
"""Whether the résumé, as it is now, answers a question asked by itself."""


class GapReport:
    """Questions that the résumé has come to answer are left out, once asked again."""

    def __init__(
        self,
        *,
        resume: Callable[[], Resume],
        document: Callable[[], Mapping[str, Any]],
        answers: Answers,
    ) -> None:
        """A report on what `resume` does not answer, with drafts for its file.

        `document` reads the résumé file as JSON; it may raise ConfigurationError.
        """
        self._resume = resume
        self._document = document
        self._answers = answers
        self._version = ""
        self._answered: dict[int, bool] = {}
        """By the question's hash: words would outlive their being forgotten."""

    @cached_property
    def _finder(self) -> GapFinder:
        return GapFinder(ThemeBook.standard(), load_topics())

    def is_due(self, question: str) -> bool:
        """Whether a question has not been asked of the present résumé."""
        version = self._resume().version
        if version != self._version or len(self._answered) > MOST_REMEMBERED:
            self._version = version
            self._answered = {}
        return hash(question) not in self._answered

    def ask_again(self, question: str) -> None:
        self._answered[hash(question)] = self._answers(question)

    def forget(self) -> None:
        """Keep no words of questions that are no longer asked about."""
        if "_finder" in self.__dict__:
            self._finder.forget()

    def questions_of(self, theme: str, missed: Iterable[Missed]) -> frozenset[str]:
        """The questions of one theme."""
        gaps, _ = self._found(missed)
        texts = (
            one.text for gap in gaps if gap.theme.id == theme for one in gap.questions
        )
        return frozenset(texts)

    def _found(self, missed: Iterable[Missed]) -> tuple[list[Gap], list[Missed]]:
        answered = self._answered
        still = [one for one in missed if not answered.get(hash(one.text))]
        return self._finder.find(still, known_topics(self._resume()))

    def of(self, missed: Iterable[Missed]) -> dict[str, Any]:
        gaps, unclear = self._found(missed)
        try:
            document = self._document()
        except ConfigurationError:
            document = None
        return {
            "themes": [self._told(gap, document) for gap in gaps[:MOST_THEMES]],
            "not_understood": [told(one) for one in unclear[:MOST_UNCLEAR]],
        }

    def _told(self, gap: Gap, document: Mapping[str, Any] | None) -> dict[str, Any]:
        siblings = self._finder.siblings(gap.theme.id)
        found = draft(gap, document, siblings) if document is not None else None
        return {
            "id": gap.theme.id,
            "title": gap.theme.title,
            "named_by_visitors": gap.theme.by_words,
            "count": gap.count,
            "last_asked": gap.last_asked.isoformat(),
            "questions": [told(one) for one in gap.questions[:MOST_EXAMPLES]],
            "field": found.field if found else gap.theme.field,
            "draft": asdict(found) if found else None,
        }


def told(missed: Missed) -> dict[str, Any]:
    return {"question": missed.text, "count": missed.count}


def known_topics(resume: Resume) -> frozenset[str]:
    """The technologies that the résumé names anywhere."""
    return frozenset(
        topic_id(name)
        for entries in resume.sections.values()
        for entry in entries
        for name in entry.technologies
    )
