"""Read figures as English speakers say them: years, ranges, money, scores, dates."""

from __future__ import annotations

import re
from collections.abc import Callable

from services.speech.spoken_forms import CURRENCIES, MONTHS, SCALES

_NUMBER = r"\d{1,3}(?:,\d{3}){1,4}|\d{1,15}"
_DECIMAL = rf"(?:{_NUMBER})(?:\.\d{{1,6}})?"
_SCALE = r"(?:k|K|m|M|b|B|bn)"
_SHORT_MONTHS = {month[:3].lower(): month for month in MONTHS} | {"sept": "September"}
_UNITS = "thousand|million|billion|percent|dollars|euros|pounds|yen|rupees"
_YEAR = r"(?:19|20)\d\d"

Say = Callable[[re.Match[str]], str]


def _amount(number: str, scale: str | None) -> str:
    return f"{number} {SCALES[scale.lower()]}" if scale else number


def _scaled(match: re.Match[str]) -> str:
    """4K and 8K are screens, not thousands."""
    return match[0] if match[0] in ("4K", "8K") else _amount(match[1], match[2])


def _money(match: re.Match[str]) -> str:
    plus = " or more" if match[4] else ""
    amount = _amount(match[2], match[3])
    unit = CURRENCIES[match[1]]
    if amount == "1" and unit != "yen":
        unit = unit[:-1]
    return f"{amount} {unit}{plus}"


def _iso_date(match: re.Match[str]) -> str:
    month, day = int(match[2]), match[3]
    if not 1 <= month <= 12:
        return match[0]
    name = MONTHS[month - 1]
    return f"{name} {int(day)}, {match[1]}" if day else f"{name} {match[1]}"


def _month_year(match: re.Match[str]) -> str:
    month = int(match[1])
    return f"{MONTHS[month - 1]} {match[2]}" if 1 <= month <= 12 else match[0]


def _short_month(match: re.Match[str]) -> str:
    return _SHORT_MONTHS[match[1].lower()] + match[2]


def _years(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    return f"{first} to {last if len(last) == 4 else first[:2] + last}"


def _range(match: re.Match[str]) -> str:
    low, high = match[1], match[2]
    rising = float(low.replace(",", "")) < float(high.replace(",", ""))
    padded = high.startswith("0") and len(high) > 1
    return f"{low} to {high}" if rising and not padded else match[0]


def _score(match: re.Match[str]) -> str:
    return f"{match[1]} out of {match[2].removesuffix('.0')}"


def _phone(match: re.Match[str]) -> str:
    groups = re.findall(r"\d+", match[0])
    plus = "plus " if match[0].startswith("+") else ""
    return plus + ", ".join(" ".join(group) for group in groups)


_READINGS: tuple[tuple[re.Pattern[str], Say | str], ...] = (
    (re.compile(rf"\b({_YEAR})-(0[1-9]|1[0-2])(?:-([0-3]\d))?(?![\w-])"), _iso_date),
    (re.compile(rf"(?<![\w/.])(\d{{1,2}})/({_YEAR})(?![\w/])"), _month_year),
    (
        re.compile(
            r"\b(jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?(\s\d)",
            re.IGNORECASE,
        ),
        _short_month,
    ),
    (
        re.compile(rf"\b({_YEAR})\s?[-–—/]\s?({_YEAR}|\d\d)(?![\w-])"),
        _years,
    ),
    (
        re.compile(
            rf"\b((?:{'|'.join(MONTHS)})?\s?{_YEAR})\s?[-–—]\s?"
            rf"(?=present|now|today|{'|'.join(MONTHS)})",
            re.IGNORECASE,
        ),
        r"\1 to ",
    ),
    (re.compile(rf"\b(?:since )?({_YEAR})\s?[–—](?=\s*(?:$|[).,;]))"), r"since \1"),
    (re.compile(r"(?<![\w.])\+\d{1,3}(?:[ .-]?\(?\d{2,4}\)?){2,5}(?!\w)"), _phone),
    (re.compile(r"(?<![\w.])\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}(?!\w)"), _phone),
    (
        re.compile(rf"([$€£¥₹])\s?({_DECIMAL})({_SCALE})?\b(\+)?"),
        _money,
    ),
    (re.compile(r"(?<![\w/.])(\d{1,3}\.\d{1,3})\s?/\s?(\d{1,3}(?:\.\d)?)\b"), _score),
    (re.compile(r"(?<![\w/.])(\d{1,3})\s?/\s?(5|10|20|100)(?![\w/])"), _score),
    (re.compile(r"\b(\d{2,5})\s?[x×]\s?(\d{2,5})\b"), r"\1 by \2"),
    (re.compile(rf"\b({_DECIMAL})\s?[xX×]\b(?!\w)"), r"\1 times"),
    (
        re.compile(rf"(?<![\w.,-])({_DECIMAL})\s?[-–]\s?({_DECIMAL})(?![\w-])"),
        _range,
    ),
    (re.compile(rf"(?<![\w.])({_DECIMAL})(k|K|M|B|bn)(?!\w)"), _scaled),
    (re.compile(rf"({_DECIMAL})\s?%"), r"\1 percent"),
    (re.compile(rf"\b({_UNITS})\s?[-–]\s?(?=\d)"), r"\1 to "),
    (re.compile(r"(?<=[\da-z])\+(?=\s|$|[.,;)])"), " plus"),
)


def read_numbers(text: str) -> str:
    for pattern, say in _READINGS:
        text = pattern.sub(say, text)
    return text
