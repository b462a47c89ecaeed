"""What a question contrasts, and which of it an answer is speaking of.

"WHERE filters rows" and "HAVING filters groups" are points about two subjects. An
answer that says of the one what is true of the other has not met the point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from services.interview.answer_text import Word, words_of
from services.models.interview_bank import Question

Term = tuple[str, ...]
"""The stems of a subject's name."""
LONGEST = 3
REACH = 30
"""Words after its name for which a subject goes on being spoken of."""
ARTICLES = frozenset("a an the each use write or by in with because so one any".split())
PLAIN = frozenset("is are a an the and or by of in with up out what how do".split())
"""Words of a question that name nothing."""
CONTRAST = re.compile(r"\bdiffer|\bcompare|\bversus\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subjects:
    """The contrasted terms, and of which each point is; None where of none."""

    terms: tuple[Term, ...]
    by_point: tuple[Term | None, ...]


@lru_cache(maxsize=1024)
def subjects_of(question: Question) -> Subjects:
    """Return what a question contrasts; no terms where it contrasts nothing."""
    none = Subjects((), (None,) * len(question.points))
    if not CONTRAST.search(question.text):
        return none
    asked = {word.stem for word in words_of(question.text)} - PLAIN
    heads = [_head(point.says, asked) for point in question.points]
    names = dict.fromkeys(head for head in heads if head)
    short = _short(names)
    terms = tuple(dict.fromkeys(short.values()))
    if len(terms) < 2:
        return none
    by_point = []
    for point, head in zip(question.points, heads, strict=True):
        said = {term for _, term in _named(terms, words_of(point.says))}
        # A point that compares both is about neither alone.
        by_point.append(short.get(head) if len(said) == 1 else None)
    return Subjects(terms, tuple(by_point))


def _short(names: Iterable[Term]) -> dict[Term, Term]:
    """Return names without the words that all have: shallow, deep; inner, left."""
    names = list(names)
    shared = set.intersection(*map(set, names)) if names else set()
    telling = [name for name in names if not set(name) <= shared]
    if len(telling) < 2:
        return {name: name for name in names}
    return {name: tuple(w for w in name if w not in shared) for name in telling}


def _head(says: str, asked: Iterable[str]) -> Term:
    """Return the first words of a point, as far as they are the question's."""
    found: list[str] = []
    for word in words_of(says):
        if not found and word.text in ARTICLES:
            continue
        if word.stem not in asked or word.stem in found or len(found) == LONGEST:
            break
        found.append(word.stem)
    return tuple(found)


def speaks_of(
    subjects: Subjects, subject: Term | None, words: Sequence[Word], place: range
) -> bool:
    """Whether the words at `place` can be about a subject, and not about another."""
    if subject is None or not subjects.terms:
        return True
    named = list(_named(subjects.terms, words))
    within = [term for at, term in named if at in place]
    if within:
        return subject in within
    before = [term for at, term in named if place.start - REACH <= at < place.start]
    return not before or before[-1] == subject


def _named(terms: Sequence[Term], words: Sequence[Word]) -> Iterable[tuple[int, Term]]:
    """Yield where each term stands; of two that begin alike the longer."""
    stems = [word.stem for word in words]
    for at in range(len(stems)):
        found = [term for term in terms if tuple(stems[at : at + len(term)]) == term]
        if found:
            yield at, max(found, key=len)
