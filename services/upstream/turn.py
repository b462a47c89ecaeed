"""One question while it is asked of the upstream, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.errors import LLMServiceError
from services.llm.failures import degraded_by, reason_of
from services.models.language import Phrased
from services.models.upstream import SpokenOutcome, SpokenQuestion
from services.upstream.composing import Prepared
from services.upstream.spoken_reply import SpokenReply, Ungrounded


@dataclass(slots=True)
class Turn:
    question: SpokenQuestion
    prepared: Prepared
    until_s: float
    """When the first sound must have come."""
    heard: list[str] = field(default_factory=list)
    any_heard: bool = False
    taken: bool = False
    """Whether the server took the question, which may then be charged."""
    reply: SpokenReply | None = None
    """The last one that was asked for."""

    def spoken(self, engine: str, model: str) -> SpokenOutcome:
        """What is told of a reply that was heard to its end."""
        assert self.reply is not None  # noqa: S101
        speech, tokens = self.reply.speech, self.question.bill.tokens
        phrased = Phrased(
            speech.text,
            "read",
            engine=engine,
            model=model,
            evidence=speech.evidence,
            cards=speech.cards(self.prepared.sheet.cards),
            corrected=speech.corrects,
            prompt_tokens=tokens.input,
            completion_tokens=tokens.output,
        )
        return SpokenOutcome(phrased, waited=True)

    def failed(self, engine: str, error: LLMServiceError) -> SpokenOutcome:
        """What is told of a reply that failed, with the words that were heard of it."""
        speech = self.reply.speech if self.reply is not None else None
        phrased = Phrased(
            " ".join(self.heard),
            reason_of_failure(error),
            evidence=speech.evidence if speech is not None and self.any_heard else (),
            dropped=speech.dropped if speech is not None else 0,
            degraded=(gave_way(engine, error),),
        )
        return SpokenOutcome(phrased, waited=True)


def reason_of_failure(error: LLMServiceError) -> str:
    """The word that Phrased has for it."""
    return Ungrounded.reason if isinstance(error, Ungrounded) else reason_of(error)


def gave_way(engine: str, error: LLMServiceError) -> str:
    """How `degraded` says that the upstream did not answer."""
    ungrounded = isinstance(error, Ungrounded)
    return f"upstream:{engine}:{error.reason if ungrounded else degraded_by(error)}"
