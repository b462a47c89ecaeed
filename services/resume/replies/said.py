"""Sentences with the résumé paths behind them, and what they are told from."""

from __future__ import annotations

from dataclasses import dataclass

from services.models.resume import Entry
from services.resume.replies.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and the résumé paths behind it."""

    text: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a fact is told from: the words of the question and the day it is."""

    entry: Entry
    words: tuple[str, ...]
    days: int
    phrases: Phrases
