"""Words the grounding check knows: which carry no claim, and what the others claim."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "grounding.json"
TOKEN = re.compile(
    r"[^\W\d_](?:[\w]|[.'’&/-](?=\w))*(?:\+\+|#)?|\d+(?:[.,:/]\d+)*[^\W\d_]{0,3}|\d+",
)
CONTRACTED = re.compile(r"(?:n't|'(?:ve|re|ll|d|m|s))$")
ENDINGS = (
    "ingly edly ments ment ness ings ing ers ies ied ed er es ly ion ions ors or s e"
).split()
BRITISH = re.compile(r"(\w{3})our(?=s|ed|ing|$)")
IZE = re.compile(r"is(?=(?:e|ed|es|er|ing|ation|ations)$)")
SHORTEST_STEM = 4
SHARED_PREFIX = 5
KEPT_TEXTS = 4_096
"""Short texts read again and again: statements, and the sentence that is judged."""


@dataclass(frozen=True, slots=True)
class Token:
    """`text` as written, `key` in lower case without a possessive."""

    text: str
    key: str
    start: int
    end: int
    first: bool
    """Whether it opens its sentence."""

    @property
    def capitalised(self) -> bool:
        return any(c.isupper() for c in self.text)


@lru_cache(maxsize=KEPT_TEXTS)
def tokenize(text: str) -> tuple[Token, ...]:
    tokens: list[Token] = []
    for match in TOKEN.finditer(text):
        word = match.group().replace("’", "'")
        key = word.lower().removesuffix("'s").rstrip("'")
        before = text[: match.start()].rstrip()[-1:]
        first = not tokens or before in (".", "!", "?")
        tokens.append(Token(word, key, match.start(), match.end(), first))
    return tuple(tokens)


@cache
def stem(word: str) -> str:
    """A crude stem: enough to see that `recognises` and `recognised` are one word."""
    if not word.isalpha():
        return word
    word = BRITISH.sub(r"\1or", IZE.sub("iz", word))
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > SHORTEST_STEM and word[-1] == word[-2] else word


def kin(one: str, other: str) -> bool:
    """Whether two stems are forms of one word, as `recurr` and `recurrent` are."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    return shorter >= SHARED_PREFIX and (one.startswith(other) or other.startswith(one))


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    stop: frozenset[str]
    glue: frozenset[str]
    praise: frozenset[str]
    negators: frozenset[str]
    contrast: tuple[str, ...]
    claims: Mapping[str, tuple[str, ...]]
    """Word to the kinds of claim that it makes."""
    enough: Mapping[str, frozenset[str]]
    """Claim to the claims that bear it out."""
    implied: Mapping[str, frozenset[str]]
    """Card type to the claims that such a card makes by being there."""
    synonyms: Mapping[str, frozenset[str]]
    aliases: Mapping[str, str]
    technologies: frozenset[str]
    ambiguous: frozenset[str]
    opposites: tuple[tuple[str, str], ...]
    roles: frozenset[str]
    """Offices and ranks: said only as written."""
    lowering: frozenset[str]
    """What makes a role smaller: a `vice` president is no president."""

    def plain(self, key: str) -> bool:
        key = CONTRACTED.sub("", key)
        return key in self.stop or not self.glue.isdisjoint(
            (key, key.removesuffix("s"), key.removesuffix("ing"))
        )

    def meanings(self, key: str) -> frozenset[str]:
        """The stems that a word may stand for, its own first."""
        return self.synonyms.get(key, frozenset()) | {stem(key)}


def words(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield from line.split()


def _both_ways(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        one, other = line.split()
        yield one, other
        yield other, one


@cache
def load_lexicon() -> Lexicon:
    data = json.loads(FILE.read_text("utf-8"))
    claims: dict[str, tuple[str, ...]] = {}
    for kind, lines in data["claims"].items():
        for word in words(lines):
            claims[word] = (*claims.get(word, ()), kind)
    synonyms: dict[str, frozenset[str]] = {}
    for line in data["synonyms"]:
        group = frozenset(stem(word) for word in line.split())
        for word in line.split():
            synonyms[word] = synonyms.get(word, frozenset()) | group
    return Lexicon(
        stop=frozenset(words(data["stop"])),
        glue=frozenset(words(data["glue"])),
        praise=frozenset(words(data["praise"])),
        negators=frozenset(words(data["negators"])),
        contrast=tuple(data["contrast"]),
        claims=claims,
        enough={kind: frozenset(also) for kind, also in data["enough"].items()},
        implied={kind: frozenset(also) for kind, also in data["implied"].items()},
        synonyms=synonyms,
        aliases=data["aliases"],
        technologies=frozenset(words(data["technologies"])),
        ambiguous=frozenset(words(data["ambiguous_technologies"])),
        opposites=tuple(_both_ways(data["opposites"])),
        roles=frozenset(words(data["roles"])),
        lowering=frozenset(words(data["lowering"])),
    )
