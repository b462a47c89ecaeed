"""What was understood and found: everything a reply is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from services.models.answer import Filters
from services.models.conversation import Turn
from services.resume.index import Index
from services.resume.reading.reading import Reading
from services.resume.understanding.context import Context

SHOWN = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """`kind` names the reply; `hits` are positions in the index, best first."""

    kind: str
    intent: str
    item_type: str = "none"
    hits: tuple[int, ...] = ()
    limit: int = SHOWN
    section: str = ""
    slot: str = ""
    subject: str = ""
    members: str = ""
    """The family whose members are asked for."""
    said: tuple[str, str] | None = None
    """The sentence that answers, and its path, where finding it was the answer."""
    absent: bool = False
    near: str = ""
    """Of something absent, the nearest technology that is there."""
    lacking: tuple[str, ...] = ()
    """Of several things asked for those that are not there."""
    about: tuple[int, ...] = ()
    """Entries that the reply speaks of, where those are not the first hits."""
    filters: Filters = field(default_factory=Filters)
    everything: bool = False
    yes_no: bool = False
    parts: tuple[Finding, ...] = ()
    confidence: float = 0.9
    why: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[int, ...]:
        return self.hits if self.everything else self.hits[: self.limit]


@dataclass(frozen=True, slots=True)
class Situation:
    """One question with all that is known around it."""

    index: Index
    reading: Reading
    context: Context
    today: date


Again = Callable[[Turn], Finding | None]
"""Answers an earlier turn's question afresh, for the cards it did not show."""
