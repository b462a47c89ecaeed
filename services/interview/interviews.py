"""Interviews as a visitor meets them: started, answered, paused, looked at, erased."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.errors import InvalidInput, NotFound
from services.interview.banks import Banks
from services.interview.scoring import Scorer
from services.interview.sessions import (
    answered,
    finished,
    paused,
    resumed,
    settled,
    waiting_turn,
)
from services.interview.store import InterviewStore
from services.language.detection import language_of_text
from services.models.interview import (
    EVERY_INTERVIEW,
    Interview,
    InterviewFilter,
    InterviewTurn,
    Mode,
)
from services.models.interview_bank import Bank, Question, SkillLevel
from services.models.interview_score import AnswerScore
from services.models.speech import Transcript

ID_BYTES = 16
MOST_CHARACTERS = 8_000
MOST_LISTED = 1_000
ENGLISH = "en"
TOLD_LANGUAGE_FROM = 5
"""Words from which a text's language is told surely enough to refuse it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an interview shall be."""

    candidate_id: str
    level: SkillLevel
    bank: str
    minutes: float = 20.0
    mode: Mode = "text"


class Interviews:
    """The use case; the scoring leaves the event loop."""

    def __init__(
        self,
        store: InterviewStore,
        banks: Banks,
        scorer: Scorer,
        *,
        now: Callable[[], datetime],
        forget_copies: Callable[[str], Awaitable[int]],
    ) -> None:
        self.store = store
        self.banks = banks
        self._scorer = scorer
        self._now = now
        self._forget_copies = forget_copies

    async def start(self, wanted: Wanted, *, begun: bool = True) -> Interview:
        """Return a new interview: active with its first question, or pending."""
        bank = self.banks.get(wanted.bank)
        now = self._now()
        made = Interview(
            id=secrets.token_urlsafe(ID_BYTES),
            candidate_id=wanted.candidate_id,
            bank=bank.name,
            level=wanted.level,
            mode=wanted.mode,
            minutes=wanted.minutes,
            state="pending",
            created_at=now,
            updated_at=now,
        )
        return await self.store.save(resumed(made, bank, now) if begun else made)

    async def get(self, interview_id: str) -> Interview:
        """Return an interview as it is by now; raise NotFound."""
        kept = await self.store.get(interview_id)
        now = settled(kept, self._now())
        return kept if now is kept else await self.store.save(now)

    async def resume(self, interview_id: str) -> Interview:
        kept = await self.get(interview_id)
        return await self._save(kept, resumed(kept, self.bank_of(kept), self._now()))

    async def pause(self, interview_id: str) -> Interview:
        kept = await self.get(interview_id)
        return await self._save(kept, paused(kept, self._now()))

    async def finish(self, interview_id: str) -> Interview:
        kept = await self.get(interview_id)
        return await self._save(kept, finished(kept, self._now()))

    async def check_waiting(self, interview_id: str, turn: int | None) -> None:
        """Raise what `answer` would, before a recording is worked on."""
        waiting_turn(await self.get(interview_id), turn)

    async def answer(
        self,
        interview_id: str,
        text: str,
        *,
        turn: int | None = None,
        heard: Transcript | None = None,
    ) -> Interview:
        """Score an answer and return the interview with the next question.

        Raise InvalidInput for what is no answer: the question goes on waiting.
        """
        kept = await self.get(interview_id)
        waiting_turn(kept, turn)
        check_answer(text)
        bank = self.bank_of(kept)

        def score(question: Question, said: str) -> AnswerScore:
            return self._scorer.score(question, said, story=bank.star, heard=heard)

        moved = await asyncio.to_thread(
            answered,
            kept,
            bank,
            text.strip(),
            score,
            self._now(),
            turn=turn,
            confidence=None if heard is None else heard.confidence,
        )
        return await self.store.save(moved)

    async def dispute(
        self, interview_id: str, index: int, worth: float | None
    ) -> Interview:
        """Note the owner's own score of an answer; None takes it back."""
        kept = await self.store.get(interview_id)
        if not 0 <= index < len(kept.answered):
            raise NotFound("There is no such answer in this interview.")
        turn = replace(kept.turns[index], disputed=worth)
        turns: tuple[InterviewTurn, ...]
        turns = (*kept.turns[:index], turn, *kept.turns[index + 1 :])
        return await self.store.save(replace(kept, turns=turns))

    async def listed(
        self,
        matching: InterviewFilter = EVERY_INTERVIEW,
        *,
        limit: int = MOST_LISTED,
        offset: int = 0,
    ) -> Sequence[Interview]:
        """Return interviews, newest first unless told otherwise."""
        return await self.store.latest(limit=limit, offset=offset, matching=matching)

    async def erase(self, interview_id: str) -> None:
        """Leave nothing of an interview, in copies of the database neither."""
        await self.store.delete(interview_id)
        await self._forget_copies(interview_id)

    async def erase_candidate(self, candidate_id: str) -> int:
        """Leave nothing of a candidate; return how many interviews went."""
        erased = await self.store.delete_candidate(candidate_id)
        for interview_id in erased:
            await self._forget_copies(interview_id)
        return len(erased)

    def bank_of(self, interview: Interview) -> Bank:
        return self.banks.get(interview.bank)

    async def _save(self, kept: Interview, changed: Interview) -> Interview:
        return kept if changed is kept else await self.store.save(changed)


def check_answer(text: str) -> None:
    """Raise InvalidInput for a text that is no answer at all."""
    if not text.strip():
        raise InvalidInput("The answer is empty; the question is still open.")
    if len(text) > MOST_CHARACTERS:
        raise InvalidInput(f"An answer has {MOST_CHARACTERS:,} characters at most.")
    if len(text.split()) < TOLD_LANGUAGE_FROM:
        return
    if language_of_text(text) != ENGLISH:
        raise InvalidInput(
            "The answer does not seem to be in English, which the questions are in; "
            "the question is still open."
        )
