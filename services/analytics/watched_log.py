"""A log of turns that tells the owner's view what is kept and what is erased."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from services.analytics.insight import Insight
from services.models.records import EVERY_TURN, Interaction, InteractionFilter
from services.protocols import InteractionLog


class WatchedLog:
    """So the dashboard shows words exactly as they were kept, and only while kept."""

    def __init__(self, log: InteractionLog, insight: Insight) -> None:
        self._log = log
        self._insight = insight
        self.name = log.name

    async def record(self, interaction: Interaction) -> None:
        await self._log.record(interaction)
        self._insight.observe(interaction)

    async def latest(
        self,
        *,
        limit: int,
        offset: int = 0,
        matching: InteractionFilter = EVERY_TURN,
    ) -> Sequence[Interaction]:
        return await self._log.latest(limit=limit, offset=offset, matching=matching)

    async def count(self) -> int:
        return await self._log.count()

    async def delete_session(self, session_id: str) -> int:
        self._insight.forget(session_id)
        return await self._log.delete_session(session_id)

    async def delete_before(self, moment: datetime) -> int:
        self._insight.erase_before(moment)
        return await self._log.delete_before(moment)
