"""The answer step that every kind of turn runs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.models.answer import Answer, Query
from services.models.conversation import Session
from services.models.language import Phrased
from services.models.speech import Transcript
from services.pipeline.clarifying import (
    ask_back,
    doubtful,
    pending,
    repeated,
    say_again,
    settled,
)
from services.pipeline.history import as_shown, turns_before
from services.pipeline.reply import Asked
from services.protocols import Phraser, QueryProcessor


@dataclass(frozen=True, slots=True)
class Found:
    """An answer, the query behind it, and what must be confirmed first.

    `repeated` was heard in a call before, and is asked in this one.
    """

    query: Query
    answer: Answer
    heard: str | None = None
    repeated: Transcript | None = None

    @property
    def engines(self) -> dict[str, str]:
        return {"recognizer": self.repeated.engine} if self.repeated else {}


class Answering:
    """Deterministic first; a model may phrase what was found."""

    def __init__(
        self,
        processor: QueryProcessor,
        phraser: Phraser,
        *,
        confirm_below: float,
        llm_deadline_s: float,
    ) -> None:
        self.processor = processor
        self.phraser = phraser
        self._confirm_below = confirm_below
        self._llm_deadline_s = llm_deadline_s

    @property
    def has_model(self) -> bool:
        return self.phraser.name != "none"

    async def find(
        self, request: Asked, session: Session, transcript: Transcript | None = None
    ) -> Found:
        """Answer from the résumé, or ask back what was not heard well."""
        finding = await self._find(request, session, transcript)
        if transcript is not None:
            return finding
        return replace(finding, repeated=repeated(request.text, session.heard))

    async def _find(
        self, request: Asked, session: Session, transcript: Transcript | None
    ) -> Found:
        heard = transcript or session.heard
        language = transcript.language if transcript else None
        question = request.text
        waiting = pending(session)
        verdict = settled(question) if waiting is not None else None
        if verdict is False:
            return Found(Query(question), say_again(language or "en"))
        if verdict is True and waiting is not None:
            question = waiting
        elif doubtful(question, heard, confirm_below=self._confirm_below):
            answer = ask_back(question, language or "en")
            return Found(Query(question), answer, heard=question)
        query = Query(
            question,
            history=as_shown(session.turns, request.messages)
            or await turns_before(request, self.processor),
            section=request.section,
            page_text=request.page_text,
            explain=request.explain,
        )
        return Found(query, await self.processor.find(query))

    async def phrase(
        self, finding: Found, *, visitor: str, wait: bool, waited_s: float = 0.0
    ) -> Phrased | None:
        """A model's words, or why there are none; None while they may still come.

        What the visitor has `waited_s` for the engine is no time for the model.
        """
        query, answer = finding.query, finding.answer
        if not wait:
            reason = self.phraser.declines(query, answer, visitor=visitor)
            if not reason:
                return None
            return Phrased(answer.text, reason, evidence=answer.evidence)
        return await self.phraser.phrase(
            query,
            answer,
            visitor=visitor,
            deadline_s=max(0.0, self._llm_deadline_s - waited_s),
        )
