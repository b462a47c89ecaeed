"""The owner's view of what was asked: warmed from the log, then told of each turn."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np
import structlog

from services.analytics.comparison import beside
from services.analytics.gap_report import GapReport
from services.analytics.gaps import Missed
from services.analytics.overview import latencies, overview, today, totals
from services.analytics.table import CAPACITY, Span, TurnTable
from services.analytics.wanted import ALL, Range, Wanted, asked, first_moment
from services.models.answer import Intent
from services.models.records import CHANNELS, Interaction, InteractionFilter
from services.protocols import InteractionLog

PAGE = 500
MOST_MISSED = 2_000
"""Different unanswered questions that a gap report looks at, the latest ones."""
MOST_FORGOTTEN = 10_000
LOOK_AGAIN_S = 60.0
CALM_S = 1.0
"""Turns that come in a rush are looked at together."""
_log = structlog.get_logger(__name__)


class Insight:
    """Figures come from `table`; what is forgotten there is gone from all of them."""

    def __init__(
        self,
        report: GapReport,
        *,
        budget_usd: float,
        capacity: int = CAPACITY,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.warming = True
        self.closed = False
        self.revision = 0
        """Grows with every turn that is seen or forgotten."""
        self._report = report
        self._budget_usd = budget_usd
        self._capacity = capacity
        self._clock = clock
        self._table = TurnTable(capacity=capacity)
        self._news = asyncio.Event()
        self._early: deque[Interaction] = deque(maxlen=capacity)
        self._forgotten: dict[str, datetime] = {}
        self._task: asyncio.Task[None] | None = None

    def start(self, log: InteractionLog) -> None:
        self._task = asyncio.create_task(self._keep_up(log), name="insight")

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self.closed = True
        self._tell()

    async def warm(self, log: InteractionLog) -> None:
        """Take in what is logged; turns seen meanwhile wait, and none counts twice."""
        seen: set[str] = set()
        until: datetime | None = None
        while len(seen) < self._capacity:
            page = await log.latest(limit=PAGE, matching=InteractionFilter(until=until))
            fresh = [turn for turn in page if turn.id not in seen]
            seen.update(turn.id for turn in fresh)
            for turn in fresh:
                self.take(turn)
            if not fresh:
                break
            # The next page overlaps by a moment: turns may share their microsecond.
            until = page[-1].created_at + timedelta(microseconds=1)
        self.warming = False
        for turn in self._early:
            if turn.id not in seen:
                self.take(turn)
        self._early.clear()
        self._tell()

    def observe(self, turn: Interaction) -> None:
        """A turn as the log keeps it: its words cleaned, or gone."""
        if self.warming:
            self._early.append(turn)
        else:
            self.take(turn)
        self._tell()

    def forget(self, session_id: str) -> None:
        """A session's turns up to now, those still on their way here included."""
        self._forgotten[session_id] = self._clock()
        if len(self._forgotten) > MOST_FORGOTTEN:
            del self._forgotten[next(iter(self._forgotten))]
        self._table.forget(session_id)
        self._report.forget()
        self._tell()

    def erase_before(self, moment: datetime) -> None:
        self._table.erase_before(moment)
        self._report.forget()
        self._tell()

    def take(self, turn: Interaction) -> None:
        forgotten_at = self._forgotten.get(turn.session_id)
        if forgotten_at is None or turn.created_at > forgotten_at:
            self._table.add(turn)

    async def after(self, revision: int) -> int:
        """The revision, once it is another than `revision`."""
        while self.revision == revision:
            await self._news.wait()
        return self.revision

    @property
    def now(self) -> datetime:
        return self._clock()

    def since_first(self) -> Range:
        """From the first turn that is known until now."""
        now = self._clock()
        return Range(first_moment(self._table.span(), now), now)

    async def overview(
        self, within: Range, wanted: Wanted = ALL, *, compared: bool = True
    ) -> dict[str, Any]:
        """Figures as `overview` has them, those of the range before beside them.

        And what today cost of the budget, whatever is wanted.
        """
        span = self._table.span()
        found = await asyncio.to_thread(
            self._figures, span, within, wanted, compared=compared
        )
        spent_usd = await asyncio.to_thread(today, span, self._clock())
        budget = {"today_usd": spent_usd, "limit_usd": self._budget_usd}
        return {"warming": self.warming, **found, "budget": budget}

    def _figures(
        self, span: Span, within: Range, wanted: Wanted, *, compared: bool
    ) -> dict[str, Any]:
        now = self._picked(span, within, wanted)
        if not compared:
            found = overview(now, within.since, within.until)
            return found | {"before": None}
        before = self._picked(span, within.before, wanted, gap_of=within)
        return beside(now, within, before)

    def _picked(
        self, span: Span, within: Range, wanted: Wanted, gap_of: Range | None = None
    ) -> Span:
        """The turns wanted; the questions of a gap are those it has in `gap_of`."""
        found = wanted.of(span.between(within.since, within.until))
        if wanted.gap is None:
            return found
        gap_of = gap_of or within
        themes = missed(span.between(gap_of.since, gap_of.until))
        return asked(found, self._report.questions_of(wanted.gap, themes))

    async def gaps(self, within: Range, wanted: Wanted = ALL) -> dict[str, Any]:
        """Themes as `GapReport` has them, of the questions wanted."""
        span = self._table.span()
        found = await asyncio.to_thread(
            lambda: self._report.of(missed(self._picked(span, within, wanted)))
        )
        return {
            "warming": self.warming,
            "since": within.since.isoformat(),
            "until": within.until.isoformat(),
            **found,
        }

    async def turns(self, within: Range, wanted: Wanted = ALL) -> list[bytes]:
        """The ids of the turns wanted, newest first."""
        span = self._table.span()

        def ids() -> list[bytes]:
            rows = self._picked(span, within, wanted).rows
            order = np.lexsort((rows["id"], rows["at_s"]))[::-1]
            found: list[bytes] = rows["id"][order].tolist()
            return found

        return await asyncio.to_thread(ids)

    def lately(self, minutes: float) -> dict[str, Any]:
        """The latest turns: how many, and how long their stages took."""
        now = self._clock()
        within = Range(now - timedelta(minutes=minutes), now)
        rows = self._table.span().between(within.since, within.until).rows
        return {"turns": len(rows), "latency_ms": latencies(rows)}

    def conversations(self, first: date, last: date) -> dict[str, int]:
        """Conversations of days that came in by a page: begun, and answered at all."""
        since = datetime.combine(first, time.min, UTC)
        until = datetime.combine(last + timedelta(days=1), time.min, UTC)
        rows = self._table.span().between(since, until).rows
        rows = rows[rows["channel"] != CHANNELS.index("api")]
        answered = rows["session"][~rows["unanswered"]]
        return {
            "asked": len(np.unique(rows["session"])),
            "answered": len(np.unique(answered)),
        }

    async def totals_between(self, since: datetime, until: datetime) -> dict[str, Any]:
        """Counts alone, as `totals` has them."""
        span = self._table.span().between(since, until)
        return await asyncio.to_thread(totals, span.rows)

    async def ask_again(self, questions: Iterable[str]) -> None:
        """Ask some of the open questions now, and the others soon, of a new résumé."""
        for question in questions:
            if self._report.is_due(question):
                await asyncio.to_thread(self._report.ask_again, question)
        self._tell()

    def _tell(self) -> None:
        self.revision += 1
        self._news.set()
        self._news = asyncio.Event()

    async def _keep_up(self, log: InteractionLog) -> None:
        """Warm up, then ask open questions again when the résumé may answer them."""
        while self.warming:
            try:
                await self.warm(log)
            # Whatever is wrong with the log, it may be mended.
            except Exception:  # noqa: BLE001
                _log.exception("insight_waits")
                self._table = TurnTable(capacity=self._capacity)
                await asyncio.sleep(LOOK_AGAIN_S)
        while True:
            revision = self.revision
            try:
                await self._ask_again()
            # A question that the engine stumbles over must not end the news.
            except Exception:  # noqa: BLE001
                _log.exception("insight_stumbled")
            with suppress(TimeoutError):
                await asyncio.wait_for(self.after(revision), LOOK_AGAIN_S)
            await asyncio.sleep(CALM_S)

    async def _ask_again(self) -> None:
        for question in missed(self._table.span()):
            if self._report.is_due(question.text):
                await asyncio.to_thread(self._report.ask_again, question.text)


def missed(span: Span) -> list[Missed]:
    """The different unanswered questions, the latest of them."""
    rows = span.rows[span.rows["unanswered"]]
    numbers, where, counts = np.unique(
        rows["question"], return_inverse=True, return_counts=True
    )
    last_s = np.zeros(len(numbers))
    np.maximum.at(last_s, where, rows["at_s"])
    intents = np.zeros(len(numbers), "i4")
    intents[where] = rows["intent"]
    texts, names = span.values["question"], span.values["intent"]
    found = [
        Missed(
            text=texts[numbers[place]],
            count=int(counts[place]),
            last_asked=datetime.fromtimestamp(float(last_s[place]), UTC),
            understood=names[intents[place]] != Intent.UNCLEAR,
        )
        for place in np.argsort(-last_s)[:MOST_MISSED]
    ]
    return [one for one in found if one.text]
