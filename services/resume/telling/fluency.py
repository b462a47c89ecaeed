"""Languages, each in one sentence: how well one speaks, and what is said of it."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.telling.closing import closed
from services.resume.telling.deeds import MODALS, deed, is_deed
from services.resume.telling.lists import joined
from services.resume.telling.noun_kinds import is_person
from services.resume.telling.nouns import with_article
from services.resume.telling.tokens import head, is_adjective, key, lowered
from services.resume.telling.voice import Voice, of_them
from services.resume.telling.word_classes import PREPOSITIONS

CEFR = re.compile(r"[ABC][12]")
GRADED = re.compile(r"(?P<level>[^(),]+?) \((?P<grade>[ABC][12])\)")
"""A level in a word and as a grade: "Fluent (C1)"."""
NATIVE = ("native", "mother tongue", "first language")
STEPS = frozenset(
    """basic elementary intermediate advanced beginner professional conversational
    working limited upper lower full proficient proficiency near fair holiday everyday
    business academic technical""".split()
)
"""Words of which levels are made: "limited working"."""
LEAST = 4
"""Ninths of a word's uses from which it is a verb in a remark on a language."""
BEFORE_IT = frozenset(
    "school holiday conversational everyday business rusty basic".split()
)
"""Levels that stand before the language: "holiday Spanish"."""
PHRASES = re.compile(
    r"(?P<some>(?:a few|some|a handful of|several|\d+)(?: \w+)? "
    r"(?:words|phrases|sentences|greetings))\b",
    re.I,
)
SCRAPS = frozenset("phrases words greetings insults songs jokes numbers".split())
"""What one knows of a language that one does not speak."""
PLAIN = frozenset("good strong solid competent decent fair family".split())
BREAK = re.compile(r"\s*[,;:]\s*|\s+\(|\)$")


def language(entry: Entry, v: Voice) -> str:
    """A sentence: "She speaks Spanish fluently.", "English is her native language."."""
    level, name = fluency(entry), entry.title
    low = level.lower()
    if not level:
        return closed(f"{v.They} {v.does('speak')} {name}")
    if any(word in low for word in NATIVE) and "like" not in low and "near" not in low:
        return closed(f"{name} is {v.their} native language")
    if low.startswith("biling"):
        return closed(f"{v.They} {v.is_} bilingual in {name}")
    return closed(_spoken(name, level, v))


def fluency(entry: Entry) -> str:
    """The level of a language as the résumé has it; empty without one."""
    value = entry.facts.get("fluency", "")
    return entry.role or (value if isinstance(value, str) else "")


def _spoken(name: str, level: str, v: Voice) -> str:
    """How well the language is spoken, and then what else is said of it."""
    if held := GRADED.fullmatch(level):
        at = _level(held["level"]) or f"at a {held['level'].lower()} level"
        return f"{v.They} {v.does('speak')} {name} {at} ({held['grade']})"
    first, *more = [part for part in BREAK.split(level) if part]
    if _does(first):
        return _able(name, first, more, v)
    told = _opening(name, first, v)
    beside = [p for p in more if not _does(p) and not re.search(r"\bI\b", p)]
    verbs = [deed(p, v) for p in more if _does(p)]
    told += "".join(_beside(_small(of_them(part, v)), v) for part in beside)
    if len(verbs) > 1:
        return f"{told}: {v.they} {joined(verbs)}"
    comma = "," if "," in told else ""
    return f"{told}{comma} and {verbs[0]}" if verbs else told


def _beside(part: str, v: Voice) -> str:
    """A remark behind a level: what goes on, how the language is, or a scrap."""
    first = part.split()[0]
    if first in ("learning", "improving", "studying", "practising"):
        return f" and {v.is_} {part}"
    if part == first and is_adjective(part):
        return f", and it is {part}"
    return f", {part}"


def _opening(name: str, first: str, v: Voice) -> str:
    """The sentence up to the level: "She speaks good Italian"."""
    speaks = f"{v.They} {v.does('speak')}"
    low, words = _small(of_them(first, v)), first.split()
    if low.removesuffix(" level") in BEFORE_IT:
        return f"{speaks} {low.removesuffix(' level')} {name}"
    if at := _level(first):
        return f"{speaks} {name} {at}"
    if low.startswith("spoken "):
        return f"{speaks} {name} {low.removeprefix('spoken ')}"
    if scraps := _scraps(name, low):
        return f"{v.They} {v.does('know')} {scraps}"
    if re.fullmatch("[ABC]", first):
        return f"{speaks} {name} as {with_article(first)} language"
    if key(words[0]) in PREPOSITIONS:
        return f"{speaks} {name}{',' if key(words[0]) == 'from' else ''} {low}"
    if words[-1] == name:
        return f"{speaks} {low}"
    if words[0].lower() == "enough":
        return f"{speaks} enough {name} {' '.join(words[1:])}"
    learner = _learner(name, low, words)
    return f"{v.They} {v.is_} {learner}" if learner else f"{speaks} {name}, {low}"


def _scraps(name: str, low: str) -> str:
    """What one knows of a language without speaking it: "a few words of Welsh"."""
    if some := PHRASES.match(low):
        return f"{some['some']} of {name}{low[some.end() :]}"
    return f"{low} in {name}" if low.split()[-1] in SCRAPS else ""


def _learner(name: str, low: str, words: list[str]) -> str:
    """What one is in a language: "learning Welsh", "a beginner in Welsh"."""
    if low == "learning":
        return f"learning {name}"
    if not is_person(head(words)) and low != "beginner":
        return ""
    return f"{with_article(low)} {'of' if low.endswith('speaker') else 'in'} {name}"


def _level(text: str) -> str:
    """A plain level with its preposition: "at level B2", "fluently"; else empty."""
    low, words = _small(text), text.lower().split()
    if CEFR.match(text):
        return f"at level {text}"
    if low in ("fluent", "fluently"):
        return "fluently"
    if words[0] == "level":
        return f"at {low}"
    if words[-1] == "level":
        return f"at {with_article(low)}"
    if low == "beginner":
        return ""
    stepped = all(part in STEPS for word in words for part in word.split("-"))
    if stepped or low in PLAIN or "native" in low:
        return f"at {with_article(low)} level"
    return ""


def _does(text: str) -> bool:
    """Whether a remark is what somebody does: "understands more than speaks"."""
    return is_deed(text, LEAST)


def _able(name: str, first: str, more: list[str], v: Voice) -> str:
    """A sentence on what somebody does in a language."""
    able = key(first.split()[0]) in MODALS
    done = [p for p in more if _does(p) or able]
    verbs = [deed(of_them(part, v), v) for part in (first, *done)]
    beside = "".join(f", {_small(of_them(p, v))}" for p in more if p not in done)
    if re.fullmatch(r"understands?(?: it)?", first, re.I):
        verbs[0] = f"{v.does('understand')} {name}"
        return f"{v.They} {joined(verbs)}{beside}"
    return f"{v.They} {v.does('know')} {name}: {v.they} {joined(verbs)}{beside}"


def _small(text: str) -> str:
    """The words as they go on in a sentence; names and grades keep their capital."""
    first, space, rest = text.partition(" ")
    return f"{lowered(first) if len(first) > 1 or rest else first}{space}{rest}"
