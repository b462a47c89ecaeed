"""Whether the figures of a piece are those of an entry: amounts, order, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from services.llm.derived import is_change, is_stay
from services.llm.ground import Ground, Unit
from services.llm.lexicon import Lexicon, Token, kin, stem, tokenize
from services.llm.quantities import (
    UNITS,
    Moment,
    Quantity,
    is_month,
    moments,
    month_of,
    quantities,
)

STARTS = re.compile(
    r"\b(?:since|joined|joining|started|starting|began|beginning|between)\b[^,;]{0,60}$"
    r"|\bfrom (?:about |around |early |late |mid-?)?(?:[a-z]{3,9}\.? )?$",
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
    r"|(?:works|(?:is|are) working) (?:at|for|as|with)|current|to this day)\b",
    re.IGNORECASE,
)
PERSON = re.compile(r"\b(?:she|he|they|i|her|his|their|my)\b", re.IGNORECASE)
PRESENT = re.compile(
    r"\b(?:she|he) (?:also |even |still )*(?!(?:was|has|is|does|brings|holds|knows|has"
    r"|draws|combines|cares|offers|likes|loves|enjoys|says|gains|comes|its|this)\b)"
    r"[a-z]{2,}[^\Ws]s\b|\b(?:she|he|they) (?:is|are) (?:an?|the)\b",
    re.IGNORECASE,
)
WITHDREW = re.compile(
    r"\b(?!(?:she|he|they|i|and|before|until|when|then|later|since|after)\b)(\w+) "
    r"(?:\w+ly |later |then |has |had )*(?:left|quit|resigned|departed)\b",
    re.IGNORECASE,
)
DURING = re.compile(
    r"\b(?:in|during|throughout|around|of) (?:early |late |mid-?)?$", re.I
)
BEING = re.compile(
    r"\b(?:was|were|work\w*|serv\w+|employed|volunteer\w*|studying|busy|spent)\b", re.I
)
SPAN_ENDS = re.compile(
    r"\b(?:join|start|beg[aiu]n|left|leav|end|finish|graduat|earn|complet|until|since"
    r"|from|to|launch|found|built|wrote|creat|receiv|got)\w*\b",
    re.IGNORECASE,
)
OVER = re.compile(r"\b(?:formerly|previously|used to work|former|no longer)\b", re.I)
LEFT = re.compile(
    r"\b(?:left|quit|departed|resigned from|moved on from|worked at .{1,40} until)\b",
    re.IGNORECASE,
)
TIMED = ("experience", "education", "volunteer")
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
    """`thirteen people: nine scientists and four divers` is borne out by the parts."""
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
    """`eight sites` where eight people work at two sites; `five teams` of a team."""
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
    return bool(words & others) and not words & own


def _end_of_range(first: Quantity, unit: Unit) -> int:
    """Where `12 to 60` ends: both figures count what comes after."""
    for last in unit.quantities:
        if RANGE.fullmatch(unit.text, first.end, max(first.end, last.start)):
            return last.end
    return first.end


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
        inside = timed and not SPAN_ENDS.search(text) and _within(moment, ground)
        if inside and DURING.search(before) and BEING.search(text):
            continue
        if not any(moment.matches(other) for other in candidates):
            return f"date {text[moment.start : moment.end]!r}"
        if timed and SINCE.search(before[-20:]) and not ground.ongoing:
            return "since"
    lone = [t for t in tokenize(text) if t.capitalised and is_month(t.key)]
    for token in lone:
        if month_of(token.key) not in {m.month for m in (*own, *prose)}:
            return f"month {token.text!r}"
    if timed and not ground.ongoing and (fault := _not_over(text, ground)):
        return fault
    if (withdrew := WITHDREW.search(text)) and not ground.bears("left"):
        return f"{withdrew[0]!r}"
    if timed and ground.ongoing and (OVER.search(text) or LEFT.search(text)):
        return "over"
    return ""


def _within(moment: Moment, ground: Ground) -> bool:
    first, last = ground.dates[0], ground.dates[-1]
    return first.year <= moment.year and (ground.ongoing or moment.year <= last.year)


def _not_over(text: str, ground: Ground) -> str:
    """What is told of a post that ended as if it went on; `now` may be a result's."""
    still = STILL.search(text)
    if still and PERSON.search(text) and still[0].lower() not in ground.text:
        return "still"
    present = PRESENT.search(text)
    if present and ground.type != "education":
        return f"still: {present[0]!r}"
    return ""
