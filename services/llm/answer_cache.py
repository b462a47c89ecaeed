"""Phrased answers kept for the next visitor with the same question."""

from __future__ import annotations

import re
import unicodedata
from collections import OrderedDict
from dataclasses import dataclass

from services.models.answer import Answer, Query
from services.models.language import Phrased

MAX_ANSWERS = 500
FILLERS = frozenset(
    "a an the um uh er erm hmm please pls kindly hi hello hey ok okay".split()
)
REQUEST = re.compile(
    r"^(?:(?:could|can|would|will) you |tell me |i(?: would|'d) like to know "
    r"|i want to know |do you know )+"
)
CONTRACTIONS = {
    "what's": "what is",
    "whats": "what is",
    "who's": "who is",
    "where's": "where is",
    "he's": "he is",
    "she's": "she is",
    "they've": "they have",
    "i'd": "i would",
    "didn't": "did not",
    "doesn't": "does not",
    "hasn't": "has not",
    "isn't": "is not",
}
WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*(?:\+\+|#)?|\d+")


@dataclass(frozen=True, slots=True)
class CacheKey:
    """Everything that an answer depends on. Equal keys are equal questions."""

    words: tuple[str, ...]
    history: tuple[str, ...]
    answer: str
    cards: tuple[str, ...]
    language: str
    persona: str
    version: str


def cache_key(query: Query, answer: Answer, *, persona: str, version: str) -> CacheKey:
    """Near duplicates share a key; what could change the answer never does.

    A question is reduced by spelling, politeness and fillers only. Its other words, in
    their order, have to be the same: no measure of likeness tells Java from JavaScript.
    The deterministic answer and its cards are part of the key, so that two questions
    which the engine answers differently can never meet.
    """
    return CacheKey(
        words=normalised(query.text),
        history=tuple(turn.user_input for turn in query.history[-2:]),
        answer=answer.text,
        cards=tuple(card.id for card in answer.cards),
        language=answer.language,
        persona=persona,
        version=version,
    )


def normalised(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    spoken = [CONTRACTIONS.get(word, word) for word in WORD.findall(plain)]
    words = [part for word in spoken for part in word.split()]
    telling = " ".join(word for word in words if word not in FILLERS)
    return tuple(REQUEST.sub("", telling).split()) or tuple(words)


class AnswerCache:
    """The least recently used answer makes room."""

    def __init__(self, capacity: int = MAX_ANSWERS) -> None:
        self._capacity = capacity
        self._answers: OrderedDict[CacheKey, Phrased] = OrderedDict()

    def get(self, key: CacheKey) -> Phrased | None:
        found = self._answers.get(key)
        if found is not None:
            self._answers.move_to_end(key)
        return found

    def put(self, key: CacheKey, phrased: Phrased) -> None:
        self._answers[key] = phrased
        self._answers.move_to_end(key)
        while len(self._answers) > self._capacity:
            self._answers.popitem(last=False)

    def __len__(self) -> int:
        return len(self._answers)
