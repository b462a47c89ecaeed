"""What of an outcome an Answer shows, and what its sentences rest on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from services.models.answer import Evidence
from services.resume.answers.outcome import Outcome


class Sentence(Protocol):
    """A sentence of a reply with the résumé paths behind it."""

    @property
    def text(self) -> str: ...

    @property
    def paths(self) -> tuple[str, ...]: ...


def cards_of(outcome: Outcome, *, everything: bool) -> tuple[int, ...]:
    """The places of the cards that an outcome shows."""
    if outcome.absent and outcome.intent == "absent":
        return ()
    return outcome.hits if everything else outcome.shown


def evidence_of(sentences: Iterable[Sentence], text: str) -> tuple[Evidence, ...]:
    """What the sentences that are spoken rest on."""
    return tuple(
        Evidence(s.text, s.paths) for s in sentences if s.text in text and s.paths
    )
