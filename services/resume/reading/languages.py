"""Questions in other languages, put into the English words that the engine reads."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from services.language.second_person.turning import (
    in_third_person,
    names_you,
    speaks_to_you,
)
from services.resume.reading.spoken import hesitates
from services.resume.reading.text import clean, words
from services.resume.reading.wordlists import names, table

MAX_PHRASE_WORDS = 5
SURE_WORDS = 3
"""So many words of a phrase make an accident unlikely."""
GREETINGS = (("hello",), ("thanks",), ("goodbye",))
ELIDED = re.compile(r"\b([a-z]+)['’]")
MIN_SHARE = 0.3
"""How much of a question must be signs of a language to count as that language."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """`signs` show the language, as do words with `meanings`, which go to English."""

    language: str
    signs: frozenset[str]
    sure: frozenset[str]
    """Words that show the language, though dictionaries of English list them too."""
    meanings: Mapping[str, tuple[str, ...]]
    unspaced: bool
    known: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    """The phrases of `meanings` that are as long as SURE_WORDS."""
    native: Mapping[str, str]
    """English words to the first phrase that means them, with its accents."""
    elided: frozenset[str] = frozenset()
    """Words that lose their vowel before another: the "qu" of "qu'a-t-il"."""

    def heard(self, text: str, english: Container[str]) -> tuple[str, ...]:
        """The words, those to "you" in the third person that glosses are of.

        Words that are all English stay: "has" is Spanish as well.
        """
        question = words(ELIDED.sub(self._parted, text) if self.elided else text)
        question = tuple(w for w in question if w in self.known or not hesitates(w))
        if all(word in english for word in question) and not names_you(
            question, self.language
        ):
            return question
        kept = frozenset(self._kept(question))
        return in_third_person(question, self.language, self.known, kept)

    def _parted(self, match: re.Match[str]) -> str:
        word = match.group(1)
        return f"{word} " if word in self.elided else match.group()

    def _kept(self, question: Sequence[str]) -> Iterator[int]:
        """Yield the places of phrases that are meant as they stand.

        "Quién eres" asks the assistant where nothing follows.
        """
        for start, end in self._phrases_in(question):
            ours = speaks_to_you(question[start:end], self.language)
            if end - start > 1 and (end == len(question) or not ours):
                yield from range(start, end)

    def _phrases_in(self, question: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield the start and end of each piece with a meaning, the longest first."""
        at = 0
        while at < len(question):
            most = min(MAX_PHRASE_WORDS, len(question) - at)
            sizes = range(most, 0, -1)
            size = next((n for n in sizes if self._means(question[at : at + n])), 0)
            if size:
                yield at, at + size
            at += size or 1

    def _means(self, phrase: Sequence[str]) -> bool:
        return " ".join(phrase) in self.meanings

    def fits(
        self, text: str, question: Sequence[str], english: Container[str]
    ) -> float:
        """How many words show the language; one or a phrase must be no English."""
        if self.unspaced:
            hits = sum(sign in text for sign in self.signs)
            return float(hits) if hits else 0.0
        if len(question) < 3 and self.meanings.get(" ".join(question)) in GREETINGS:
            return 1.0
        hits = sum(word in self.known for word in question)
        if not hits or hits / len(question) < MIN_SHARE:
            return 0.0
        sure = any(self._is_sure(word, english) for word in question)
        return float(hits) if sure or self._has_phrase(question) else 0.0

    def _is_sure(self, word: str, english: Container[str]) -> bool:
        if word in self.sure:
            return True
        return word in self.known and len(word) > 2 and word not in english

    def _has_phrase(self, question: Sequence[str]) -> bool:
        """Whether a phrase that is of this language alone is spoken.

        "A-t-il" and "est-ce que" are French, though each word could be English.
        """
        return any(
            tuple(question[at : at + SURE_WORDS]) in self.phrases
            for at in range(len(question) - SURE_WORDS + 1)
        )

    def gloss(self, text: str, question: Sequence[str]) -> tuple[str, ...]:
        if self.unspaced:
            return self._gloss_unspaced(text)
        out: list[str] = []
        at = 0
        for start, end in self._phrases_in(question):
            out += question[at:start]
            out += self.meanings[" ".join(question[start:end])]
            at = end
        return (*out, *question[at:])

    def _gloss_unspaced(self, text: str) -> tuple[str, ...]:
        rest = text
        for phrase in sorted(self.meanings, key=len, reverse=True):
            if phrase in rest:
                rest = rest.replace(phrase, f" {' '.join(self.meanings[phrase])} ")
        for sign in self.signs:
            rest = rest.replace(sign, " ")
        return words(rest)


@cache
def glossaries() -> Mapping[str, Glossary]:
    return {language: _glossary(language) for language in names("glossaries")}


def answered() -> tuple[str, ...]:
    """The languages that replies are given in."""
    return names("phrases")


def in_language(language: str, english: str) -> str:
    """The words for what was read as `english`, as far as the glossary knows them."""
    glossary = glossaries().get(language)
    return glossary.native.get(clean(english), english) if glossary else english


def _glossary(language: str) -> Glossary:
    body = table(f"glossaries/{language}")
    unspaced = bool(body.get("unspaced"))
    meanings = {}
    for english, phrases in body["meanings"].items():
        for phrase in phrases:
            key = clean(phrase) if unspaced else " ".join(words(clean(phrase)))
            meanings[key] = words(clean(english))
    signs = frozenset(clean(sign) for sign in body["signs"])
    sure = frozenset(clean(word) for word in body.get("sure", ()))
    known = frozenset(w for key in meanings for w in key.split()) | signs
    split = (tuple(key.split()) for key in meanings)
    phrases = frozenset(key for key in split if len(key) == SURE_WORDS)
    native = {clean(english): said[0] for english, said in body["meanings"].items()}
    elided = frozenset(body.get("elided", ()))
    return Glossary(
        language, signs, sure, meanings, unspaced, known, phrases, native, elided
    )
