"""A logged question as it was asked: with the conversation that came before it."""

from __future__ import annotations

from datetime import datetime

from services.models.answer import Query
from services.models.conversation import MAX_TURNS, Turn
from services.models.records import Interaction, InteractionFilter
from services.protocols import InteractionLog


async def replayed(
    log: InteractionLog, text: str, session_id: str | None, before: datetime | None
) -> Query:
    """A query to be explained; filters of earlier turns are not logged."""
    if session_id is None or before is None:
        return Query(text, explain=True)
    earlier = await log.latest(
        limit=MAX_TURNS,
        matching=InteractionFilter(session_id=session_id, until=before),
    )
    history = tuple(turn_of(interaction) for interaction in reversed(earlier))
    return Query(text, history=history, explain=True)


def turn_of(interaction: Interaction) -> Turn:
    return Turn(
        user_input=interaction.user_input,
        ai_response=interaction.response,
        timestamp=interaction.created_at,
        shown=interaction.shown,
        item_type=interaction.item_type,
        intent=interaction.intent,
    )
