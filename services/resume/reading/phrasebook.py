"""Phrases found in words, however they are spaced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.language.stems import singular, stem
from services.resume.reading.text import clean, words
from services.resume.reading.wordlists import table
from services.resume.sound_data import read_sound_data

MAX_PHRASE_WORDS = 9
START_LETTERS = 6
"""After so many letters that no phrase begins with, none will follow."""
CLEAR = 5
"""Letters from which words run together can only be a name."""
NAMING = ("entry", "topic", "person")
"""Of phrases of one length that overlap, the names stay."""


@dataclass(frozen=True, slots=True)
class Tag:
    """What a phrase means: `slot` and `email`, `section` and `projects`."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A tag at the words `start` to `end`."""

    start: int
    end: int
    kind: str
    value: str

    @property
    def length(self) -> int:
        return self.end - self.start


class Phrasebook:
    """Phrases by their letters without spaces, so "type script" is TypeScript."""

    def __init__(self, form: Callable[[str], str] = str) -> None:
        self._form = form
        self._tags: dict[str, tuple[Tag, ...]] = {}
        self._whole: set[str] = set()
        self._starts: set[str] = set()
        self._longest = 1

    def __len__(self) -> int:
        return len(self._tags)

    def __contains__(self, key: object) -> bool:
        return key in self._tags

    def add(self, phrase: str, tag: Tag) -> None:
        parts = [self._form(word) for word in words(clean(phrase))]
        if not parts:
            return
        plural = [*parts[:-1], singular(parts[-1])]
        if len(parts) == 1 and parts[0] in read_sound_data().common_words:
            self._whole.update((parts[0], plural[0]))
        for key in {"".join(parts), "".join(plural)}:
            self._starts.update(key[:end] for end in range(1, START_LETTERS + 1))
            known = self._tags.get(key, ())
            if tag not in known:
                self._tags[key] = (*known, tag)
        # a recogniser may split a word, so allow more words than were written
        self._longest = max(self._longest, min(len(parts) + 2, MAX_PHRASE_WORDS))

    def lookup(self, key: str) -> tuple[Tag, ...]:
        return self._tags.get(key, ())

    def marks(self, question: Sequence[str]) -> list[Mark]:
        """Every phrase in the words, overlapping ones too."""
        parts = [self._form(word) for word in question]
        found: list[Mark] = []
        tags, known = self._tags, self._starts
        for start in range(len(parts)):
            key = ""
            last = min(len(parts), start + self._longest)
            for end in range(start, last):
                part = parts[end]
                hit = tags.get(key + part)
                if hit is None and part.endswith("s"):
                    hit = tags.get(key + singular(part))
                key += part
                alike = end > start and (key in self._whole or len(key) < CLEAR)
                if alike and hit and _mixed(parts[start : end + 1]):
                    continue
                if hit:
                    found += [Mark(start, end + 1, t.kind, t.value) for t in hit]
                if key[:START_LETTERS] not in known:
                    break
        return found


def _mixed(parts: Sequence[str]) -> bool:
    """Whether single letters stand beside everyday words.

    "Use R" is no "user", "do I" no "DOI", though "b c i" and "ph d" are one.
    """
    long = [part for part in parts if len(part) > 1]
    return len(long) < len(parts) and any(map(_everyday, long))


def _everyday(word: str) -> bool:
    if len(word) < 3:
        return word in table("questions")["stop"]["words"]
    return word in read_sound_data().common_words


def longest(marks: Iterable[Mark]) -> list[Mark]:
    """Marks that no longer one overlaps, in order; equals on one span all stay."""
    kept: list[Mark] = []
    spans: list[tuple[int, int]] = []
    for mark in sorted(marks, key=lambda m: (-m.length, m.kind not in NAMING, m.start)):
        span = (mark.start, mark.end)
        if span not in spans:
            if any(mark.start < end and start < mark.end for start, end in spans):
                continue
            spans.append(span)
        kept.append(mark)
    return sorted(kept, key=lambda m: (m.start, m.end))


def stemmed() -> Phrasebook:
    return Phrasebook(stem)


def phrasebook(lists: Mapping[str, Mapping[str, Iterable[str]]]) -> Phrasebook:
    """The phrasebook of `kind -> value -> phrases`, as the word files have it."""
    book = Phrasebook()
    for kind, values in lists.items():
        for value, phrases in values.items():
            for phrase in phrases:
                book.add(phrase, Tag(kind, value))
    return book
