"""Résumé text made fit to be said: short names, cut sentences, dates written out."""

from __future__ import annotations

import re
from datetime import date

from services.language.pieces import sentences
from services.models.resume import Entry, Period
from services.resume.replies.phrases import Phrases

MAX_WORDS = 50
TOO_SHORT = 4
CUTS = re.compile(r"\s*(?:;|\s—\s|\s–\s|\s-\s|,\s)")
NAME_BREAK = re.compile(r"\s*(?:\(|:\s|\s[—–|]\s|,\s)")
FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|my|we|We|our|me|My|Our)\b")
DOUBLE_STOP = re.compile(r"(?<!\.)\.\.(?!\.)")
SPACES = re.compile(r"\s+")


def short_name(entry: Entry) -> str:
    """What a person would call the entry in passing."""
    if entry.section in ("experience", "education", "volunteer") and entry.organization:
        return short(entry.organization)
    return short(entry.title)


def short(name: str) -> str:
    name = name.strip(' “”"')
    if len(name) <= 28:
        return name
    head = NAME_BREAK.split(name)[0].strip(' “”"')
    return head if len(head) >= 3 else name


def gist(text: str, limit: int = 26) -> str:
    """The first thing a text says, in at most `limit` words, as a sentence."""
    text = SPACES.sub(" ", text).strip()
    head = text.partition("→")[0]
    if " → " in text and head.count("(") == head.count(
        ")"
    ):  # what was the matter → what was done → what came of it
        text = ", ".join(part.strip() for part in text.split("→")[1:])
        text = text[:1].upper() + text[1:]
    found = sentences(text)
    text = found[0] if found else ""
    if len(found) > 1 and len(text.split()) < TOO_SHORT:
        text = f"{text} {found[1]}"
    if len(text.split()) > limit:
        text = _cut(text, limit)
    return closed(text)


def _cut(text: str, limit: int) -> str:
    kept = ""
    for match in CUTS.finditer(text):
        head = text[: match.start()]
        if len(head.split()) > limit:
            break
        if head.count("(") == head.count(")"):
            kept = head
    if len(kept.split()) >= 5:
        return kept
    return " ".join(text.split()[:limit]) + " …"


def closed(text: str) -> str:
    return text if not text or text[-1] in ".!?…”" else text.rstrip(" ,;:") + "."


def in_first_person(text: str) -> bool:
    return bool(FIRST_PERSON.search(text))


def month(day: date, phrases: Phrases) -> str:
    return f"{phrases.word('months')[day.month - 1]} {day.year}"


def _year_only(period: Period) -> bool:
    start, end = period.start, period.end
    starts = start is None or (start.month, start.day) == (1, 1)
    ends = end is None or (end.month, end.day) == (12, 31)
    return starts and ends and (start is not None or end is not None)


def point(day: date, period: Period, phrases: Phrases) -> str:
    return str(day.year) if _year_only(period) else month(day, phrases)


def dates(period: Period | None, phrases: Phrases) -> str:
    """A period: "September 2022 to March 2023"; empty where nothing is known."""
    if period is None:
        return ""
    if period.start is None:
        return point(period.end, period, phrases) if period.end else period.text
    first = point(period.start, period, phrases)
    if period.ongoing:
        return f"{first} {phrases.word('to')} {phrases.word('present')}"
    last = point(period.end, period, phrases) if period.end else first
    return first if first == last else f"{first} {phrases.word('to')} {last}"


def span(days: int, phrases: Phrases) -> str:
    """The days in years and months: "1 year and 10 months"."""
    months = max(1, round(days / 30.44))
    years, rest = divmod(months, 12)
    parts = []
    for name, count in (("year", years), ("month", rest)):
        if count:
            one, several = phrases.word(name)
            parts.append((one if count == 1 else several).format(n=count))
    return phrases.joined(parts)


def tidy(text: str) -> str:
    """The text without double full stops: "at Acme Inc.." loses one."""
    return DOUBLE_STOP.sub(".", text)


def trimmed(text: str) -> str:
    """At most MAX_WORDS words, cut where a sentence or clause ends."""
    if len(text.split()) <= MAX_WORDS:
        return text
    kept = ""
    for sentence in sentences(SPACES.sub(" ", text)):
        if len(f"{kept} {sentence}".split()) > MAX_WORDS:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or closed(_cut(text, MAX_WORDS - 2))
