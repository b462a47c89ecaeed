"""Which key points an answer meets, by words and by meaning, and its traps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from services.interview.answer_text import Word, words_of
from services.interview.fixed_vectors import FixedVectors
from services.interview.phrases import quote
from services.interview.subjects import Subjects, Term, speaks_of, subjects_of
from services.interview.wording import Match, find, wording
from services.language.english import listed
from services.language.pieces import sentences
from services.models.interview_bank import KeyPoint, Question
from services.models.interview_score import PointFound, TrapFound
from services.protocols import SentenceEncoder

NEAR = 0.6
"""The cosine from which a sentence says a point by meaning alone."""
FAR = 0.35
"""The cosine up to which it has nothing to do with it."""
BY_MEANING = 0.6
"""What a point is worth that is met by meaning alone: fluent mistakes lie near, too."""


@dataclass(frozen=True, slots=True)
class Read:
    """An answer prepared for matching; `asked` are the stems of the question."""

    text: str
    words: tuple[Word, ...]
    asked: frozenset[str]


def read_answer(question: Question, text: str) -> Read:
    asked = frozenset(word.stem for word in words_of(question.text))
    return Read(text, words_of(text), asked)


def points_found(
    question: Question, answer: Read, encoder: SentenceEncoder, fixed: FixedVectors
) -> tuple[PointFound, ...]:
    """Return how far each key point is met, in their order."""
    subjects = subjects_of(question)
    pairs = zip(question.points, subjects.by_point, strict=True)
    by_words = [_by_words(point, answer, subjects, term) for point, term in pairs]
    if not encoder.available:
        return tuple(by_words)
    by_meaning = _by_meaning(question, answer, encoder, fixed)
    return tuple(
        one if one.coverage >= other.coverage else other
        for one, other in zip(by_words, by_meaning, strict=True)
    )


def traps_found(question: Question, answer: Read) -> tuple[TrapFound, ...]:
    """Return each trap that the answer walks into, once."""
    found = []
    for trap in question.traps:
        match = next(_matches(trap.wordings, answer, within_sentence=True), None)
        if match is not None:
            found.append(TrapFound(trap.why, _quote(answer, match)))
    return tuple(found)


def _by_words(
    point: KeyPoint, answer: Read, subjects: Subjects, term: Term | None
) -> PointFound:
    for match in _matches(point.wordings, answer):
        place = range(match.first, match.last + 1)
        if speaks_of(subjects, term, answer.words, place):
            return PointFound(point.says, 1.0, "words", _quote(answer, match))
    return PointFound(point.says, 0.0)


def _matches(
    wordings: Sequence[str], answer: Read, *, within_sentence: bool = False
) -> Iterator[Match]:
    for text in wordings:
        match = find(wording(text), answer.words, within_sentence=within_sentence)
        if match is not None and not _repeats_question(answer, match):
            yield match


def _repeats_question(answer: Read, match: Match) -> bool:
    """Whether a match has no word that the question does not have itself."""
    span = answer.words[match.first : match.last + 1]
    return len(span) > 1 and all(word.stem in answer.asked for word in span)


def _quote(answer: Read, match: Match) -> str:
    return quote(answer.text, answer.words, match.first, match.last, more=2)


def _by_meaning(
    question: Question, answer: Read, encoder: SentenceEncoder, fixed: FixedVectors
) -> list[PointFound]:
    said = windows(answer.text)
    if not said:
        return [PointFound(point.says, 0.0) for point in question.points]
    wanted = fixed.of([point.says for point in question.points], encoder)
    near = wanted @ encoder.encode(said).T
    found = []
    for point, row in zip(question.points, near, strict=True):
        best = int(np.argmax(row))
        coverage = _worth(float(row[best]), point.says, said[best])
        met = PointFound(point.says, coverage, "meaning", said[best])
        found.append(met if coverage else PointFound(point.says, 0.0))
    return found


def _worth(cosine: float, says: str, said: str) -> float:
    """Return what a cosine is worth; one that denies what the other says, nothing."""
    if _denials(says) % 2 != _denials(said) % 2:
        return 0.0
    share = (cosine - FAR) / (NEAR - FAR)
    return round(BY_MEANING * min(1.0, max(0.0, share)), 3)


def _denials(text: str) -> int:
    return sum(word.negates for word in words_of(text))


def windows(text: str) -> list[str]:
    """Return the answer's sentences, and each pair of neighbours."""
    single = [one for one in sentences(text) if len(words_of(one)) >= 2]
    pairs = [f"{one} {other}" for one, other in pairwise(single)]
    return single + pairs


def content(words: Sequence[Word]) -> list[Word]:
    """Return the words that are no function words."""
    common = listed("function")
    return [word for word in words if word.text not in common and not word.negates]
