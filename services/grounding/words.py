"""A text as words that can be compared: stems, kin and words of one meaning."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from services.language.stems import stem

FILE = Path(__file__).parent / "data" / "words.toml"
WORD = re.compile(
    r"[^\W_]+(?:['’][^\W_]+|\.(?=[a-z]{2,3}\b)[a-z]+|-(?=\w)[^\W_]+)*(?:\+\+|#)?"
)
POSSESSIVE = re.compile(r"['’]s?$")
SHORTEST_KIN = 5


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text. `keys` are its stem and the meanings that it may have."""

    text: str
    stem: str
    keys: frozenset[str]
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def named(self) -> bool:
        """Whether it is written as a name is."""
        return any(char.isupper() for char in self.text)


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of data/words.toml, stemmed."""

    function: frozenset[str]
    """As written: their stems would be those of other words."""
    light: frozenset[str]
    meanings: dict[str, frozenset[str]]
    """By stem: the groups of one meaning, named by their first word."""
    opposites: dict[str, frozenset[str]]
    negators: frozenset[str]
    instead: tuple[str, ...]
    scopes: dict[str, frozenset[str]]
    softeners: frozenset[str]
    restrictors: frozenset[str]
    lower_ranks: frozenset[str]
    causes: tuple[str, ...]
    because: frozenset[str]
    weighty: frozenset[str]
    past: frozenset[str]
    present: frozenset[str]
    sections: dict[str, str]


@lru_cache(maxsize=1)
def load_words() -> Words:
    """The lists, read once."""
    table = _table()
    meanings: dict[str, set[str]] = {}
    for line in table["same"]:
        first, *_ = line.split()
        for word in line.split():
            meanings.setdefault(_stem(word), set()).add(f"={first}")
    opposites: dict[str, set[str]] = {}
    for pair in table["opposite"]:
        one, other = (_stems(side.split()) for side in pair.split(" | "))
        for words, others in ((one, other), (other, one)):
            for word in words:
                opposites.setdefault(word, set()).update(others)
    return Words(
        function=frozenset(table["function"].split()),
        light=_stems(table["light"].split()),
        meanings={key: frozenset(found) for key, found in meanings.items()},
        opposites={key: frozenset(found) for key, found in opposites.items()},
        negators=frozenset(table["negators"].split()),
        instead=tuple(table["instead"]),
        scopes={
            name: frozenset(words.split()) for name, words in table["scope"].items()
        },
        softeners=frozenset(table["softeners"].split()),
        restrictors=frozenset(table["restrictors"].split()),
        lower_ranks=frozenset(table["lower_ranks"].split()),
        causes=tuple(table["causes"]),
        because=frozenset(table["because"].split()),
        weighty=_stems(table["weighty"].split()),
        past=frozenset(table["past"].split()),
        present=frozenset(table["present"].split()),
        sections=table["section"],
    )


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_stem, words))


@lru_cache(maxsize=16_384)
def _stem(word: str) -> str:
    """The stem of a word; who does it has that of what is done: bake, baker."""
    word = word.lower()
    if word.endswith("ied") and len(word) > 4:
        word = f"{word[:-3]}y"
    root = stem(irregular().get(word, word))
    return root[:-2] if len(root) > 4 and root.endswith(("er", "or")) else root


@lru_cache(maxsize=1)
def irregular() -> dict[str, str]:
    """Forms of verbs that no ending tells, with the verb."""
    lines = _table()["irregular"]
    return {form: verb for verb, forms in lines.items() for form in forms.split()}


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text; a word in two parts is two, and "she's" is "she"."""
    found: list[Token] = []
    for match in WORD.finditer(text):
        at = match.start()
        for part in match.group().split("-"):
            bare = POSSESSIVE.sub("", part)
            if bare:
                found.append(_token(bare, at))
            at += len(part) + 1
    return tuple(found)


def _token(word: str, at: int) -> Token:
    root = _stem(word)
    keys = load_words().meanings.get(root, frozenset()) | {root}
    return Token(word, root, keys, at, at + len(word))


def telling(token: Token) -> bool:
    """Whether a word says something that must be borne out."""
    words = load_words()
    if token.lower in words.function or token.lower.endswith(("n't", "n’t")):
        return False
    return token.named or token.stem not in words.light


@lru_cache(maxsize=4096)
def keys_of(text: str) -> frozenset[str]:
    """All that the words of a text may mean."""
    return frozenset(key for token in tokens(text) for key in token.keys)


def borne(token: Token, keys: frozenset[str]) -> bool:
    """Whether a word, or one of its meaning or kin, is among the keys."""
    if token.keys & keys:
        return True
    if token.named and len(token.text) < SHORTEST_KIN:
        return False
    return any(akin(token.stem, key) for key in keys)


@lru_cache(maxsize=65_536)
def akin(one: str, other: str) -> bool:
    """Whether two stems are kin: journalism and journalist, pharmacy and pharmacist."""
    short = min(len(one), len(other))
    n = max(SHORTEST_KIN, short - 1)
    return (
        short >= SHORTEST_KIN
        and abs(len(one) - len(other)) < 5
        and one[:n] == other[:n]
    )
