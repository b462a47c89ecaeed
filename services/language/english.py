"""A text as words that can be compared: stems, kin and words of one meaning."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from services.language.stems import stem

FILE = Path(__file__).parent / "data" / "english.toml"
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


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


@lru_cache(maxsize=64)
def listed(name: str) -> frozenset[str]:
    """The words of a list, as written."""
    return frozenset(_table()[name].split())


@lru_cache(maxsize=8)
def stems_of(name: str) -> frozenset[str]:
    """The stems of the words of a list."""
    return frozenset(map(_stem, _table()[name].split()))


@lru_cache(maxsize=8)
def table(name: str) -> dict[str, str]:
    """A table of texts."""
    found: dict[str, str] = _table()[name]
    return found


@lru_cache(maxsize=1)
def meanings() -> dict[str, frozenset[str]]:
    """By stem: the groups of one meaning, named by their first word."""
    found: dict[str, set[str]] = {}
    for group in _table()["same"].split(";"):
        first, *_ = group.split()
        for word in group.split():
            found.setdefault(_stem(word), set()).add(f"={first}")
    return {key: frozenset(names) for key, names in found.items()}


@lru_cache(maxsize=1)
def opposites() -> dict[str, frozenset[str]]:
    """By stem: the stems of what says the contrary."""
    found: dict[str, set[str]] = {}
    for pair in _table()["opposite"].split(";"):
        one, other = (frozenset(map(_stem, side.split())) for side in pair.split("|"))
        for words, others in ((one, other), (other, one)):
            for word in words:
                found.setdefault(word, set()).update(others)
    return {key: frozenset(names) for key, names in found.items()}


@lru_cache(maxsize=1)
def irregular() -> dict[str, str]:
    """Forms of verbs that no ending tells, with the verb."""
    lines = (line.split(":") for line in _table()["irregular"].split(";"))
    return {form: verb.strip() for verb, forms in lines for form in forms.split()}


@lru_cache(maxsize=16_384)
def _stem(word: str) -> str:
    """The stem of a word; who does it has that of what is done: bake, baker."""
    word = word.lower()
    if word.endswith("ied") and len(word) > 4:
        word = f"{word[:-3]}y"
    root = stem(irregular().get(word, word))
    return root[:-2] if len(root) > 4 and root.endswith(("er", "or")) else root


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
    keys = meanings().get(root, frozenset()) | {root}
    return Token(word, root, keys, at, at + len(word))


def telling(token: Token) -> bool:
    """Whether a word says something that must be borne out."""
    if token.lower in listed("function") or token.lower.endswith(("n't", "n’t")):
        return False
    return token.named or token.stem not in stems_of("light")


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
        and abs(len(one) - len(other)) < 6
        and one[:n] == other[:n]
    )
