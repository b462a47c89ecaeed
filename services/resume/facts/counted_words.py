"""The words behind a number: what it counts, and per what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.language.stems import singular

WORD = re.compile(r"\s+([^\W\d_][\w’'/-]*)")
PER = re.compile(
    r"\s*(?:(?:\ba|\ban|\bper|\beach|\bevery)\s+|/\s?)([a-z]{2,})\b", re.IGNORECASE
)
PER_ADVERBS = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
    "nightly": "night",
    "hourly": "hour",
}
MOST_WORDS = 4
MONEY = {
    "euros": "euro",
    "euro": "euro",
    "dollars": "dollar",
    "dollar": "dollar",
    "pounds": "pound",
    "francs": "franc",
    "crowns": "crown",
    "rupees": "rupee",
    "yen": "yen",
}
SEVERAL = frozenset(
    "people children staff men women personnel police crew data fps frames".split()
)
NOT_COUNTED = frozenset(
    """more less fewer than later earlier ahead into onto across within without using
    including covering during while when where who whom whose that which after before
    since until via per each every between among through under over by with for from
    to of in on at as and or but plus then a an the is are was were has have had per
    up down still also only about around nearly almost i he she they we it his her
    their its my our this these those
    """.split()
)


@dataclass(frozen=True, slots=True)
class Counted:
    """`several` tells that a plural noun was found; `end` is where the words end."""

    unit: str
    per: str
    end: int
    several: bool


def counted(text: str, start: int, *, ordinal: bool = False) -> Counted:
    """What stands behind a number that ends at `start`."""
    if ordinal:
        return Counted("place", "", start, several=True)
    kept: list[str] = []
    end, several = start, False
    while len(kept) < MOST_WORDS and (match := WORD.match(text, end)):
        word = match[1]
        if _ends_phrase(word, bool(kept)):
            break
        kept.append(word)
        end = match.end()
        if several := _several(word):
            break
    if not several and len(kept) > 1:
        kept, end = _shortened(text, start, kept)
    unit = " ".join(kept)
    unit = MONEY.get(unit.lower(), unit)
    per, end = _per(text, end)
    if kept and not per:
        per = PER_ADVERBS.get(kept[0].lower(), "")  # "1,200 daily users"
    return Counted(unit, per, end, several)


def _ends_phrase(word: str, inside: bool) -> bool:
    lower = word.lower()
    if lower in NOT_COUNTED or (inside and lower in PER_ADVERBS):
        return True
    return inside and lower.endswith("ing") and lower not in ("building", "training")


def _several(word: str) -> bool:
    lower = word.lower()
    return lower in SEVERAL or lower in MONEY or singular(lower) != lower


def _shortened(text: str, start: int, words: list[str]) -> tuple[list[str], int]:
    """Only the first two words where no plural says where the noun ends."""
    end = start
    for _ in words[:2]:
        match = WORD.match(text, end)
        end = match.end() if match else end
    return words[:2], end


def _per(text: str, end: int) -> tuple[str, int]:
    if match := PER.match(text, end):
        return match[1].lower(), match.end()
    if (match := WORD.match(text, end)) and match[1].lower() in PER_ADVERBS:
        return PER_ADVERBS[match[1].lower()], match.end()
    return "", end
