"""What a piece of an advertisement asks for, by its own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from services.fit.counting import leads_people
from services.fit.words import phrases, table
from services.resume.reading.wordlists import table as resume_table

UNITS = "one two three four five six seven eight nine ten eleven twelve".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS: Mapping[str, float] = {
    **{name: float(at) for at, name in enumerate(UNITS, 1)},
    **{name: 10.0 * at for at, name in enumerate(TENS, 2)},
    **{"fifteen": 15, "hundred": 100, "several": 3, "few": 2, "a few": 2},
    "a couple of": 2,
}
"""Numbers in words; of those that are none, the least that they can mean."""
_NAMES = "|".join(sorted(NUMBERS, key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,3}}(?:[.,]5)?|{_NAMES})"
AT_LEAST = (
    r"at least|(?:no|not) (?:fewer|less) than|a minimum of|minimum(?: of)?|min\.?|over|"
    r"more than|around|about"
)
YEARS = re.compile(
    rf"(?:(?:{AT_LEAST})\s+)?"
    rf"(?<![\w.])(?P<least>{_NUMBER})\s*(?:\+|plus|or more)?"
    rf"\s*(?:(?:-|–|—|to)\s*(?P<most>{_NUMBER})\s*\+?)?"
    rf"\s*(?:or more\s+|full\s+|solid\s+|good\s+)?"
    rf"(?P<unit>years?|yrs?\.?|months?)\b['’]?",
    re.IGNORECASE,
)
NO_PRACTICE = re.compile(
    r"\bcontract\b|\bfixed[- ]term\b|\bmonths? (?:probation|notice)|\bold\b|\baged?\b"
    r"|\b(?:first|next|last|past|within) (?:\w+ )?(?:years?|months?)\b|\bago\b"
    r"|\bper year\b|\bfor (?:over |more than )?\w+ years\b",
    re.IGNORECASE,
)
_GOOD = r"university|college|relevant|good|honours|honors|first|higher|undergraduate"
DEGREE_WORD = re.compile(
    r"\b(?i:bachelor\w*(?:['’]s)?|master(?:['’]s|s)(?! of ceremon)|doctorate|doctoral"
    rf"|(?:(?:{_GOOD}|postgraduate) )*degrees?|diploma|foundation degree"
    r"|graduates?(?= (?:in|of|from|degree|level)\b)"
    r"|(?:postgraduate|academic|university) qualifications?)\b"
    r"|\b(?:BSc|B\.Sc\.?|BS|BA|B\.A\.|BEng|BCom|BBA|BEd|BN|BSN|MSc|M\.Sc\.?|MS|MA|"
    r"M\.A\.|MEng|MBA|MEd|PhD|Ph\.D\.?|PGCE|HND|HNC|A[- ]levels?|GCSEs?|MPharm|LLB)\b"
)
MOST_BETWEEN = 1
ANY_LANGUAGE = re.compile(
    r"\b(?:second|another|other|further|foreign|additional|european)\s+(?:\w+\s+)?"
    r"languages?\b(?! model)",
    re.IGNORECASE,
)
NEEDED = re.compile(r"\s*(?:would|will|is|may|can|could)\b", re.IGNORECASE)
"""What follows the name of a language that a sentence is about."""
CEFR = re.compile(r"\b[ABC][12]\b")


@dataclass(frozen=True, slots=True)
class Years:
    """So many years of practice, at the characters `start` to `end`."""

    least: float
    start: int
    end: int


def years_in(text: str) -> Years | None:
    """The years of practice that a piece asks for."""
    for match in YEARS.finditer(text):
        if NO_PRACTICE.search(text, max(0, match.start() - 20), match.end() + 25):
            continue
        number = _number(match["least"])
        unit = 12.0 if match["unit"].lower().startswith("month") else 1.0
        return Years(number / unit, match.start(), match.end())
    return None


def _number(text: str) -> float:
    known = NUMBERS.get(text.lower())
    return known if known else float(text.replace(",", "."))


def degree_in(text: str) -> re.Match[str] | None:
    """The degree that a piece names; none where it is of something else's degree."""
    for match in DEGREE_WORD.finditer(text):
        if not re.match(r"\s+of\s+(?!\w+ (?:degree|level))", text[match.end() :]) or (
            match[0].lower().startswith(("bachelor", "master", "doctor"))
        ):
            return match
    return None


@cache
def _tongues() -> re.Pattern[str]:
    names = [n.title() for n in resume_table("questions")["tongues"]["names"]]
    names += table("tongues")["more"]
    return re.compile(rf"\b(?:{'|'.join(sorted(names, key=len, reverse=True))})\b")


def languages_in(text: str, *, label: str = "") -> tuple[str, ...]:
    """The spoken languages that a piece asks for, as it writes them."""
    found = [
        match
        for match in _tongues().finditer(text)
        if not _is_of_a_country(text[match.end() :])
    ]
    if not found:
        return ()
    bare = phrases("softened", "clause").sub("", _tongues().sub("", text))
    named = (
        "anguage" in label
        or CEFR.search(text)
        or phrases("tongues", "cues").search(bare)
    )
    alone = _tongues().match(text) and NEEDED.match(bare)
    if not (named or alone) and len(re.findall(r"\w{3,}", bare)) > 2:
        return ()
    return tuple(match[0] for match in found)


def _is_of_a_country(after: str) -> bool:
    """Whether the name is of a country's things: "the German wine market"."""
    found = phrases("tongues", "no_tongue_before").search(after)
    return found is not None and len(after[: found.start()].split()) <= MOST_BETWEEN


def is_any_language(text: str) -> bool:
    """Whether a language is asked for without being named: "a second language"."""
    return bool(ANY_LANGUAGE.search(text))


def is_place(text: str) -> bool:
    """Whether a piece is about where one lives, works or may work."""
    return bool(phrases("kinds", "place").search(text))


def is_licence(text: str) -> bool:
    """Whether a piece asks for a licence, a registration or a certificate."""
    return bool(phrases("kinds", "licence").search(text) or _qualified().search(text))


@cache
def _qualified() -> re.Pattern[str]:
    return re.compile(
        r"\b[A-Z]{3,5}(?:[ /-](?:or |and )?[A-Z]{3,5})*\b[- ](?:qualif|regist|certif|"
        r"charter|part[- ]qualif|accredit|member)"
    )


def is_seniority(text: str) -> bool:
    """Whether a piece asks for a rank, or for having led people."""
    return bool(phrases("kinds", "seniority").search(text) or leads_people(text))
