"""A sentence cut into pieces, each with the entries that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.llm.ground import Ground
from services.llm.lexicon import Token, tokenize

MAJOR = re.compile(
    r";\s+|\s+[–—]\s+|,? (?:while|whereas|but|then|and then)\s+|,? and (?!more\b)"
    r"| with (?=(?:working|basic|fluent|conversational|native|professional) )"
    r"|, (?=(?:she|he|they|where|which)\b)",
    re.IGNORECASE,
)
LISTED = re.compile(r";\s+|,? and |, ")
MINOR = re.compile(r", ")
ENOUGH = 0.5
"""Share of a name's words by which an entry is meant."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`anchored` are the entries that the piece names; none when it names nobody."""

    text: str
    tokens: tuple[Token, ...]
    anchored: tuple[Ground, ...]


def pieces_of(
    sentence: str, tokens: Sequence[Token], grounds: Sequence[Ground]
) -> list[Piece]:
    """A sentence about one entry, or about none, stays whole."""
    whole = named(sentence, grounds)
    if separate(whole) <= 1:
        return [Piece(sentence, tuple(tokens), whole)]
    joined = _join(list(_parts(sentence, grounds)))
    return [_piece(sentence, tokens, start, end, who) for start, end, who in joined]


def clauses_of(sentence: str, tokens: Sequence[Token]) -> list[Piece]:
    """A sentence cut wherever it can be, about nobody by name."""
    ends = [
        place
        for start, end in _cut(sentence, MAJOR, 0, len(sentence))
        for place in _cut(sentence, MINOR, start, end)
    ]
    return [_piece(sentence, tokens, start, end, ()) for start, end in ends]


def clauses_of_summary(text: str) -> list[str]:
    """A summary cut between statements that name an organisation each."""
    found: list[str] = []
    for sentence in re.split(r"(?<=[.;!?])\s+", text):
        clauses: list[str] = []
        start = 0
        for match in LISTED.finditer(sentence):
            before, after = sentence[start : match.start()], sentence[match.end() :]
            if _names_some(before) and _names_some(after):
                clauses.append(before)
                start = match.end()
        found += [*clauses, sentence[start:]]
    return found


def _names_some(text: str) -> bool:
    tokens = tokenize(text)
    return any(t.capitalised and not t.first and len(t.key) > 1 for t in tokens)


Part = tuple[int, int, tuple[Ground, ...]]


def _parts(sentence: str, grounds: Sequence[Ground]) -> Iterator[Part]:
    for start, end in _cut(sentence, MAJOR, 0, len(sentence)):
        who = named(sentence[start:end], grounds)
        if separate(who) <= 1:
            yield start, end, who
            continue
        inner = [
            (s, e, named(sentence[s:e], grounds))
            for s, e in _cut(sentence, MINOR, start, end)
        ]
        yield from _join(inner)


def _cut(
    text: str, where: re.Pattern[str], start: int, end: int
) -> Iterator[tuple[int, int]]:
    for match in where.finditer(text, start, end):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    yield start, end


def _join(parts: list[Part]) -> list[Part]:
    """Parts that name nobody go with the one before, the first ones with the next."""
    joined: list[Part] = []
    for start, end, who in parts:
        if joined and (not who or not joined[-1][2]):
            before = joined.pop()
            joined.append((before[0], end, before[2] or who))
        else:
            joined.append((start, end, who))
    return joined


def _piece(
    sentence: str,
    tokens: Sequence[Token],
    start: int,
    end: int,
    who: tuple[Ground, ...],
) -> Piece:
    inside = tuple(t for t in tokens if start <= t.start and t.end <= end)
    return Piece(sentence[start:end], inside, who)


def named(text: str, grounds: Sequence[Ground]) -> tuple[Ground, ...]:
    """Entries by title or organisation; the closest match wins over a looser one."""
    tokens = tokenize(text)
    keys = {token.key for token in tokens}
    proper = {token.key for token in tokens if token.capitalised}
    lowered = f" {' '.join(token.key for token in tokens)} "
    scored: list[tuple[float, Ground]] = []
    for ground in grounds:
        score = 0.0
        for name, words in zip(ground.names, ground.name_keys, strict=True):
            if not words:
                continue
            if f" {' '.join(t.key for t in tokenize(name))} " in lowered:
                score = max(score, 1.0 + len(words))
            elif words & proper and len(words & keys) / len(words) >= ENOUGH:
                score = max(score, len(words & keys) / len(words))
        if score:
            scored.append((score, ground))
    return tuple(ground for _, ground in sorted(scored, key=lambda item: -item[0]))


def separate(grounds: Sequence[Ground]) -> int:
    """How many different things are named: entries that share a name are one."""
    names: list[set[frozenset[str]]] = []
    for ground in grounds:
        own = set(ground.name_keys)
        if not any(own & other for other in names):
            names.append(own)
    return len(names)
