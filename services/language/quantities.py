"""Numbers of a text with what they count, and whether one bears out another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from services.language.english import Token, telling, tokens

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SPELT = {
    **{word: float(value) for value, word in enumerate(SMALL)},
    **{word: 10.0 * value for value, word in enumerate(TENS, 2)},
    "hundred": 100.0,
    "dozen": 12.0,
    "couple": 2.0,
    "thousand": 1e3,
    "million": 1e6,
}
TIMES = {
    **dict.fromkeys(("k", "thousand"), 1e3),
    **dict.fromkeys(("m", "mn", "million"), 1e6),
    **dict.fromkeys(("b", "bn", "billion"), 1e9),
    "hundred": 1e2,
    "dozen": 12.0,
}
MARKS = {
    "percent": "%",
    "per cent": "%",
    "$": "dollar",
    "usd": "dollar",
    "dollars": "dollar",
    "€": "euro",
    "eur": "euro",
    "euros": "euro",
    "£": "pound",
    "gbp": "pound",
    "pounds": "pound",
    "milliseconds": "ms",
    "metres": "m",
    "meters": "m",
    "kilometres": "km",
    "kilometers": "km",
    "kilos": "kg",
    "points": "points",
    "percentage points": "points",
}
MEASURES = (
    "metres|meters|kilometres|kilometers|kilos|percentage points"
    "|points|ms|m|kwh|mwh|tb|gb|mb|km|cm|mm|kg|mg|ml|hp|fps|khz|mhz|ghz|ha|sqm|m2|m²"
)
NUMBER = re.compile(
    rf"""(?<![\w.,])(?P<money>(?:[a-z]{{1,2}})?[$€£]\s?|(?:usd|eur|gbp)\s)?
    (?:(?P<digits>\d{{1,3}}(?:[,\s]\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?)
      |\b(?P<tens>{"|".join(TENS)})[- ](?P<ones>{"|".join(SMALL[1:10])})\b
      |\b(?:an?\s)?(?P<word>{"|".join(SPELT)})s?\b)
    (?P<ordinal>st|nd|rd|th)?
    (?:(?:(?<=\d)(?P<short>k|mn?|bn?)\b|\s(?P<times>hundred|thousand|million|billion|dozen)))?
    (?P<plus>\+)?
    (?:[\s-]?(?P<mark>%|percent(?!age)\b|per\scent\b|euros?\b|dollars?\b|pounds?\b
      |eur\b|usd\b|gbp\b|€|\$|£|milliseconds\b|(?:{MEASURES})\b))?""",
    re.IGNORECASE | re.VERBOSE,
)
BOUND = re.compile(
    r"(?P<about>about|around|approximately|approx\.|roughly|some|circa|~)"
    r"|(?P<nearly>nearly|almost|close to|close on|(?:just )?shy of"
    r"|just under|under|below|less than|fewer than"
    r"|up to|at most|as many as|as much as)"
    r"|(?P<over>over|no (?:fewer|less) than"
    r"|more than|above|at least|upwards of|just over|well over|beyond)"
)
BEFORE = re.compile(rf"(?:{BOUND.pattern})\s*(?:the |a |an |its |their )?$", re.I)
ROLE = re.compile(r"\b(from|to|by|every)\s*$", re.I)
YEAR = re.compile(r"(?:19|20)\d\d")
CEILING = frozenset(("up to", "less than", "fewer than", "under", "at most", "below"))
NOT_ONE = frozenset("of the that who which another day thing to and or in by".split())
LIGHT_UNITS = frozenset(
    "people person member members colleague colleagues staff others one strong".split()
)
DURATION = re.compile(
    rf"(?<![\w.])(?P<n>\d+|{'|'.join(SPELT)}|(?<=than )a|(?<=over )a|(?<=nearly )a"
    rf"|(?<=about )a|(?<=almost )a|a(?= year and a half))(?P<half>\sand\sa\shalf)?[\s-]"
    rf"(?P<unit>years?|months?)\b(?P<more>\sand\sa\shalf)?"
    rf"(?:(?:,|\sand)?\s(?P<m>\d+|{'|'.join(SPELT)})\smonths?)?",
    re.IGNORECASE,
)
PER = re.compile(
    r"^(?:[^\w,;]*[\w’'-]+){0,4}?[^\w,;]+(?:an?|per|each|every)\s"
    r"(second|minute|hour|day|night|week|month|year|season|quarter|sector)s?\b"
    r"(?! and a half)|^(?:\W*[\w-]+){0,3}?\W+"
    r"(daily|weekly|monthly|yearly|annually|nightly)\b",
    re.IGNORECASE,
)
ADVERBS = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
    "nightly": "night",
    "annual": "year",
}
HALF = re.compile(r"\bhalf\s$", re.IGNORECASE)
OR_SO = re.compile(r"(?:-odd|\sodd|\sor so)\b", re.IGNORECASE)
EVERY = re.compile(r"\b(annual|yearly|monthly|weekly|daily)\s[\w\s-]{0,24}$", re.I)
FRACTION = re.compile(
    r"\b(?:(?P<n>an?|one|two|three|four)[\s-])?(?P<part>half|third|quarter|fifth|tenth)s?\b"
    r"(?!-|\san?\s(?:million|thousand|hundred|dozen)|\s(?:an?\s)?(?:year|month|hour|place|floor|time|generation))",
    re.IGNORECASE,
)
PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
IN_TEN = re.compile(
    rf"\b(?P<n>\d+|{'|'.join(SPELT)}) (?:in|out of)(?: every)? "
    rf"(?P<of>\d+|{'|'.join(SPELT)})\b",
    re.IGNORECASE,
)
FROM = re.compile(r"(?:down from|up from|from|instead of|rather than|and not)")


@dataclass(frozen=True, slots=True)
class Number:
    """`bound` is "", "about", "nearly" or "over"; `ceiling` of "up to" and its like.

    `role` is "from", "to" or "by" before it, `counted` the words behind it, and `per`
    the "year" of "a year".
    """

    start: int
    end: int
    value: float
    unit: str = ""
    bound: str = ""
    ceiling: bool = False
    role: str = ""
    per: str = ""
    counted: tuple[Token, ...] = ()


def numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a text in order; years are none, lengths of time are months."""
    found: list[Number] = []
    for match in DURATION.finditer(text):
        found.append(_bounded(_duration(match), text))
    taken = [(each.start, each.end) for each in found]
    for part in _fractions(text):
        if not any(start <= part.start < end for start, end in taken):
            found.append(_bounded(part, text))
            taken.append((part.start, part.end))
    for match in NUMBER.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        if number := _number(match, text):
            found.append(_bounded(number, text))
    return _sharing(sorted(found, key=lambda each: each.start), text)


def _sharing(found: list[Number], text: str) -> tuple[Number, ...]:
    """The first of "31 to 18 percent" is percent, too."""
    for place, (one, after) in enumerate(pairwise(found)):
        link = text[one.end : after.start].strip().lower()
        if not one.unit and after.unit and link in ("to", "-", "–", "and", "or"):
            found[place] = replace(one, unit=after.unit)
        if not one.counted and link in ("to", "-", "–", "and", "or"):
            found[place] = replace(found[place], counted=after.counted)
        if one.unit and not after.unit and not after.counted and FROM.fullmatch(link):
            found[place + 1] = replace(after, unit=one.unit)
    return tuple(found)


def _fractions(text: str) -> Iterator[Number]:
    """Shares in words, as percent: "a third of", "nine in ten"."""
    for match in FRACTION.finditer(text):
        count = _spelt(match["n"]) if match["n"] and match["n"] != "an" else 1.0
        if match["part"].lower() != "half" and not match["n"]:
            continue
        share = 100 * count / PARTS[match["part"].lower()]
        yield Number(match.start(), match.end(), share, "%")
    for match in IN_TEN.finditer(text):
        whole = _spelt(match["of"])
        if whole in (3, 4, 5, 10, 100):
            share = 100 * _spelt(match["n"]) / whole
            yield Number(match.start(), match.end(), share, "%")


def _duration(match: re.Match[str]) -> Number:
    count = _spelt(match["n"])
    months = count * 12 if match["unit"].lower().startswith("year") else count
    months += 6 if match["half"] or match["more"] else 0
    months += _spelt(match["m"]) if match["m"] else 0
    return Number(match.start(), match.end(), months, "months")


def _spelt(word: str) -> float:
    if word.lower() == "a":
        return 1.0
    return SPELT.get(word.lower()) or float(word if word.isdigit() else 0)


def _number(match: re.Match[str], text: str) -> Number | None:
    mark = (match["mark"] or match["money"] or "").strip().lower()
    mark = mark[-1] if mark.endswith(("$", "€", "£")) else " ".join(mark.split())
    unit = MARKS.get(mark, mark)
    if match["word"] and match["word"].lower() == "zero":
        return None
    plain = not (unit or match["short"] or match["times"] or match["plus"])
    if plain and match["digits"] and YEAR.fullmatch(match["digits"]):
        return None
    if match["digits"]:
        digits = re.sub(r"[,\s](?=\d{3}(?!\d))", "", match["digits"])
        value = float(digits.replace(",", "."))
    elif match["tens"]:
        value = SPELT[match["tens"].lower()] + SPELT[match["ones"].lower()]
    else:
        value = SPELT[match["word"].lower()]
    half = HALF.search(text[: match.start()]) if match["word"] else None
    value *= 0.5 if half else 1.0
    value *= TIMES.get((match["short"] or match["times"] or "").lower(), 1.0)
    counted = _counted(text, match.end())
    if match["word"] and match["word"].lower() == "one" and plain:
        behind = text[match.end() :].split()[:1]
        if not behind or behind[0].lower().strip(",.;:") in NOT_ONE or not counted:
            return None
    if match["ordinal"]:
        unit = "place"
    start = half.start() if half else match.start()
    return Number(start, match.end(), value, unit, counted=counted)


def _counted(text: str, end: int) -> tuple[Token, ...]:
    """The words right behind a number, up to the next small word."""
    stretch = re.split(r"[.,;:()–—]|\s\d", text[end:], maxsplit=1)[0]
    kept: list[Token] = []
    for token in tokens(stretch)[:4]:
        if not telling(token) and token.lower not in LIGHT_UNITS | UNITS_OF_TIME:
            if token.lower in PASSED:
                continue
            break
        kept.append(token)
    return tuple(kept)


PASSED = frozenset("different new other".split())
UNITS_OF_TIME = frozenset(
    "second seconds minute minutes hour hours day days week weeks month months year "
    "years times projects project skills roles positions jobs languages awards".split()
)


def _bounded(number: Number, text: str) -> Number:
    before = text[max(0, number.start - 40) : number.start]
    bound = BEFORE.search(before)
    kind = next((k for k, v in bound.groupdict().items() if v), "") if bound else ""
    if text[number.end - 1 : number.end] == "+":
        kind = "over"
    if OR_SO.match(text, number.end):
        kind = "about"
    said = bound[0].lower().strip() if bound else ""
    if bound:
        before = before[: bound.start()]
    role = ROLE.search(before)
    return replace(
        number,
        bound=kind,
        ceiling=any(said.startswith(word) for word in CEILING),
        role=role[1].lower() if role else "",
        per=_per(text[number.end :]) or _per_before(before),
    )


def _per_before(before: str) -> str:
    match = EVERY.search(before)
    return ADVERBS[match[1].lower()] if match else ""


def _per(behind: str) -> str:
    match = PER.match(behind)
    if not match:
        return ""
    return (match[1] or ADVERBS[match[2].lower()]).lower()
