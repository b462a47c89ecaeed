"""The second person of a language as data, and the endings of its verbs."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
SHORTEST_STEM = 2
ORDER = "order"
"""The endings of a request, beside those of each subject."""

Endings = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Forms:
    """What a language says to "you" and of others; data/de.toml explains the parts."""

    endings: Mapping[str, Endings]
    words: Mapping[str, str]
    stressed: Mapping[str, str]
    reflexive: Mapping[str, str]
    verbs: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]

    def verb(self, word: str, subject: str, known: Container[str]) -> str:
        """The form for a third person; empty where it is none of that subject."""
        if word in self.lists["no_verbs"]:
            return ""
        return self.verbs.get(word) or self.by_ending(word, subject, known)

    def by_ending(self, word: str, subject: str, known: Container[str]) -> str:
        """The form that the word's ending gives; empty where no ending is its."""
        for ending, *others in self.endings.get(subject, ()):
            stem = word[: -len(ending)]
            if word.endswith(ending) and len(stem) >= SHORTEST_STEM:
                forms = [stem + other for other in others]
                return next((form for form in forms if form in known), forms[0])
        return ""


@dataclass(frozen=True, slots=True)
class Question:
    """The words of a question, the forms of its language and the words it knows.

    The words at `kept` stay as they are.
    """

    said: tuple[str, ...]
    forms: Forms
    known: Container[str]
    kept: Container[int] = ()

    def at(self, place: int) -> str:
        """The word at a place; empty beyond the ends."""
        return self.said[place] if 0 <= place < len(self.said) else ""

    def lists(self, place: int, name: str) -> bool:
        """Whether the word at a place is in one of the language's lists."""
        return self.at(place) in self.forms.lists[name]

    def verb(self, place: int, subject: str) -> str:
        """The third person's form of the verb at a place; empty where it is none."""
        if place in self.kept:
            return ""
        return self.forms.verb(self.at(place), subject, self.known)

    def order(self, place: int) -> str:
        """The plain form of a request at a place; empty where it is not known."""
        form = self.forms.by_ending(self.at(place), ORDER, self.known)
        return form if form in self.known else ""

    def pronoun(self, place: int) -> str:
        """The word at a place, as a pronoun of the third person where it is a "you"."""
        word = self.at(place)
        if word in self.forms.stressed and self.lists(place - 1, "prepositions"):
            return self.forms.stressed[word]
        return self.forms.words.get(word, word)


@cache
def forms_of(language: str) -> Forms | None:
    """The forms of a language; None for one that has no table."""
    path = DATA / f"{language}.toml"
    if not path.is_file():
        return None
    body = tomllib.loads(plain(path.read_text(encoding="utf-8")))
    lists = {name: frozenset(words) for name, words in body.pop("lists").items()}
    return Forms(lists=lists, **body)


def languages() -> Iterable[str]:
    """The languages that have a table."""
    return sorted(path.stem for path in DATA.glob("*.toml"))


def plain(text: str) -> str:
    """The text without accents."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if not unicodedata.combining(c))
