"""Whether the figures of a piece are those of an entry: amounts, order, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from services.llm.derived import is_change, is_stay
from services.llm.ground import Ground, Unit
from services.llm.lexicon import Lexicon, Token, kin, stem
from services.llm.quantities import (
    UNITS,
    Quantity,
    quantities,
)

COUNTED = frozenset(
    "job role position employer place project paper publication article award "
    "certificate certification degree talk school post language".split()
)
NOUN_REACH = 2
ENDS_COUNT = frozenset(
    "of in on at to that which across over for and or by with".split()
)
DOING = frozenset(
    "use uses used using rely relies relied work works need needs play played see get "
    "run runs read consult depend trust".split()
)
MEMBERS = frozenset("person people member members strong".split())
GROUP = re.compile(r"(team|group|crew|staff) of $", re.IGNORECASE)
OUT_OF = re.compile(r"(?:/|out of (?:a possible )?|on a scale (?:of|to) )$", re.I)
PAUSE = re.compile(r"[,;:.()](?!\d)|\s[–—]\s")
WORDS_AROUND = 5
RANGE = re.compile(r"\s*(?:to|and|or|[–-])\s+")


def wrong_amount(
    text: str,
    tokens: Sequence[Token],
    units: Sequence[Unit],
    lexicon: Lexicon,
    counts: frozenset[float],
    ground: Ground | None,
    today: date | None,
) -> str:
    quoted = [unit.text for unit in units if unit.text in text]
    for amount in quantities(text):
        if any(text[amount.start : amount.end] in quote for quote in quoted):
            continue
        scale = OUT_OF.search(text[: amount.start])
        holding = [
            u
            for u in units
            if any(
                amount.matches(q) and (scale or u.text[q.start - 1 : q.start] != "/")
                for q in u.quantities
            )
        ]
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
            if ground and today and is_stay(amount, text, ground, today):
                continue
            if is_change(amount, units) or _is_sum(amount, quantities(text)):
                continue
            return f"number {text[amount.start : amount.end]!r}"
        others = [u for u in units if u.quantities and not _agree(u, holding)]
        if _speaks_of(amount, tokens, others, holding, lexicon) or not any(
            _about_the_same(amount, text, tokens, u, lexicon) for u in holding
        ):
            return f"number {text[amount.start : amount.end]!r} of something else"
    return ""


def _is_sum(amount: Quantity, amounts: Sequence[Quantity]) -> bool:
    """Whether an amount is the sum of the others, which then bear it out.

    It is in `thirteen people: nine scientists and four divers`.
    """
    parts = [a.value for a in amounts if a is not amount and not a.unit]
    return not amount.unit and len(parts) > 1 and sum(parts) == amount.value


def _agree(unit: Unit, holding: Sequence[Unit]) -> bool:
    """Whether a statement gives a figure that one of the others gives, too."""
    return any(
        q.matches(other)
        for held in holding
        for other in held.quantities
        for q in unit.quantities
    )


def _counts_entries(amount: Quantity, tokens: Sequence[Token]) -> bool:
    after = next((t.key for t in tokens if t.start >= amount.end), "")
    return not amount.unit and after.removesuffix("s") in COUNTED


def _about_the_same(
    amount: Quantity, text: str, tokens: Sequence[Token], unit: Unit, lexicon: Lexicon
) -> bool:
    """Whether what a number counts is what the statement counts by it."""
    if GROUP.search(text, 0, amount.start):
        return any(_groups(q, unit) for q in unit.quantities if amount.matches(q))
    after = [t for t in tokens if t.start >= amount.end]
    if amount.unit == "%" and after and after[0].key == "of":
        after = [t for t in after[1:] if t.key not in ("the", "all", "its", "their")]
    nouns_end = lexicon.stop | DOING
    pause = PAUSE.search(text, amount.end)
    here = [t for t in after if not pause or t.end <= pause.start()]
    counted = list(takewhile(lambda t: t.key not in nouns_end, here[:NOUN_REACH]))
    if _counts_otherwise(amount, counted, unit, lexicon):
        return False
    nouns = [t for t in counted if not t.capitalised]
    if nouns and nouns[0].key in MEMBERS:
        return True
    if (amount.unit and amount.unit != "%") or not nouns:
        return True
    return any(_in(noun.key, unit, lexicon) for noun in nouns)


def _counts_otherwise(
    amount: Quantity, counted: Sequence[Token], unit: Unit, lexicon: Lexicon
) -> bool:
    """Whether the statement counts something else by the number than is told.

    It does for `eight sites` where eight people work at two sites, and for
    `five teams` of a team of five.
    """
    words = {stem(token.key) for token in counted if token.key not in MEMBERS}
    if len(words) < len(counted) or not words or amount.unit:
        return False
    own: set[str] = set()
    others: set[str] = set()
    for quantity in unit.quantities:
        end = _end_of_range(quantity, unit)
        after = [t for t in unit.tokens if t.start >= end][:NOUN_REACH]
        nouns = {
            stem(t.key) for t in takewhile(lambda t: t.key not in ENDS_COUNT, after)
        }
        if amount.matches(quantity):
            own |= nouns
            group = GROUP.search(unit.text, 0, quantity.start)
            others |= {stem(f"{group[1].lower()}s")} if group else set()
        else:
            others |= nouns
    if not own and any(_groups(q, unit) for q in unit.quantities if amount.matches(q)):
        verb = counted[0].key.endswith(("ing", "ed"))
        return counted[0].key in unit.keys or not verb
    if own and not _akin(words, own, lexicon) and words & unit.stems:
        return True
    return bool(words & others) and not words & own


def _end_of_range(first: Quantity, unit: Unit) -> int:
    """Where `12 to 60` ends: both figures count what comes after."""
    for last in unit.quantities:
        if RANGE.fullmatch(unit.text, first.end, max(first.end, last.start)):
            return last.end
    return first.end


def _akin(words: set[str], own: set[str], lexicon: Lexicon) -> bool:
    meanings = {m for word in words for m in lexicon.meanings(word)}
    return any(kin(m, its) for m in meanings for its in own)


def _groups(quantity: Quantity, unit: Unit) -> bool:
    """Whether it is the size of a group, as in `a team of five that …`."""
    return GROUP.search(unit.text, 0, quantity.start) is not None


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
        and t.key not in UNITS
        and not (amount.start <= t.start < amount.end or t.key[0].isdigit())
    ]
    if any(_in(key, unit, lexicon) for key in telling for unit in holding):
        return False
    return any(_in(key, unit, lexicon) for key in telling for unit in others)


def _in(key: str, unit: Unit, lexicon: Lexicon) -> bool:
    meanings = lexicon.meanings(key)
    return any(kin(meaning, own) for meaning in meanings for own in unit.stems)
