"""Turns to look at, and a report over the sample résumé."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from services.analytics.gap_report import GapReport
from services.analytics.insight import Insight
from services.models.records import EVERY_TURN, Interaction, InteractionFilter
from services.resume.loading import read_resume

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
"""When the tests' present is."""
SAMPLE = Path(__file__).parent.parent.parent / "resume_data.json"


def sample_document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SAMPLE.read_text("utf-8"))
    return found


def turn(
    question: str = "any projects", ago_h: float = 0.0, **more: Any
) -> Interaction:
    given: dict[str, Any] = {
        "id": str(uuid4()),
        "session_id": "session-one",
        "created_at": NOON - timedelta(hours=ago_h),
        "channel": "text",
        "user_input": question,
        "response": "Yes.",
        "intent": "projects",
        "item_type": "projects",
    }
    return Interaction(**(given | more))


class ListedLog:
    """A log of turns in a list."""

    name = "list"

    def __init__(self, *turns: Interaction) -> None:
        self.turns = list(turns)

    async def record(self, interaction: Interaction) -> None:
        self.turns.append(interaction)

    async def latest(
        self,
        *,
        limit: int,
        offset: int = 0,
        matching: InteractionFilter = EVERY_TURN,
    ) -> Sequence[Interaction]:
        found = [
            one
            for one in self.turns
            if matching.session_id in (None, one.session_id)
            and matching.intent in (None, one.intent)
            and matching.unanswered in (None, one.unanswered)
            and (matching.since is None or one.created_at >= matching.since)
            and (matching.until is None or one.created_at < matching.until)
        ]
        found.sort(key=lambda one: (one.created_at, one.id), reverse=True)
        return found[offset : offset + limit]

    async def count(self) -> int:
        return len(self.turns)

    async def delete_session(self, session_id: str) -> int:
        return self._keep([t for t in self.turns if t.session_id != session_id])

    async def delete_before(self, moment: datetime) -> int:
        return self._keep([t for t in self.turns if t.created_at >= moment])

    def _keep(self, turns: list[Interaction]) -> int:
        gone = len(self.turns) - len(turns)
        self.turns = turns
        return gone


def report(answers: Callable[[str], bool] = lambda question: False) -> GapReport:
    document = sample_document()
    resume = read_resume(document, version="1")
    return GapReport(resume=lambda: resume, document=lambda: document, answers=answers)


def insight(**more: Any) -> Insight:
    given: dict[str, Any] = {
        "budget_usd": 1.0,
        "clock": lambda: NOON + timedelta(seconds=1),
    }
    return Insight(more.pop("report", None) or report(), **(given | more))
