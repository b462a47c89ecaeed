"""Feedback put together: thumbs and messages, with their stores and limits."""

from __future__ import annotations

from dataclasses import dataclass

from services.ai_session_logger import AISessionLogger
from services.alerts import Alerts
from services.database_service import Storage
from services.feedback.messages import Messages
from services.feedback.thumbs import Thumbs
from services.guard.daily_limit import DailyLimit
from services.realtime.talks import Talks
from services.settings import Settings

THUMBS_A_DAY = 300
THUMBS_A_DAY_IN_ALL = 10_000
MESSAGES_A_DAY = 10
MESSAGES_A_DAY_IN_ALL = 200


@dataclass(frozen=True, slots=True)
class FeedbackParts:
    thumbs: Thumbs
    messages: Messages


def build_feedback_parts(
    settings: Settings,
    storage: Storage,
    log: AISessionLogger,
    talks: Talks,
    alerts: Alerts,
) -> FeedbackParts:
    thumbs_limit = messages_limit = None
    if settings.rate_limit_enabled:
        thumbs_limit = DailyLimit(per_visitor=THUMBS_A_DAY, in_all=THUMBS_A_DAY_IN_ALL)
        messages_limit = DailyLimit(
            per_visitor=MESSAGES_A_DAY, in_all=MESSAGES_A_DAY_IN_ALL
        )

    async def logged(turn_id: str) -> None:
        await talks.kept(turn_id)
        await log.written()

    return FeedbackParts(
        Thumbs(
            storage.thumbs,
            logged=logged,
            transcripts=settings.log_transcripts,
            limit=thumbs_limit,
        ),
        Messages(storage.messages, tell=alerts.tell, limit=messages_limit),
    )
