"""A turn as it is logged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog

from services.models.answer import Intent
from services.models.records import Interaction
from services.pipeline.reply import Asked, Reply

_log = structlog.get_logger("turn")

Record = Callable[[Interaction], None]
"""Takes a turn for the books without waiting; must never raise."""

UNANSWERED = (Intent.ABSENT, Intent.UNCLEAR)


def interaction_of(reply: Reply, now: datetime, asked: Asked) -> Interaction:
    phrased, answer = reply.phrased, reply.final
    transcript = reply.transcript or reply.repeated
    return Interaction(
        id=reply.turn_id,
        session_id=reply.session_id,
        created_at=now,
        channel="voice" if transcript or asked.spoken else "text",
        user_input=reply.question,
        response=reply.text,
        intent=answer.intent,
        item_type=answer.item_type,
        shown=tuple(card.id for card in answer.cards),
        engines=reply.engines,
        timing_ms=whole_timing(reply),
        degraded=reply.degraded,
        language=answer.language,
        confidence=transcript.confidence if transcript else None,
        model=phrased.model if phrased and phrased.by_model else None,
        prompt_tokens=phrased.prompt_tokens if phrased else 0,
        completion_tokens=phrased.completion_tokens if phrased else 0,
        cost_usd=phrased.cost_usd if phrased else 0.0,
        cached=phrased.cached if phrased else False,
        unanswered=answer.absent or answer.intent in UNANSWERED,
        request_id=asked.request_id,
        door=asked.door,
        answer_confidence=round(answer.confidence, 3),
    )


def whole_timing(reply: Reply) -> dict[str, float]:
    """A turn's stages; those of hearing it too, if it was heard in a call before."""
    timing = dict(reply.timing)
    if reply.transcript is None and reply.repeated is not None:
        heard = reply.repeated.took_ms
        timing |= heard
        timing["total_ms"] = timing.get("total_ms", 0.0) + sum(heard.values())
    return timing


def log_turn(turn: Interaction) -> None:
    """One line a turn, without a word of what was said."""
    _log.info(
        "turn",
        channel=turn.channel,
        intent=turn.intent,
        engines=" ".join(turn.engines.values()),
        degraded=" ".join(turn.degraded),
        ms={stage: round(ms, 1) for stage, ms in turn.timing_ms.items() if ms},
    )


def all_of(*records: Record) -> Record:
    def record(turn: Interaction) -> None:
        for one in records:
            one(turn)

    return record
