"""The kinds of question that résumés leave open, from a word file to extend."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from services.resume.reading.phrasebook import Phrasebook, Tag, longest, stemmed
from services.resume.reading.text import clean, words


@dataclass(frozen=True, slots=True)
class GapTheme:
    """`field` is the part of the résumé that would answer it."""

    id: str
    title: str
    field: str
    hint: str
    about: str = ""


class ThemeBook:
    """Finds the kind of a question by the words and phrases it has."""

    def __init__(self, kinds: Mapping[str, Mapping[str, Any]]) -> None:
        self._book: Phrasebook = stemmed()
        self._themes: dict[str, GapTheme] = {}
        for name, kind in kinds.items():
            about = kind.get("about", "")
            self._themes[name] = GapTheme(
                name, kind["title"], kind["field"], kind["hint"], about
            )
            for phrase in kind["asked"]:
                self._book.add(phrase, Tag("gap", name))

    @classmethod
    def standard(cls) -> ThemeBook:
        source = files("services.analytics").joinpath("data", "gaps.toml")
        return cls(tomllib.loads(source.read_text("utf-8")))

    def kind_of(self, question: str) -> GapTheme | None:
        """The theme with most words in the question; the first in the file on a tie."""
        found: Counter[str] = Counter()
        for mark in longest(self._book.marks(words(clean(question)))):
            found[mark.value] += mark.length
        if not found:
            return None
        most = max(found.values())
        return next(t for name, t in self._themes.items() if found[name] == most)
