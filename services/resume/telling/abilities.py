"""Skills, languages, interests and references, each in one sentence."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.telling.closing import closed
from services.resume.telling.lists import joined
from services.resume.telling.naming import in_sentence
from services.resume.telling.nouns import with_article
from services.resume.telling.voice import Voice

CEFR = re.compile(r"[ABC][12]")
GRADED = re.compile(r"(?P<level>[^(),]+?) \((?P<grade>[ABC][12])\)")
"""A level in a word and as a grade: "Fluent (C1)"."""
NATIVE = ("native", "mother tongue", "first language")
DOES = re.compile(r"(?:has|is|was)\b|\w+s (?:the|an?|in|at|for|with|on)\b")
"""What somebody does, where a kind of the interest would stand: "plays in a band"."""
NOUNS = re.compile(r"skill|tool|software|technique|language|method", re.I)
MOST = 8


def skills(entry: Entry, v: Voice) -> str:
    """A sentence on a group of skills.

    "Her critical care skills, at expert level, include A, B and C."
    """
    listed = joined(entry.technologies[:MOST])
    if not listed or entry.technologies == (entry.title,):
        at = f" at {entry.role.lower()} level" if entry.role else ""
        return closed(f"{v.They} {v.has} {entry.title} among {v.their} skills{at}")
    level = f", at {entry.role.lower()} level," if entry.role else ""
    said = entry.title if NOUNS.search(entry.title) else f"{entry.title} skills"
    verb = "include" if said.endswith("s") else "includes"
    return closed(f"{v.Their} {in_sentence(said)}{level} {verb} {listed}")


def language(entry: Entry, v: Voice) -> str:
    """A sentence: "She speaks Spanish fluently.", "English is her native language."."""
    level, name = fluency(entry), entry.title
    low = level.lower()
    if not level:
        return closed(f"{v.They} {v.does('speak')} {name}")
    if "biling" in low:
        return closed(f"{v.They} {v.does('speak')} {name} as a bilingual speaker")
    if any(word in low for word in NATIVE):
        return closed(f"{name} is {v.their} native language")
    return closed(f"{v.They} {v.does('speak')} {name} {_at(level)}")


def fluency(entry: Entry) -> str:
    """The level of a language as the résumé has it; empty without one."""
    value = entry.facts.get("fluency", "")
    return entry.role or (value if isinstance(value, str) else "")


def _at(level: str) -> str:
    if CEFR.fullmatch(level):
        return f"at level {level}"
    if level.lower() in ("fluent", "fluently"):
        return "fluently"
    if held := GRADED.fullmatch(level):
        return f"{_at(held['level'])} ({held['grade']})"
    if CEFR.search(level) or "," in level or "(" in level:
        return f"({level})"
    if level.lower().startswith("level"):
        return f"at {level.lower()}"
    return f"at {with_article(level.lower())} level"


def interest(entry: Entry, v: Voice) -> str:
    """A sentence on an interest.

    "Outside work she enjoys trail running, including half marathons."
    """
    done = [k for k in entry.keywords if DOES.match(k)]
    kinds = [k for k in entry.keywords[:4] if k not in done]
    more = f", including {joined(kinds)}" if kinds else ""
    if done and not kinds and not (v.plural or v.first_person):
        more = f" and {done[0]}"
    name = in_sentence(entry.title)
    return closed(f"Outside work {v.they} {v.does('enjoy')} {name}{more}")


def reference(entry: Entry, v: Voice) -> str:
    """Who speaks for the person, with the quote."""
    quote, who = entry.description.strip(' “”"'), entry.title
    if not quote:
        return closed(f"{who} is named as {v.their} reference")
    return f"{who}{',' if ',' in who else ''} says: “{quote}”"
