"""What a session was like, in figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from services.models.conversation import Session


@dataclass(frozen=True, slots=True)
class SessionStatistics:
    """`turns` counts all there have been; the rest is of those still kept."""

    session_id: str
    created_at: datetime
    last_activity: datetime
    turns: int
    duration_s: float
    intents: dict[str, int]
    item_types: dict[str, int]


def statistics_of(session: Session) -> SessionStatistics:
    lasted = session.last_activity - session.created_at
    return SessionStatistics(
        session_id=session.id,
        created_at=session.created_at,
        last_activity=session.last_activity,
        turns=session.turn_count,
        duration_s=round(lasted.total_seconds(), 3),
        intents=dict(Counter(turn.intent for turn in session.turns if turn.intent)),
        item_types=dict(Counter(turn.item_type for turn in session.turns)),
    )
