"""What the upstream is told before it speaks: the facts, and what was said before."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.grounding.grounding import GroundingCheck
from services.llm.composing import MAX_QUESTION_CHARS, MAX_WORDS, RECENT_TURNS, cost
from services.llm.fact_list import fact_list, unfenced
from services.llm.owner import Owner
from services.llm.preparing import Guards, trusted
from services.llm.prompts import Prompts
from services.llm.reading import FENCE
from services.llm.speech import CheckedSpeech, Ground
from services.models.conversation import Turn
from services.models.fact import Fact
from services.models.fact_sheet import FactSheet
from services.models.language import ChatMessage
from services.models.upstream import SpokenQuestion

MOST_WORDS = 120
"""More than is asked for is no harm where it is true; without end it is."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """`question` is what was asked in words; its sound goes instead if there is any."""

    instructions: str
    turns: tuple[ChatMessage, ...]
    question: ChatMessage
    ground: Ground
    canary: str
    sheet: FactSheet

    def speech(self) -> CheckedSpeech:
        """The check of a reply, from its first sentence on."""
        return CheckedSpeech(self.ground, self.canary, most_words=MOST_WORDS)

    @property
    def text(self) -> str:
        """All that is sent in words."""
        messages = [message.content for message in (*self.turns, self.question)]
        return "\n".join((self.instructions, *messages))


@dataclass(slots=True)
class Checks:
    """The check of the facts that were read last: they are mostly the same again."""

    today: Callable[[], date] = date.today
    _read: tuple[object, GroundingCheck] | None = None

    def of(self, facts: tuple[Fact, ...], sheet: FactSheet) -> GroundingCheck:
        """A check with its facts read, which takes a while where they are others."""
        key = (facts, sheet.profile, tuple(sheet.entries), self.today())
        known = self._read
        if known is None or known[0] != key:
            check = GroundingCheck(facts, sheet.entries, profile=sheet.profile)
            check.read_all()
            known = self._read = (key, check)
        return known[1]


@dataclass(frozen=True, slots=True)
class Composer:
    prompts: Prompts
    guards: Guards
    owner: Callable[[], Owner]
    max_tokens: int
    checks: Checks = field(default_factory=Checks)

    def prepare(self, question: SpokenQuestion, sheet: FactSheet) -> Prepared:
        """The instructions with the facts that fit, and the check against those."""
        query, answer, persona = question.query, question.answer, self.owner().persona
        turns = tuple(self._messages(trusted(query.history, self.guards)))
        asked = self.guards.clean(query.text[:MAX_QUESTION_CHARS])
        given = {
            "name": persona.name,
            "subject": persona.subject,
            "fence": FENCE,
            "words": str(MAX_WORDS),
            "tone": self.prompts.fill(f"tone_{persona.tone}"),
            "canary": secrets.token_hex(8),
            "answer": unfenced(answer.text),
        }
        bare = self.prompts.fill("spoken", facts="", **given)
        spent = cost(bare) + cost(asked) + sum(cost(turn.content) for turn in turns)
        listed = fact_list(sheet, self.max_tokens - spent)
        check = self.checks.of(listed.facts, sheet).beside(answer.text)
        ground = Ground(
            check, listed.facts, listed.ranks, sheet.near, query.text, answer, False
        )
        return Prepared(
            self.prompts.fill("spoken", facts=listed.text, **given),
            turns,
            ChatMessage("user", unfenced(asked)),
            ground,
            given["canary"],
            sheet,
        )

    def _messages(self, turns: Sequence[Turn]) -> Iterator[ChatMessage]:
        clean = self.guards.clean
        for turn in turns[-RECENT_TURNS:]:
            yield ChatMessage("user", unfenced(clean(turn.user_input)))
            yield ChatMessage("assistant", unfenced(clean(turn.ai_response)))
