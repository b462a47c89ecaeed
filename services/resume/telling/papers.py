"""Certificates, each in one sentence: what was earned, passed or become."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.telling.articles import needs_article
from services.resume.telling.bodies import called
from services.resume.telling.closing import closed
from services.resume.telling.naming import in_sentence
from services.resume.telling.noun_kinds import is_person
from services.resume.telling.nouns import HAS_ARTICLE, with_article
from services.resume.telling.times import when
from services.resume.telling.tokens import head, key, noun_phrase
from services.resume.telling.voice import Voice
from services.resume.telling.word_classes import PREPOSITIONS

GRANTED = re.compile(
    r"(?:admitted|registered|licensed|qualified|certified|accredited|elected|called"
    r"|appointed|authori[sz]ed) (?:as|to|in|with)\b",
    re.I,
)
"""What a certificate says was done to its owner: "Admitted as a Solicitor"."""
BECOMING = re.compile(r"(?:certified|qualified|registered|accredited|licensed)$", re.I)
"""How a name ends that says what its owner is: "Xero Advisor Certified"."""
COURSES = re.compile(r"\b(?:course|training|workshop|programme|program|module)\b", re.I)
EXAMS = re.compile(r"\b(?:exam|examination|test|audit|assessment)\b", re.I)
STANDINGS = re.compile(
    r"\b(?:registration|membership|clearance|check|accreditation|extract)\b", re.I
)
PAPERS = re.compile(
    r"\b(?:licen[cs]e|certificate|certification|diploma|permit|degree|card|ticket|badge"
    r"|belt|qualification|award|endorsement|rating|credential|brevet|passport|skipper"
    r"|master|doctorate|bachelor|nvq|pass)\b",
    re.I,
)
"""Words that say themselves that a name is that of a paper."""
PART = re.compile(r"\b(?:paper|exam|examination)$")
"""What is only a part of an examination: "corporate paper"."""
OPEN = re.compile(
    r"\b(?:attempted|failed|not passed|in progress|pending|expected)\b", re.I
)
"""What is said of a certificate that is not held yet."""
PROVIDERS = frozenset("provider person".split())
"""Words for those who hold a certificate, which name firms elsewhere."""
BRACKET = re.compile(r"\s*(\([^()]*\))\s*$")


def certificate(entry: Entry, v: Voice) -> str:
    """A sentence on a certificate.

    "She earned the CCRN certificate from the American Association … in April 2020."
    """
    time, by = when(entry.period), _issuer(entry)
    if GRANTED.match(entry.title):
        granted = entry.title[:1].lower() + entry.title[1:]
        by = by.replace("from", "by", 1)
        return closed(f"{v.They} {v.was} {granted} {by} {time}")
    verb, name = _told(entry.title)
    if verb == "become":
        return _became(name, by.replace("from", "with", 1), time, v)
    if time.startswith(("from", "since")):
        return closed(f"{v.They} {v.has} held {name} {by} {time}")
    if verb in ("completed", "passed"):
        by = by.replace("from", "with", 1)
    done = verb if time or verb != "earned" else v.does("hold")
    return closed(f"{v.They} {done} {name} {by} {time}")


def _told(title: str) -> tuple[str, str]:
    """The verb for a certificate and its name with what it takes around it."""
    name, *rest = re.split(r", (?![^()]*\))", title, maxsplit=1)
    tail = "".join(rest)
    if tail.lower() in ("passed", "completed"):
        return tail.lower(), with_article(name)
    beside = f", {tail}," if tail else ""
    if PART.search(tail) and not PAPERS.search(name) and not _is_role(name):
        the = name if HAS_ARTICLE.match(name) else f"the {name}"
        return "passed", f"the {tail} of {the}"
    if re.fullmatch(r"[a-z0-9 -]+ course", tail):
        return "completed", f"the {tail} in {in_sentence(name)}"
    if OPEN.search(tail):
        return "worked towards", f"{name}{beside}"
    if BECOMING.search(name):
        return "become", f"{name}{beside}"
    if _is_role(name):
        return "become", f"{with_article(name)}{beside}"
    verb, said = _named(name)
    return verb, f"{said}{beside}"


def _named(name: str) -> tuple[str, str]:
    """The verb for a certificate and its name, without what stands behind a comma."""
    bracket = BRACKET.search(name)
    bare = name[: bracket.start()] if bracket else name
    note = f" {bracket[1]}" if bracket else ""
    the = bare if HAS_ARTICLE.match(bare) else f"the {bare}"
    if ":" in bare:
        return "completed", f"the course “{bare}”"
    if STANDINGS.search(bare):
        return "got", f"{_articled(bare)}{note}"
    if PAPERS.search(" ".join(noun_phrase(bare.split()))):
        return "earned", f"{with_article(bare)}{note}"
    if COURSES.search(bare):
        return "completed", f"{the if 'course' in bare.lower() else bare}{note}"
    if EXAMS.search(bare):
        return "passed", f"{the}{note}"
    if PAPERS.search(bare):
        return "earned", f"{with_article(bare)}{note}"
    return _plainly_named(name, bare, note)


def _plainly_named(name: str, bare: str, note: str) -> tuple[str, str]:
    """The verb and the name where no word says what kind of paper it is."""
    words = bare.split()
    if any(key(word) in PREPOSITIONS for word in words[1:]):
        return "completed", name
    if len(words) < 2 and not bare[1:].islower():
        return "earned", name
    return "earned", f"the {bare} certificate{note}"


def _articled(words: str) -> str:
    return with_article(words) if needs_article(words.split()) else words


def _is_role(name: str) -> bool:
    """Whether a certificate is called after its holder: "First aid instructor"."""
    own = re.split(r" [-–—] | \(", name)[0].split()
    last = head(own)
    return is_person(last) or last in PROVIDERS


def _became(name: str, by: str, time: str, v: Voice) -> str:
    """A sentence on what somebody became by a certificate."""
    if time.startswith(("from", "since")):
        return closed(f"{v.They} {v.has} been {name} {by} {time}")
    if not time:
        return closed(f"{v.They} {v.is_} {name} {by}")
    return closed(f"{v.They} became {name} {by} {time}")


def _issuer(entry: Entry) -> str:
    """Who gave a certificate; empty where its name says so."""
    body = entry.organization
    if not body or re.search(rf"\b{re.escape(body)}\b", entry.title, re.I):
        return ""
    return f"from {called(body)}"
