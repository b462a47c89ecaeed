"""Numbers in a text with what they count: "4.1 million euros a year", "24-bed"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from services.models.fact import Amount, Relation, Value
from services.resume.facts.counted_words import Counted, counted

SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
SPELT = {**SMALL, **TENS, "dozen": 12, "hundred": 100, "hundreds": 100}
TIMES = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "millions": 1e6,
    "mio": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
    "billions": 1e9,
    "hundred": 1e2,
    "dozen": 12.0,
    "tausend": 1e3,
    "mil": 1e3,
    "mille": 1e3,
    "millionen": 1e6,
    "millones": 1e6,
    "milliarden": 1e9,
    "milliards": 1e9,
}
CURRENCIES = {
    "$": "dollar",
    "€": "euro",
    "£": "pound",
    "¥": "yen",
    "₹": "rupee",
    "usd": "dollar",
    "eur": "euro",
    "gbp": "pound",
    "chf": "franc",
    "inr": "rupee",
}
MARKS = {
    "percent": "%",
    "per cent": "%",
    "pct": "%",
    "x": "times",
    "×": "times",
    **CURRENCIES,
}
MEASURES = (
    "ms|min|h|hrs?|kwh?|mwh?|gwh?|tb|gb|mb|kb|km|cm|mm|kg|mg|ml|hp|rpm|px|fps|db"
    "|k?hz|mhz|ghz|ha|sqm|m2|m²"
)
DIGITS = (
    r"\d{1,3}(?:,\s?000)+(?!\d)|"
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}"
    r"|\d+,\d{1,2}(?![\d,])|\d+(?:\.\d+)?"
)
DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
WORDS = "|".join(sorted(SPELT, key=len, reverse=True))
NUMBER = re.compile(
    rf"""(?:(?<![\w.,/:#@–-])|(?<=\d[–-]))
    (?P<money>[$€£¥₹]\s?|\b(?:USD|EUR|GBP|CHF|INR)\s)?
    (?:(?P<digits>{DIGITS})(?P<ordinal>st|nd|rd|th)?
      |\b(?P<tens>{"|".join(TENS)})[- ](?P<ones>{"|".join(list(SMALL)[1:10])})
      |\b(?P<word>{WORDS}))
    (?:(?:(?<=\d)(?P<short>k|m|mn|bn|b)|\s(?P<times>thousand|millions?|mio|billions?
       |hundred|dozen|tausend|mille?|millionen|millones|milliarden|milliards))(?![\w-])\.?)?
    (?:\s?(?P<mark>%|percent\b|per\scent\b|pct\b|°[CF]|[€$£]|\b(?:EUR|USD|GBP|CHF)\b
       |(?<=\d)[x×](?!\w))
      |(?<=\d)(?P<measure>s|\s?(?:{MEASURES}))(?![\w]))?
    (?P<plus>\+)?
    (?:-(?P<hyphen>[a-z]{{2,}})(?:-[a-z]+)*)?
    (?![\w])""",
    re.IGNORECASE | re.VERBOSE,
)
QUICK = re.compile(rf"\d|\b(?:{WORDS})\b", re.IGNORECASE)
RATIO = re.compile(r"(?<![\w.:])(\d{1,3}):(\d{1,3})(?![\w:])(?=\s|[,.;)]|$)")
BOUND = re.compile(
    r"(?:^|\b|(?<=\s))(about|around|approximately|approx\.|roughly|some|nearly|almost"
    r"|over|more than|up to|at least|less than|under|fewer than|only|~|>|<)\s*$",
    re.IGNORECASE,
)
JOINED = {
    "to": re.compile(r"\s*(?:to|→|->|–|—|-)\s*$", re.I),
    "of": re.compile(r"\s*(?:out of|of|in)(?: the)?\s*$", re.I),
}
OF_THEM = re.compile(r"\s+of (?:whom|which|them|these|those)\b", re.I)
GROUP_OF = re.compile(
    r"\b((?:(?!an? |the )[a-z]+ )?[a-z]{3,}) of"
    r"(?: (?:over|about|up to|some|around))? *$"
)
GROUPS = frozenset("team crew staff group class cast cohort squad choir".split())
"""Whose members may be named as well: "a team of 9 students"."""
NAME_BEFORE = re.compile(r"([\w’'&+.-]+)\s*$")
LOOK_BACK = 40
"""Characters before a number that may say something about it."""
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class _Found:
    """One number in a text, before it is joined to the one beside it."""

    start: int
    end: int
    number: float
    unit: str
    counted: Counted | None
    bound: str
    bare: bool
    """Whether no sign or measure says what it counts."""


def amounts(text: str) -> tuple[Value, ...]:
    """The amounts of a text in order; years and numbers in names are none."""
    if not QUICK.search(text):
        return ()
    found: list[_Found] = []
    for match in NUMBER.finditer(text):
        dash = text[match.start() - 1 : match.start()] in ("-", "–")
        if dash and not (found and found[-1].end == match.start() - 1):
            continue  # the 8 of "Qwen-2.5-8B", the month of "2020-01"
        if each := _read(match, text):
            found.append(each)
    return (*_joined(found, text), *_ratios(text))


def number_of(match: re.Match[str]) -> float:
    if match["digits"]:
        comma = "." if DECIMAL_COMMA.fullmatch(match["digits"]) else ""
        digits = match["digits"].replace(",", comma).replace(" ", "")
        value = float(digits.replace(".", "") if digits.count(".") > 1 else digits)
    elif match["tens"]:
        value = TENS[match["tens"].lower()] + SMALL[match["ones"].lower()]
    else:
        value = SPELT[match["word"].lower()]
    times = (match["short"] or match["times"] or "").lower()
    return float(f"{value * TIMES.get(times, 1.0):.12g}")


def _read(match: re.Match[str], text: str) -> _Found | None:
    """The number with its unit; None for a year, a name and a mere "one"."""
    unit = _unit(match)
    before = text[max(0, match.start() - LOOK_BACK) : match.start()]
    plain = not (unit or match["short"] or match["times"] or match["plus"])
    if plain and YEAR.fullmatch(match["digits"] or ""):
        return None
    behind = counted(text, match.end(), ordinal=bool(match["ordinal"]))
    if plain and _in_a_name(before, match, behind):
        return None
    if (match["word"] or "").lower() == "one" and not (unit or behind.unit):
        return None
    number = number_of(match)
    bound = _bound(match, before)
    return _Found(match.start(), match.end(), number, unit, behind, bound, plain)


def _unit(match: re.Match[str]) -> str:
    """The unit that is written with the number: "euro", "%", "km"."""
    money = (match["money"] or "").strip().lower()
    mark = (match["mark"] or match["measure"] or "").strip()
    mark = MARKS.get(" ".join(mark.lower().split()), mark)
    return CURRENCIES.get(money) or mark or match["hyphen"] or ""


def _bound(match: re.Match[str], before: str) -> str:
    """The word that says in which direction the number is not exact."""
    if match["plus"]:
        return "more than"
    bound = BOUND.search(before)
    return bound[1].lower() if bound else ""


def _in_a_name(before: str, match: re.Match[str], behind: Counted) -> bool:
    """Whether the number belongs to a name: "ISO 26262", "CATIA 5", "No. 4"."""
    previous = NAME_BEFORE.search(before)
    if previous is None or not match["digits"]:
        return False
    word = previous[1]
    if word.lower() in ("no.", "nr.", "level", "phase", "chapter", "grade"):
        return True
    if not word[0].isupper() or word.endswith((".", ",")):
        return False
    shouted = word.isupper() and len(word) > 1
    first = match.start() == len(before) and previous.start() == 0
    return shouted or (not behind.several and not first)


def _joined(numbers: list[_Found], text: str) -> Iterator[Value]:
    """Each number as a value; "22% to 15%" and "9 of 11" are one."""
    at, whole = 0, None
    while at < len(numbers):
        one = numbers[at]
        after = numbers[at + 1] if at + 1 < len(numbers) else None
        value, used = _value(one, after, whole, text)
        if value:
            yield value
        at += used
        whole = one


def _value(
    one: _Found, after: _Found | None, whole: _Found | None, text: str
) -> tuple[Value | None, int]:
    """The value that begins with `one`, and how many of the numbers it uses."""
    link = text[one.end : after.start] if after else ""
    if after and JOINED["to"].fullmatch(link):
        return _pair(one, after, _changed(one, after, text), text), 2
    if after and JOINED["of"].fullmatch(link) and after.bare and one.bare:
        return _pair(after, one, "share", text), 2
    if whole and one.bare and OF_THEM.match(text, one.end):
        unit = whole.unit or (whole.counted.unit if whole.counted else "")
        amount = Amount(one.number, unit, "", one.bound, whole.number, "share")
        return Value("amount", text[one.start : one.end], amount), 1
    return _single(one, text), 1


def _changed(one: _Found, after: _Found, text: str) -> Relation:
    came_from = text[: one.start].rstrip().lower().endswith("from")
    return "change" if came_from or one.number > after.number or one.unit else "range"


def _pair(one: _Found, main: _Found, relation: Relation, text: str) -> Value | None:
    """The value of two numbers as one; None without a unit.

    `one` is what `main` is told beside: the start, the lower end, the whole.
    """
    whole = one if relation == "share" else main
    counts = whole.counted
    unit = main.unit or one.unit or (counts.unit if counts else "")
    if not unit:
        return None
    first, last = min(one.start, main.start), max(one.end, main.end)
    end = max(last, counts.end) if counts and not main.unit else last
    amount = Amount(
        main.number,
        unit,
        counts.per if counts else "",
        one.bound or main.bound,
        one.number,
        relation,
    )
    return Value("amount", text[first:end], amount)


def _single(found: _Found, text: str) -> Value | None:
    counts = found.counted
    unit = found.unit
    end = found.end
    if counts and not unit:
        unit, end = counts.unit, max(end, counts.end)
    start = found.start
    group = GROUP_OF.search(text, max(0, start - LOOK_BACK), start)
    if group and not found.unit:
        noun = group[1].split()[-1]
        if noun in GROUPS:
            start = group.end(1) - len(noun)
            unit = unit or noun
        elif not unit:  # "a print run of 150"
            start, unit = group.start(1), group[1]
    if not unit and found.bare:
        return None
    per = counts.per if counts else ""
    amount = Amount(found.number, unit, per, found.bound)
    amount = replace(amount, unit=CURRENCIES.get(unit.lower(), unit))
    return Value("amount", text[start:end], amount)


def _ratios(text: str) -> Iterator[Value]:
    for match in RATIO.finditer(text):
        one, other = float(match[1]), float(match[2])
        if other:
            amount = Amount(one, "ratio", other=other, relation="share")
            yield Value("amount", match[0], amount)
