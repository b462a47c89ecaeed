"""The facts that a language model is given to answer one question from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.models.answer import Card
from services.models.fact import Fact
from services.models.resume import Entry, Profile


@dataclass(frozen=True, slots=True)
class FactSheet:
    """A résumé's facts in its own order, and how near each is to a question."""

    facts: tuple[Fact, ...]
    ranks: tuple[int, ...]
    """One a fact: 0 for the person and for what the plain answer is about, then growing
    with the distance from the question."""
    near: int
    """The highest rank of what has to do with the question; the rest is the rest."""
    entries: Mapping[str, Entry]
    """By their ids."""
    cards: Mapping[str, Card]
    """The cards of the entries, by the same ids."""
    profile: Profile
