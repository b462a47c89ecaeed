"""Positions by what somebody was there: "was she ever a nurse", "as a postdoc"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile

from services.language.stems import stem
from services.resume.reading.text import clean, words
from services.resume.understanding import filters as by
from services.resume.understanding.entries import RELATIONS, slot_of
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.ordering import ordered
from services.resume.understanding.sections import noun_sections

BEING = frozenset("as was been be is become becoming ever were worked".split())
BECOMING = frozenset("become becomes became becoming".split())
TURNING = BECOMING | frozenset(
    "going turning being doing her his their the she was and".split()
)
ARTICLES = ("a", "an")
ENDS = frozenset(
    """at in for before after with when during on of from and or there now somewhere
    anywhere once again""".split()
)
LEAST_LETTERS = 3
REACH = 3


def roles_held(situation: Situation) -> Finding | None:
    """Positions with a role of the name that stands behind "was she a"."""
    index, reading = situation.index, situation.reading
    said = _role_said(reading.words)
    if not said or reading.negated:
        return None
    if set(noun_sections(reading, index)) - {"experience"}:
        return None
    hits = tuple(
        i
        for i in index.by_section.get("experience", ())
        if _called(index.entries[i].role, said)
    )
    if not hits:
        return None
    hits, limit = ordered(situation, by.newest_first(hits, index))
    if BECOMING & set(reading.words):
        hits, limit = hits[::-1], 1
    slot = slot_of(situation)
    return Finding(
        "fact" if slot and slot != "doing" else "list",
        "experience",
        "experience",
        hits=hits,
        limit=limit,
        section="experience",
        slot=slot,
        yes_no=reading.has("shape", "yesno"),
        filters=by.filters_of(situation, hits),
        why=("role",),
    )


def roles_beside(situation: Situation) -> tuple[int, ...]:
    """The positions so called, the nearest one first: "before going freelance"."""
    index, question = situation.index, situation.reading.words
    relation = next((i for i, w in enumerate(question) if w in RELATIONS), None)
    if relation is None:
        return ()
    said = _until_end(w for w in question[relation + 1 :] if w not in TURNING)
    jobs = by.newest_first(index.by_section.get("experience", ()), index)
    jobs = jobs[::-1] if RELATIONS[question[relation]] else jobs
    return tuple(i for i in jobs if said and _called(index.entries[i].role, said))


def _role_said(question: tuple[str, ...]) -> tuple[str, ...]:
    for at, word in enumerate(question):
        if word in ARTICLES and BEING & set(question[max(0, at - REACH) : at]):
            return _until_end(question[at + 1 :])
    return ()


def _until_end(behind: Iterable[str]) -> tuple[str, ...]:
    inside = takewhile(lambda word: word not in ENDS, behind)
    return tuple(word for word in inside if len(word) >= LEAST_LETTERS)


def _called(role: str, name: tuple[str, ...]) -> bool:
    """Whether a role has the words, or words that begin with them.

    "Rep" is short for representative, "postdoc" for postdoctoral fellow.
    """
    held, stems = _words_of(role)
    return all(
        stem(word) in stems or any(each.startswith(word) for each in held)
        for word in name
    )


@lru_cache(maxsize=4096)
def _words_of(role: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words of a role and their stems."""
    held = words(clean(role))
    return held, frozenset(map(stem, held))
