"""A fact as a sentence is read against it: its words, and those of its entry."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.language.stems import stem
from services.models.fact import Fact
from services.models.resume import Entry, Profile

WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*(?:\+\+|#)?|%")
NEGATORS = frozenset("not no never without none nor neither cannot nobody".split())
STOP = frozenset(
    """a about after also an and are as at be been before both but by can did do does
    during each for from had has have he her hers him his i in into is it its me more my
    of on or our over she so some than that the their them then there these they this
    those through to under until up was were what when where which while who whom whose
    will with work worked works used using use year years month months since one name
    role job position company project""".split()
)


@dataclass(frozen=True, slots=True)
class Evidence:
    position: int
    fact: Fact
    words: frozenset[str]
    """Stems of the fact."""
    context: frozenset[str]
    """Stems of its entry's title, organisation, role and dates."""
    denied: bool


def stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word.lower()) for word in WORD.findall(text))


def denies(text: str) -> bool:
    """Whether a text has a negation in it."""
    return any(
        word.lower() in NEGATORS or word.lower().endswith(("n't", "n’t"))
        for word in WORD.findall(text)
    )


def evidence_of(position: int, fact: Fact, entry: Entry | None) -> Evidence:
    return Evidence(
        position,
        fact,
        frozenset(stems(f"{fact.text} {fact.sentence}")),
        frozenset(stems(context_of(entry))) if entry else frozenset(),
        denies(fact.text),
    )


def context_of(entry: Entry) -> str:
    """What may be said of an entry along with any of its facts."""
    time = entry.period
    days = [day for day in (time.start, time.end) if day] if time else []
    parts = [entry.title, entry.organization, entry.role, time.text if time else ""]
    return " ".join([*parts, *(f"{day:%B %Y}" for day in days)])


def profile_words(profile: Profile) -> frozenset[str]:
    return frozenset(stems(f"{profile.name} {profile.headline} {profile.location}"))
