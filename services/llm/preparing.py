"""What is sent for a question, and what the reply to it will be held against."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from services.llm.composing import MAX_TOPICS, RECENT_TURNS, Composed, shortened
from services.llm.modes import Mode
from services.llm.owner import Owner
from services.llm.prompts import Prompts
from services.llm.speech import CheckedSpeech, ground_of
from services.models.answer import Answer, Query
from services.models.conversation import Turn
from services.models.fact_sheet import FactSheet


@dataclass(frozen=True, slots=True)
class Guards:
    suspicious: Callable[[str], bool]
    clean: Callable[[str], str]


def trusted(history: Sequence[Turn], guards: Guards) -> tuple[Turn, ...]:
    """The turns that may go into a prompt, cut to size; none that steers."""
    short = [shortened(turn) for turn in history[-(RECENT_TURNS + MAX_TOPICS) :]]
    return tuple(
        turn
        for turn in short
        if not guards.suspicious(turn.user_input)
        and not guards.suspicious(turn.ai_response)
    )


@dataclass(frozen=True, slots=True)
class Prepared:
    composed: Composed
    speech: CheckedSpeech


@dataclass(frozen=True, slots=True)
class Preparation:
    """How questions are made into prompts."""

    mode: Mode
    prompts: Prompts
    guards: Guards
    max_tokens: int
    """Of a whole request, the reply included."""

    def of(
        self, query: Query, answer: Answer, sheet: FactSheet, owner: Owner
    ) -> Prepared:
        """The prompt for a question, and the check of the reply."""
        composed = self.mode.compose(
            self.prompts,
            owner.persona,
            replace(query, history=trusted(query.history, self.guards)),
            answer,
            sheet,
            max_tokens=self.max_tokens - self.mode.reply_tokens,
            clean=self.guards.clean,
        )
        ground = ground_of(composed, query, answer, sheet, citations=self.mode.cited)
        return Prepared(composed, CheckedSpeech(ground, composed.canary))
