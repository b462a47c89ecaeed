"""Positions by what somebody was there: "was she ever a nurse", "as a postdoc"."""

from __future__ import annotations

from services.resume.reading.text import clean, stem, words
from services.resume.understanding import filters as by
from services.resume.understanding.entries import slot_of
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.ordering import ordered

BEING = frozenset("as was been be is become becoming ever were worked".split())
ARTICLES = ("a", "an")
ENDS = frozenset(
    """at in for before after with when during on of from and or there now somewhere
    anywhere once again""".split()
)
LEAST_LETTERS = 3
REACH = 3


def roles_held(situation: Situation, nouns: tuple[str, ...]) -> Finding | None:
    """Positions with a role of the name that stands behind "was she a"."""
    index, reading = situation.index, situation.reading
    said = _role_said(reading.words)
    if not said or reading.negated or set(nouns) - {"experience"}:
        return None
    hits = tuple(
        i
        for i in index.by_section.get("experience", ())
        if _called(index.entries[i].role, said)
    )
    if not hits:
        return None
    hits, limit = ordered(situation, by.newest_first(hits, index))
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


def _role_said(question: tuple[str, ...]) -> tuple[str, ...]:
    for at, word in enumerate(question):
        if word in ARTICLES and BEING & set(question[max(0, at - REACH) : at]):
            behind = question[at + 1 :]
            end = next((i for i, w in enumerate(behind) if w in ENDS), len(behind))
            return tuple(w for w in behind[:end] if len(w) >= LEAST_LETTERS)
    return ()


def _called(role: str, said: tuple[str, ...]) -> bool:
    """ "Rep" is short for representative, "postdoc" for postdoctoral fellow."""
    held = words(clean(role))
    stems = {stem(word) for word in held}
    return all(
        stem(word) in stems or any(each.startswith(word) for each in held)
        for word in said
    )
