"""A question as the cache looks at it: what its answer depends on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from services.models.answer import Answer
from services.reuse.reading import Form

Vector = NDArray[np.float32]
Vectors = NDArray[np.float32]
"""One row a question."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What two questions need in common before their words are looked at.

    An answer may count the years, so another day is another scope.
    """

    language: str
    persona: str
    version: str
    section: str
    day: date


@dataclass(frozen=True, slots=True)
class Asked:
    """`words` and `plain` are sealed: the question, and what the engine answers to it.

    Without `form` and `vector` only the very same question is answered alike.
    """

    scope: Scope
    words: str
    plain: str
    absent: bool
    """Whether the engine found nothing."""
    intent: str
    kept: bool
    """Whether an answer to it may be kept for others, and one kept may answer it."""
    form: Form | None = None
    vector: Vector | None = None


def plain_of(answer: Answer) -> str:
    """What the engine answers, as one text."""
    return "\n".join([answer.text, *(card.id for card in answer.cards)])
