"""A turn as the books keep it."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from services.models.answer import Intent
from services.models.records import Interaction
from services.pipeline.reply import Reply

UNANSWERED = (Intent.ABSENT, Intent.UNCLEAR)


def interaction_of(reply: Reply, now: datetime, *, request_id: str) -> Interaction:
    phrased, transcript = reply.phrased, reply.transcript
    return Interaction(
        id=str(uuid4()),
        session_id=reply.session_id,
        created_at=now,
        channel="voice" if transcript else "text",
        user_input=reply.question,
        response=reply.text,
        intent=reply.answer.intent,
        item_type=reply.answer.item_type,
        shown=tuple(card.id for card in reply.answer.cards),
        engines=reply.engines,
        timing_ms=reply.timing,
        degraded=reply.degraded,
        language=reply.answer.language,
        confidence=transcript.confidence if transcript else None,
        model=phrased.model if phrased and phrased.by_model else None,
        prompt_tokens=phrased.prompt_tokens if phrased else 0,
        completion_tokens=phrased.completion_tokens if phrased else 0,
        cost_usd=phrased.cost_usd if phrased else 0.0,
        cached=phrased.cached if phrased else False,
        unanswered=reply.answer.absent or reply.answer.intent in UNANSWERED,
        request_id=request_id,
    )
