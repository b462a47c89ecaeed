"""A phrase of the résumé as full sentences about the person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from services.resume.telling.cleaning import cleaned
from services.resume.telling.labels import names_only
from services.resume.telling.language import is_english
from services.resume.telling.manner import GIVEN, Manner
from services.resume.telling.person import Person
from services.resume.telling.phrases import told
from services.resume.telling.placing import placed
from services.resume.telling.splitting import split_sentences
from services.resume.telling.tails import joined_tail
from services.resume.telling.tokens import head

CLOSED = re.compile(r"[.!?…][\"”’)\]]*$")
BRACKETED = re.compile(r"^\(([^()]*)\)\.?$")
JOINING = re.compile(r"^(?:and|or|but)\s+", re.I)
OWN = re.compile(r"^own(?= [a-z])", re.I)
"""How a line begins that names what belongs to the person: "Own studio for …"."""
EVENTS = frozenset(
    """journey trial exhibition expedition trip tour walk course courses workshop
    workshops class scheme festival campaign experiment pilot study concert
    residency excavation dig rescue protest strike""".split()
)
SPAN = re.compile(r"\b(?:19|20)\d\d (?:to|until|-|–) (?:19|20)\d\d\b")
BRAND = re.compile(r"[a-z]+[A-Z]")


def sentence(
    text: str,
    person: Person,
    *,
    ongoing: bool,
    place: str = "",
    when: str = "",
    by_name: bool = False,
    of_thing: bool = False,
) -> str:
    """Return the phrase as one or more sentences; the first tells place and time.

    With `of_thing` it is a line of a project or a text.
    """
    plain = cleaned(text)
    if not is_english(plain):
        return finished(plain)
    clauses = _clauses(plain, Manner(person, ongoing, by_name, of_thing=of_thing))
    return " ".join(map(finished, _placed_first(clauses, place, when)))


def clause(
    text: str,
    person: Person,
    *,
    ongoing: bool,
    place: str = "",
    when: str = "",
    by_name: bool = False,
) -> str:
    """Return the phrase without a capital or a full stop, to be joined to others."""
    plain = cleaned(text)
    if not is_english(plain):
        return plain.rstrip(" .")
    clauses = _clauses(plain, Manner(person, ongoing, by_name))
    return "; ".join(c.rstrip(" .;") for c in _placed_first(clauses, place, when))


def _placed_first(clauses: Iterator[str], place: str, when: str) -> Iterator[str]:
    """The clauses, the first one with its place and time."""
    for number, one in enumerate(clauses):
        yield one if number else placed(one, place, when)


def to_third(text: str, person: Person) -> str:
    """Return a text about oneself, or in telegram style, as said about the person.

    With a person of the first voice it is the other way round: "I am a nurse".
    """
    plain = cleaned(text)
    if not is_english(plain):
        return finished(plain)
    manner = Manner(person, ongoing=True, own_words=True)
    return " ".join(map(finished, _clauses(plain, manner)))


def about(
    text: str, person: Person, subject: str = "the project", *, over: bool = False
) -> str:
    """Return the description of a project, prize or text as sentences about it.

    With `over` the project has ended: a journey was one, a card game still is.
    """
    plain = cleaned(text)
    if not is_english(plain):
        return finished(plain)
    now = subject != GIVEN and not (over and _is_event(plain))
    manner = Manner(person, ongoing=now, thing=subject, of_thing=subject != GIVEN)
    return " ".join(map(finished, _clauses(plain, manner)))


def _is_event(plain: str) -> bool:
    """Whether what is described is over with the work on it: a journey, a trial."""
    return head(plain.split()) in EVENTS or SPAN.search(plain) is not None


def _clauses(plain: str, manner: Manner) -> Iterator[str]:
    """The clauses of a text; only the first one names the person."""
    for piece in split_sentences(plain, semicolons=True):
        if BRACKETED.match(piece) and names_only(piece.strip("().")):
            yield piece.strip("().")
            continue
        piece = OWN.sub(f"{manner.person.possessive} own", JOINING.sub("", piece))
        bare = BRACKETED.sub(r"\1", piece).rstrip(" ;")
        yield told(joined_tail(bare.rstrip(".")), manner) if bare else ""
        manner = replace(manner, named=False)


def finished(text: str) -> str:
    """Return the text with a capital and a full stop."""
    text = text.strip().rstrip(",;:")
    if not text:
        return ""
    if not BRAND.match(text):
        text = text[0].upper() + text[1:]
    return text if CLOSED.search(text) else f"{text}."
