"""The owner's view: figures, most asked questions and gaps, kept as turns come in."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from services.analytics.gaps import Theme, themes
from services.analytics.rollup import Rollup
from services.models.records import Interaction
from services.protocols import InteractionLog

PAGE = 1000
MOST_KEPT = 100_000
MOST_UNANSWERED = 2_000
MOST_QUESTIONS = 20_000
"""Different questions that are counted; the rarest make room."""


class Insight:
    """Warmed once from the log, then told of each turn."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._rollup = Rollup()
        self._questions: Counter[str] = Counter()
        self._unanswered: deque[Interaction] = deque(maxlen=MOST_UNANSWERED)

    async def warm(self, log: InteractionLog) -> None:
        """Read the log anew: at start, and after turns were erased."""
        turns: list[Interaction] = []
        while len(turns) < MOST_KEPT:
            page: Sequence[Interaction] = await log.latest(
                limit=PAGE, offset=len(turns)
            )
            turns.extend(page)
            if len(page) < PAGE:
                break
        self._clear()
        for turn in reversed(turns):
            self.observe(turn)

    def observe(self, turn: Interaction) -> None:
        self._rollup.add(turn)
        if turn.user_input:
            self._count_question(turn.user_input)
        if turn.unanswered:
            self._unanswered.append(turn)

    def overview(
        self, since: datetime, until: datetime | None = None
    ) -> dict[str, Any]:
        end = until or datetime.now(UTC)
        return {
            "since": since.isoformat(),
            "until": end.isoformat(),
            **self._rollup.total(since, end).to_dict(),
            "series": self._rollup.series(since, end),
            "most_asked": [
                {"question": text, "count": count}
                for text, count in self._questions.most_common(20)
            ],
        }

    def gaps(self, since: datetime) -> list[Theme]:
        return themes(turn for turn in self._unanswered if turn.created_at >= since)

    def _count_question(self, question: str) -> None:
        self._questions[" ".join(question.lower().split()).rstrip("?!. ")] += 1
        if len(self._questions) > MOST_QUESTIONS:
            kept = self._questions.most_common(MOST_QUESTIONS // 2)
            self._questions = Counter(dict(kept))
