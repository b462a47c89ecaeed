"""Numbers, amounts and dates in a text, brought to one form so they can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

Unit = str

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = {word: value for value, word in enumerate(SMALL)} | {
    word: 10 * (place + 2) for place, word in enumerate(TENS)
}
SCALES: dict[str, float] = {
    "k": 1e3,
    "thousand": 1e3,
    "hundred": 100,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
    "dozen": 12,
}
FACTORS = {
    "halve": (50, "%"),
    "halves": (50, "%"),
    "halved": (50, "%"),
    "halving": (50, "%"),
    "half": (50, "%"),
    "double": (2, "x"),
    "doubles": (2, "x"),
    "doubled": (2, "x"),
    "doubling": (2, "x"),
    "twice": (2, "x"),
    "triple": (3, "x"),
    "tripled": (3, "x"),
    "thrice": (3, "x"),
    "quadrupled": (4, "x"),
    "tenfold": (10, "x"),
    "twofold": (2, "x"),
    "threefold": (3, "x"),
}
SPELT = NUMBER_WORDS.keys() | SCALES.keys() | FACTORS.keys()
UNITS = {
    "%": "%",
    "percent": "%",
    "per cent": "%",
    "percentage": "%",
    "x": "x",
    "×": "x",
    "times": "x",
    "fold": "x",
    "ms": "ms",
    "milliseconds": "ms",
    "millisecond": "ms",
    "second": "s",
    "seconds": "s",
    "minute": "min",
    "minutes": "min",
    "min": "min",
    "hour": "h",
    "hours": "h",
    "hrs": "h",
    "day": "d",
    "days": "d",
    "week": "w",
    "weeks": "w",
    "month": "mo",
    "months": "mo",
    "year": "y",
    "years": "y",
    "h": "h",
    "hr": "h",
    "yr": "y",
    "yrs": "y",
}
SECONDS = {"ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0}
MONTHS_IN = {"mo": 1.0, "y": 12.0}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH_WORD = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
MONTH = re.compile(MONTH_WORD, re.IGNORECASE)
DATE = re.compile(
    rf"\b(?P<month>{MONTH_WORD})\.?,? (?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? )?"
    r"(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<iso>(?:19|20)\d\d)-(?P<iso_month>0[1-9]|1[0-2])(?:-\d\d)?\b"
    r"|(?<![\d.,$€£])(?P<alone>(?:19|20)\d\d)(?:s\b|(?![\d%]|[.,]\d))",
    re.IGNORECASE,
)
WORDS = "|".join([*NUMBER_WORDS, *SCALES.keys() - {"k", "m", "mn", "b", "bn"}])
AMOUNT = re.compile(
    r"(?P<sign>[$€£]) ?(?P<money>\d(?:[\d,]*\d)?(?:\.\d+)?)"
    r"(?: ?(?P<money_scale>k|m|mn|bn?|thousand|million|billion)\b)?"
    r"|(?<![\w.-])(?P<digits>\d(?:[\d,]*\d)?(?:\.\d+)?)(?P<short>k|m|bn?)?(?![\d])"
    r"(?:[ -](?P<scale>hundred|thousand|million|billion|dozen)\b)?"
    rf"|\b(?P<words>(?:{WORDS})(?:(?:[ -]| and )(?:{WORDS}))*)\b"
    rf"|\b(?P<factor>{'|'.join(FACTORS)})\b",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"\s?(?P<sign>%|×|x\b|h(?:rs?)?\b|yrs?\b|ms\b)"
    r"|[\s-](?P<word>percent|per cent|percentage|times|fold|ms|milliseconds?|seconds?"
    r"|minutes?|min|hours?|hrs|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
HEDGE = re.compile(
    r"\b(?:about|around|roughly|approximately|nearly|almost|some|over|more than|under"
    r"|above|beyond|exceeding|upwards of|close to|just(?: over| under)?|approx\.?) $",
    re.IGNORECASE,
)
ABOVE = re.compile(r"\b(?:over|more than|above|beyond|exceeding|upwards of) $", re.I)
ROUNDED_DOWN = 1.25
"""How much more there may be than the round number that it is more than."""
HEDGED_SHARE = 0.08
HEDGE_REACH = 20
A_SCALE = re.compile(r"\ba $")
"""The article of `a thousand`."""
KEPT_TEXTS = 4_096


@dataclass(frozen=True, slots=True)
class Quantity:
    value: float
    unit: Unit
    start: int
    end: int
    hedged: bool = False
    above: bool = False
    """Whether it is said to be more than this."""

    def matches(self, other: Quantity) -> bool:
        """Whether this, said of `other`, is true; a hedge allows a rounder number."""
        (unit, value), (its_unit, its_value) = self.measured, other.measured
        if unit != its_unit:
            return False
        if self.above:
            return value <= its_value <= value * ROUNDED_DOWN
        allowed = abs(its_value) * (HEDGED_SHARE if self.hedged else 1e-9)
        return abs(value - its_value) <= allowed

    @property
    def measured(self) -> tuple[Unit, float]:
        """Times in one unit: a day is 24 hours, and two years are 24 months."""
        if self.unit in SECONDS:
            return "s", self.value * SECONDS[self.unit]
        if self.unit in MONTHS_IN:
            return "mo", self.value * MONTHS_IN[self.unit]
        return self.unit, self.value


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, with its month (1 to 12) where one is named."""

    year: int
    month: int | None
    start: int
    end: int

    def matches(self, other: Moment) -> bool:
        months = {self.month, other.month}
        return self.year == other.year and (None in months or len(months) == 1)


def is_month(word: str) -> bool:
    return MONTH.fullmatch(word) is not None


def is_number(word: str) -> bool:
    spelt = all(part in SPELT for part in word.split("-"))
    return word[0].isdigit() or spelt


def month_of(word: str) -> int:
    return MONTHS.index(word[:3].lower()) + 1


@lru_cache(maxsize=KEPT_TEXTS)
def moments(text: str) -> tuple[Moment, ...]:
    found = []
    for match in DATE.finditer(text):
        month = match["month"]
        if month:
            year, number = int(match["year"]), month_of(month)
        elif match["iso"]:
            year, number = int(match["iso"]), int(match["iso_month"])
        else:
            year, number = int(match["alone"]), 0
        found.append(Moment(year, number or None, match.start(), match.end()))
    return tuple(found)


@lru_cache(maxsize=KEPT_TEXTS)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Amounts that are no dates. A lone `one` is a pronoun here, not a number."""
    masked = DATE.sub(lambda match: "_" * len(match.group()), text)
    found = []
    for match in AMOUNT.finditer(masked):
        value, unit = _value(match)
        if value is None:
            continue
        end = match.end()
        after = AFTER.match(masked, end)
        if after and not unit:
            unit = UNITS[(after["sign"] or after["word"]).lower()]
            end = after.end()
        if match["words"] and match["words"].lower() == "one" and not unit:
            continue
        head = masked[max(0, match.start() - HEDGE_REACH) : match.start()]
        head = A_SCALE.sub("", head) if match["words"] else head
        hedged, above = HEDGE.search(head), ABOVE.search(head)
        found.append(
            Quantity(value, unit, match.start(), end, bool(hedged), bool(above))
        )
    return tuple(_whole_spans(found, masked))


def _whole_spans(found: list[Quantity], text: str) -> Iterator[Quantity]:
    """The amounts, of which `two years and eight months` is one."""
    waiting: Quantity | None = None
    for amount in found:
        if waiting and _goes_on(waiting, amount, text):
            value = waiting.value + amount.value / 12
            waiting = replace(waiting, value=value, end=amount.end)
            continue
        if waiting:
            yield waiting
        waiting = amount
    if waiting:
        yield waiting


def _goes_on(years: Quantity, months: Quantity, text: str) -> bool:
    between = text[years.end : months.start].strip()
    return (years.unit, months.unit) == ("y", "mo") and between in ("and", ",")


def _value(match: re.Match[str]) -> tuple[float | None, Unit]:
    if match["factor"]:
        factor, unit = FACTORS[match["factor"].lower()]
        return float(factor), unit
    if match["words"]:
        return _spelt(match["words"].lower()), ""
    digits = match["money"] or match["digits"]
    scale = match["money_scale"] or match["short"] or match["scale"]
    value = float(digits.replace(",", "").rstrip("."))
    if scale:
        value *= SCALES[scale.lower()]
    return value, match["sign"] or ""


def _spelt(text: str) -> float | None:
    """The value of number words: 205 for `two hundred and five`; None for no number."""
    if text == "zero":
        return 0.0
    total = current = 0.0
    for word in re.split(r"[ -]+", text):
        if word in NUMBER_WORDS:
            current += NUMBER_WORDS[word]
        elif word in SCALES:
            scale = float(SCALES[word])
            current = max(current, 1.0) * scale
            if scale > 100:
                total, current = total + current, 0.0
    return total + current or None
