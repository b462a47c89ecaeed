"""What an answer is worth: the same answer, bank and weights give the same score."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from services.interview.answer_text import words_of
from services.interview.coverage import (
    Read,
    content,
    points_found,
    read_answer,
    traps_found,
)
from services.interview.fixed_vectors import FixedVectors
from services.interview.honesty import raised, shingles
from services.interview.manner import delivery_of, listed_in, specifics
from services.interview.star import PARTS, story_parts
from services.interview.weights import Kind, Weights
from services.models.interview_bank import Question
from services.models.interview_score import AnswerScore, PointFound, Raised
from services.models.speech import Transcript
from services.protocols import SentenceEncoder

MOST_SPECIFICS = 8
KEPT_RUNS = 4
"""Lists of model answers: a process has one, unless banks were edited."""
RELEVANT_WORDS = 0.35
"""The share of words from the question's field that makes an answer relevant."""
OFF_TOPIC = 0.12
RIGHT = 0.6
"""The coverage from which the question's words are taken for the answerer's own."""


class Scorer:
    """Scores answers; takes milliseconds where a model compares meanings."""

    def __init__(
        self,
        weights: Callable[[], Weights],
        encoder: Callable[[], SentenceEncoder],
        models: Iterable[str] = (),
    ) -> None:
        """Keep the `models`: model answers of any question, not to be copied."""
        self._models = runs_of(tuple(models))
        self._fixed = FixedVectors()
        self._weights = weights
        self._encoder = encoder

    def score(
        self,
        question: Question,
        text: str,
        *,
        story: bool = False,
        heard: Transcript | None = None,
    ) -> AnswerScore:
        """Return the score of an answer with its evidence."""
        encoder = self._encoder()
        answer = read_answer(question, text)
        points = (
            points_found(question, answer, encoder, self._fixed) if answer.words else ()
        )
        found = AnswerScore(
            score=0.0,
            points=points or tuple(PointFound(p.says, 0.0) for p in question.points),
            traps=traps_found(question, answer),
            flags=raised(question, answer.words, self._models),
            structure=story_parts(text, answer.words) if story else {},
            specifics=specifics(text, answer.words),
            hedges=listed_in(answer.words, "hedges"),
            words=len(answer.words),
            engine=encoder.name,
            delivery=delivery_of(heard) if heard is not None else None,
        )
        near = _nearness(question, answer, encoder, self._fixed)
        features = _features(question, answer, found, near)
        found = replace(
            found, features=features, flags=_flags(found, features, story=story)
        )
        if found.flags:
            return found
        kind: Kind = "story" if story else "knowledge"
        score = self._weights().apply(kind, features)
        return replace(found, score=round(score, 3))


@lru_cache(KEPT_RUNS)
def runs_of(texts: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Return every run of words of these texts that would show a copy."""
    return frozenset(run for text in texts for run in shingles(words_of(text)))


def _features(
    question: Question, answer: Read, found: AnswerScore, near: float
) -> Mapping[str, float]:
    """Return what is weighed, each in [0, 1]."""
    weight = sum(point.weight for point in question.points)
    pairs = zip(question.points, found.points, strict=True)
    covered = sum(point.weight * met.coverage for point, met in pairs) / weight
    expected = len(words_of(question.model_answer))
    traps = min(1.0, len(found.traps) / 2)
    features = {
        "one": 1.0,
        "covered": covered,
        "traps": traps,
        "spoilt": covered * traps,
        "structure": len(found.structure) / len(PARTS),
        "specific": min(1.0, len(found.specifics) / MOST_SPECIFICS),
        "relevant": _relevance(question, answer),
        "near": near,
        "length": min(1.0, 2 * found.words / expected),
    }
    return {name: round(value, 4) for name, value in features.items()}


def _relevance(question: Question, answer: Read) -> float:
    """Return how much of the answer is about the question's field, in [0, 1]."""
    own = {word.stem for word in content(answer.words)}
    if not own:
        return 0.0
    field = f"{question.text} {question.model_answer}"
    field += " ".join(point.says for point in question.points)
    known = {word.stem for word in content(words_of(field))}
    share = len(own & known) / math.sqrt(len(own) * min(len(own), 12))
    return min(1.0, share / RELEVANT_WORDS)


def _nearness(
    question: Question, answer: Read, encoder: SentenceEncoder, fixed: FixedVectors
) -> float:
    """Return how near the whole answer is in meaning; 0 where no model tells."""
    if not (encoder.available and answer.words):
        return 0.0
    wanted = f"{question.text} {question.model_answer}"
    (own,) = encoder.encode([answer.text])
    return max(0.0, float(own @ fixed.of([wanted], encoder)[0]))


def _flags(
    found: AnswerScore, features: Mapping[str, float], *, story: bool
) -> tuple[Raised, ...]:
    """Return the flags; an answer that touches nothing asked for is off the topic.

    Where a question names all its terms, a right answer has them too.
    """
    if found.flags or features["covered"] > 0:
        right = not story and features["covered"] >= RIGHT
        return tuple(
            one for one in found.flags if not (right and one.flag == "read_back")
        )
    if features["relevant"] > OFF_TOPIC:
        return found.flags
    return (Raised("off_topic", "none of its words are of the question's field"),)
