"""Whether the figures of a piece are those of an entry: amounts, order, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from services.llm.ground import Ground, Unit
from services.llm.lexicon import Lexicon, Token, kin, tokenize
from services.llm.quantities import (
    Quantity,
    is_month,
    moments,
    month_of,
    quantities,
)

STARTS = re.compile(
    r"\b(?:since|from|joined|joining|started|starting|began|beginning|between)\b"
    r"[^,;]{0,60}$",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"\b(?:until|till|to|through|left|leaving|ended|ending|up to|finished|and)"
    r"(?: in| of|\s)*(?:[a-z]{3,9}\.? )?$|[–-] ?(?:[a-z]{3,9}\.? )?$"
    r"|\b(?:graduated|finished|left|earned|received|completed)\b[^,;]{0,60}$",
    re.IGNORECASE,
)
SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
STILL = re.compile(
    r"\b(?:currently|now|today|presently|these days|at present|present|still|to date"
    r"|(?:works|working) (?:at|for|as|with)|current)\b",
    re.IGNORECASE,
)
OVER = re.compile(r"\b(?:formerly|previously|used to work|former|no longer)\b", re.I)
TIMED = ("experience", "education", "volunteer")
COUNTED = frozenset(
    "job role position employer place project paper publication article award "
    "certificate certification degree talk school post language".split()
)
NOUN_REACH = 2
WORDS_AROUND = 5
FROM_TO = re.compile(r"\bfrom\b(?P<from>[^,;]{1,40}?)\bto\b(?P<to>[^,;]{1,40})", re.I)


def wrong_amount(
    text: str,
    tokens: Sequence[Token],
    units: Sequence[Unit],
    lexicon: Lexicon,
    counts: frozenset[float],
) -> str:
    quoted = [unit.text for unit in units if unit.text in text]
    for amount in quantities(text):
        if any(text[amount.start : amount.end] in quote for quote in quoted):
            continue
        holding = [u for u in units if any(amount.matches(q) for q in u.quantities)]
        if not holding and not amount.unit:
            units_named = {other.unit for other in quantities(text)} - {""}
            holding = [
                u
                for u in units
                for q in u.quantities
                if q.unit in units_named and q.value == amount.value
            ]
        if not holding:
            if amount.value in counts and _counts_entries(amount, tokens):
                continue
            return f"number {text[amount.start : amount.end]!r}"
        others = [u for u in units if u not in holding and u.quantities]
        if _speaks_of(amount, tokens, others, holding, lexicon) or not any(
            _about_the_same(amount, tokens, u, lexicon) for u in holding
        ):
            return f"number {text[amount.start : amount.end]!r} of something else"
    return ""


def _counts_entries(amount: Quantity, tokens: Sequence[Token]) -> bool:
    after = next((t.key for t in tokens if t.start >= amount.end), "")
    return not amount.unit and after.removesuffix("s") in COUNTED


def _about_the_same(
    amount: Quantity, tokens: Sequence[Token], unit: Unit, lexicon: Lexicon
) -> bool:
    """Whether what a number counts is what the statement counts by it."""
    after = [t for t in tokens if t.start >= amount.end][:NOUN_REACH]
    counted = list(takewhile(lambda t: t.key not in lexicon.stop, after))
    nouns = [t for t in counted if not (lexicon.plain(t.key) or t.capitalised)]
    if amount.unit or not nouns:
        return True
    return any(_in(noun.key, unit, lexicon) for noun in nouns)


def _speaks_of(
    amount: Quantity,
    tokens: Sequence[Token],
    others: Sequence[Unit],
    holding: Sequence[Unit],
    lexicon: Lexicon,
) -> bool:
    """Whether the words around a number belong to another statement with numbers."""
    places = [i for i, t in enumerate(tokens) if t.start < amount.end]
    middle = places[-1] if places else 0
    near = tokens[max(0, middle - WORDS_AROUND) : middle + WORDS_AROUND]
    telling = [
        t.key
        for t in near
        if not lexicon.plain(t.key)
        and not t.capitalised
        and not (amount.start <= t.start < amount.end or t.key[0].isdigit())
    ]
    if any(_in(key, unit, lexicon) for key in telling for unit in holding):
        return False
    return any(_in(key, unit, lexicon) for key in telling for unit in others)


def _in(key: str, unit: Unit, lexicon: Lexicon) -> bool:
    meanings = lexicon.meanings(key)
    return any(kin(meaning, own) for meaning in meanings for own in unit.stems)


def wrong_order(text: str, units: Sequence[Unit]) -> str:
    """`from 900 to 140` is not `from 140 to 900`."""
    match = FROM_TO.search(text)
    if not match:
        return ""
    first, second = quantities(match["from"]), quantities(match["to"])
    if not first or not second:
        return ""
    for unit in units:
        values = [q.value for q in unit.quantities]
        if first[-1].value not in values or second[0].value not in values:
            continue
        forward = values.index(first[-1].value) < values.index(second[0].value)
        if forward != bool(re.search(r"instead of|rather than", unit.text)):
            return ""
    return "from and to"


def wrong_date(text: str, ground: Ground) -> str:
    own = ground.dates
    prose = [m for unit in ground.units for m in moments(unit.text)]
    timed = ground.type in TIMED and bool(own)
    for moment in moments(text):
        before = text[: moment.start]
        candidates = [*own, *prose]
        if len(own) == 2 and ENDS.search(before):
            candidates = [own[1]]
        elif len(own) == 2 and STARTS.search(before):
            candidates = [own[0]]
        if not any(moment.matches(other) for other in candidates):
            return f"date {text[moment.start : moment.end]!r}"
        if timed and SINCE.search(before[-20:]) and not ground.ongoing:
            return "since"
    lone = [t for t in tokenize(text) if t.capitalised and is_month(t.key)]
    for token in lone:
        if month_of(token.key) not in {m.month for m in (*own, *prose)}:
            return f"month {token.text!r}"
    still = STILL.search(text)
    if timed and not ground.ongoing and still and still.group() not in ground.text:
        return "still"
    if timed and ground.ongoing and OVER.search(text):
        return "over"
    return ""
