"""Free notes of an entry and what is said of its award, as full sentences."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.telling.bodies import called
from services.resume.telling.closing import closed
from services.resume.telling.naming import in_sentence
from services.resume.telling.nouns import with_article
from services.resume.telling.person import Person
from services.resume.telling.sentences import about, sentence
from services.resume.telling.splitting import split_sentences
from services.resume.telling.tokens import is_adjective, key, lowered
from services.resume.telling.verbs import reading
from services.resume.telling.word_classes import PRONOUNS

NOTES = re.compile(r"\.(?:notes?|comments?|remarks?)$")
"""Paths of fields that hold a note of the owner's own."""
WORK = re.compile(
    r"(?P<kind>(?:[\w'’-]+ ){0,2}"
    r"(?:thesis|dissertation|paper|project|report|essay|show|capstone)"
    r"(?: (?:at|with|for) [^:,]+(?=:))?)(?P<by>:| on| about| in)\s+(?P<topic>.+)",
    re.I | re.S,
)
"""What was made for a degree: "Thesis on tides", "Final project: a kiln"."""
ENDED = re.compile(
    r"(lapsed|expired|renewed|issued)\s+(?:in\s+)?((?:\w+ )?\d{4}(?:,.*)?)$", re.I
)
GOOD = re.compile(r"(?:valid|good|due|in date)\b", re.I)
PASSIVE = re.compile(r"(?:renewed|let go|reissued|revoked)\b", re.I)
YEARLY = re.compile(r"\b(?:every|each|yearly)\b", re.I)
STUDIED = re.compile(r"^(\w+) worked (?=part-time|full-time|evenings|weekends|summers)")
"""How a note is told of the hours somebody studied in."""
WORKED_ON = re.compile(r"^\w+ worked on ")
OPEN = re.compile(r"(?:in progress|ongoing|unfinished|paused|on hold)\b", re.I)
LEADING = re.compile(
    r"(?:on|by|with|as|at|in|under|through|for|alongside|beside)\s", re.I
)
PAID = re.compile(
    r"(?:paid|funded|sponsored|financed)(?: for)? (?:by|with|from)\b", re.I
)
WAYS = re.compile(
    r"(?:online|part[- ]time|full[- ]time|by distance|distance learning|remote)\b(?!-)"
    r"(?=$|[,:]| (?:over|for|in|while|with|alongside|beside|and)\b)",
    re.I,
)
"""How a note begins that says in which way somebody studied."""
EVENINGS = re.compile(r"evenings(?: and weekends)?|weekends", re.I)
DEED = re.compile(r"\w+ed (?:the|an?|one)\b")
THEN = re.compile(r"then (?=an?\b|the\b)", re.I)
MARK = re.compile(r"(?:distinction|merit|commendation|credit) in\b", re.I)
MEMBERS = re.compile(
    r"(?:one of|among|(?:first|second|third|\w+th|\d+(?:st|nd|rd)) of"
    r"|in the (?:top|last|first)|top \w+ of)\b",
    re.I,
)
"""How a note on an award begins that says where its owner came."""
NEAR = re.compile(
    r"(?:(?:regional|national|local|state|county|joint) )?"
    r"(?:winner|finalist|runner-up|nominee)\b",
    re.I,
)
MONEY = re.compile(r"[€£$]|\b(?:euros?|pounds?|dollars?|francs?|kroner|kronor)\b", re.I)
SUM = re.compile(r"(?:[A-Z]{0,3}[€£$]|[A-Z]{3} )\d")
NAME = re.compile(r"[A-Z][\w'’]*(?: (?:[A-Z][\w'’]*|of|the|and))* [A-Z][\w'’]*")
OF_ITSELF = re.compile(
    r"It was (?P<article>an? )(?P<word>\w+) (?:after|for|in|at|by)\b"
)
SHORT = 3
"""Letters up to which a word in a title may be small."""


def is_note(path: str) -> bool:
    """Whether a field is a note, which has no name of its own to be told by."""
    return bool(NOTES.search(path))


def note(entry: Entry, text: str, person: Person) -> str:
    """A note as sentences: "Her thesis at the University of Oulu was on …."."""
    tell = _of_study if entry.section == "education" else _of_paper
    pieces = enumerate(_pieces(text))
    return " ".join(tell(entry, one, person, not at) for at, one in pieces)


def of_award(text: str, person: Person) -> str:
    """What is said of an award: "It was for the fish list. She was one of six."."""
    return " ".join(_of_award(one, person) for one in _pieces(text))


def _pieces(text: str) -> list[str]:
    """The sentences of a note; a title goes on behind its question mark."""
    pieces: list[str] = []
    for piece in split_sentences(text, semicolons=True):
        if pieces and pieces[-1].endswith(("?", "!")):
            pieces[-1] = f"{pieces[-1]} {piece}".rstrip(" .;")
        else:
            pieces.append(piece.rstrip(" .;"))
    return [piece for piece in pieces if piece]


def _of_study(entry: Entry, text: str, person: Person, first: bool) -> str:
    their, they = person.possessive, person.subject
    at = f" at {called(entry.organization)}" if entry.organization and first else ""
    if found := WORK.fullmatch(text):
        return closed(f"{their} {in_sentence(found['kind'])}{at} was{_topic(found)}")
    if framed := _framed(text, their, they, at):
        return closed(framed)
    told = sentence(text, person, ongoing=False)
    if told.rstrip(".") == text:
        return closed(f"of {their} studies{at} the résumé says: {_small(text)}")
    told = _as_study(told, their.capitalize())
    return f"At{at[3:]}, {_opened(told)}" if at else told


def _topic(work: re.Match[str]) -> str:
    """What was written for a degree is about: " on tides", " “Tides”"."""
    by, topic = work["by"], work["topic"]
    if by != ":":
        return f"{by} {topic}"
    return f" {topic}" if _titled(topic) else f" about {_small(topic)}"


def _framed(text: str, their: str, they: str, at: str) -> str:
    """A note that says how or with what mark somebody studied; empty for others."""
    if MARK.match(text):
        return f"{they} got {with_article(_small(text))}{at}"
    if EVENINGS.fullmatch(text):
        return f"{they} studied{at} in the {_small(text)}"
    if WAYS.match(text) or PAID.match(text):
        return f"{their} studies{at} were {_small(text)}"
    if OPEN.match(text):
        return f"{their} studies{at} are {_small(text)}"
    if LEADING.match(text):
        return f"{they} studied{at} {_small(text)}"
    if DEED.match(text) and reading(key(text.split()[0]), "past"):
        return f"{they} {_small(text)}"
    return f"then came {THEN.sub('', text)}" if THEN.match(text) else ""


def _as_study(told: str, their: str) -> str:
    """A sentence on work as one on a course of study."""
    told = STUDIED.sub(r"\1 studied ", told, count=1)
    told = told.replace(" work included ", " studies included ", 1)
    told = re.sub(r"^It was (?=an? )", f"{their} studies included ", told)
    told = re.sub(r"^It was (?=\w+ed\b|taken\b)", "The course was ", told)
    return WORKED_ON.sub(f"{their} studies included ", told, count=1)


def _titled(topic: str) -> bool:
    """Whether a topic is a title: in quotes, or with capitals throughout."""
    long = [word for word in topic.split() if len(word) > SHORT]
    capitals = sum(word[:1].isupper() for word in long)
    return topic[:1] in "'‘“\"" or (len(long) > 1 and 2 * capitals > len(long))


def _opened(told: str) -> str:
    """A sentence as it goes on behind "At …,"."""
    first = told.split()[0]
    opens = key(first) in PRONOUNS or first in ("The", "Her", "His", "Their", "My")
    return told[:1].lower() + told[1:] if opens and first != "I" else told


def _of_paper(entry: Entry, text: str, person: Person, first: bool) -> str:
    name = entry.title if first else "it"
    if found := ENDED.match(text):
        be = "was " if found[1].lower() in ("renewed", "issued") else ""
        return closed(f"{name} {be}{found[1].lower()} in {found[2]}")
    if GOOD.match(text):
        return closed(f"{name} is {_small(text)}")
    if PASSIVE.match(text):
        return closed(f"{name} {'is' if YEARLY.search(text) else 'was'} {_small(text)}")
    if LEADING.match(text):
        return closed(f"{name} was {_small(text)}")
    told = sentence(text, person, ongoing=False)
    if told.startswith(f"{person.subject.capitalize()} "):
        return told
    return closed(f"the résumé says of {name}: {_small(text)}")


def _of_award(text: str, person: Person) -> str:
    they, was = person.subject, person.verb("be", "past")
    if MEMBERS.match(text):
        return closed(f"{they} {was} {_small(text)}")
    if NEAR.match(text):
        return closed(f"{they} {was} {with_article(_small(text))}")
    if SUM.match(text):
        return closed(f"it came with {text}")
    if text[:4].lower() == "for ":
        return closed(f"it was {_small(text)}")
    if NAME.fullmatch(text):
        return closed(f"it was for {text}")
    count = "It came with " if MONEY.search(text) else "There were "
    told = about(text, person, "the award").replace("The award covers ", count, 1)
    thing = "There was " if text.lower().startswith("no ") else "It was "
    told = told.replace("The award is about ", thing, 1)
    told = re.sub(r"^It is ", "It was ", told)
    found = OF_ITSELF.match(told)
    if found and is_adjective(found["word"]):
        return told.replace(found["article"], "", 1)
    return told


def _small(text: str) -> str:
    first, space, rest = text.partition(" ")
    return f"{lowered(first)}{space}{rest}"
