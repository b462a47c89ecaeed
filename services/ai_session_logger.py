"""Front door of the log: one row a turn, off the request path, never failing a turn."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Literal
from uuid import uuid4

import structlog

from services.errors import ServiceError, StorageUnavailable
from services.guard.personal_data import redact
from services.models.health import PartHealth, Status
from services.models.records import Interaction, InteractionFilter
from services.protocols import InteractionLog
from services.settings import Settings

Transcripts = Literal["off", "redacted", "full"]

MOST_WAITING = 2_000
AT_ONCE = 64
SWEEP_EVERY_S = 3_600.0
RETRY_AFTER_S = 2.0
GATHER_S = 0.05
"""Turns that end together share a commit, and none competes with its own reply."""
EXPORT_PAGE = 200
LONGEST_TEXT = 8_000
_log = structlog.get_logger(__name__)


def build_session_logger(settings: Settings, store: InteractionLog) -> AISessionLogger:
    return AISessionLogger(
        store,
        transcripts=settings.log_transcripts,
        retention_days=settings.log_retention_days,
    )


class AISessionLogger:
    """`record` hands a turn over; a task writes it when the store can take it."""

    name = "session_log"

    def __init__(
        self,
        store: InteractionLog,
        *,
        transcripts: Transcripts = "redacted",
        retention_days: int = 90,
        clean: Callable[[str], str] = redact,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.store = store
        self.dropped = 0
        self._transcripts = transcripts
        self._retention = timedelta(days=retention_days)
        self._clean = clean
        self._clock = clock
        self._waiting: deque[Interaction] = deque()
        self._writing: list[Interaction] = []
        self._came = asyncio.Event()
        self._one_writer = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self._tasks = [
            asyncio.create_task(self._write(), name="session-log"),
            asyncio.create_task(self._sweep(), name="session-log-retention"),
        ]

    async def close(self) -> None:
        """Write what is waiting, as far as the store takes it."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        try:
            await self.flush()
        except ServiceError as error:
            _log.error("session_log_lost", turns=self.waiting, why=error.error_code)

    def record(self, interaction: Interaction) -> None:
        """Take a turn without waiting; when too many wait, the oldest goes."""
        if len(self._waiting) >= MOST_WAITING:
            self._waiting.popleft()
            self.dropped += 1
        self._waiting.append(interaction)
        self._came.set()

    @property
    def waiting(self) -> int:
        return len(self._waiting) + len(self._writing)

    async def flush(self) -> None:
        """Write everything that has come so far; raise what the store raises."""
        async with self._one_writer:
            while self._waiting or self._writing:
                await self._write_some()

    async def _write_some(self) -> None:
        while self._waiting and len(self._writing) < AT_ONCE:
            self._writing.append(self._waiting.popleft())
        batch = list(self._writing)
        kept = await asyncio.to_thread(self._as_kept, batch)
        # Handed over together, they share one commit.
        results = await asyncio.gather(
            *(self.store.record(turn) for turn in kept), return_exceptions=True
        )
        for turn, result in zip(batch, results, strict=True):
            if isinstance(result, ServiceError):
                raise result
            if isinstance(result, BaseException):
                # A row that the store cannot take at all must not come back.
                _log.error("session_log_refused", exc_info=result)
            if turn in self._writing:
                self._writing.remove(turn)

    async def written(self) -> InteractionLog:
        """The store, with everything in it that it would take."""
        with suppress(StorageUnavailable):
            await self.flush()
        return self.store

    async def forget(self, session_id: str) -> int:
        """Erase a session's turns, those that still wait included."""
        before = len(self._waiting)
        self._waiting = deque(t for t in self._waiting if t.session_id != session_id)
        self._writing = [t for t in self._writing if t.session_id != session_id]
        waited = before - len(self._waiting)
        return waited + await self.store.delete_session(session_id)

    async def erase_old(self) -> int:
        """Apply the retention; 0 days keeps everything."""
        if not self._retention:
            return 0
        return await self.store.delete_before(self._clock() - self._retention)

    async def try_out(self) -> float:
        """Write a turn, find it, erase it; return how many milliseconds that took."""
        started = perf_counter()
        trial = Interaction(
            id=str(uuid4()),
            session_id=f"trial-{uuid4()}",
            created_at=self._clock(),
            channel="text",
            user_input="",
            response="",
            intent="meta",
            item_type="none",
        )
        await self.store.record(trial)
        found = await self.store.latest(
            limit=1, matching=InteractionFilter(session_id=trial.session_id)
        )
        await self.store.delete_session(trial.session_id)
        if [row.id for row in found] != [trial.id]:
            raise StorageUnavailable
        return (perf_counter() - started) * 1000

    async def export(self) -> AsyncIterator[str]:
        """Every row as one line of JSON, newest first."""
        offset = 0
        before_now = InteractionFilter(until=self._clock())
        while page := await self.store.latest(
            limit=EXPORT_PAGE, offset=offset, matching=before_now
        ):
            for interaction in page:
                yield json.dumps(interaction.to_dict(), ensure_ascii=False)
            offset += len(page)

    async def health(self) -> PartHealth:
        status: Status = "degraded" if self.dropped else "healthy"
        detail = {"waiting": self.waiting, "dropped": self.dropped}
        return PartHealth(status, self.store.name, detail)

    def _as_kept(self, turns: Iterable[Interaction]) -> list[Interaction]:
        """Replies are cleaned too: they may repeat what the visitor said."""
        return [
            replace(
                turn,
                user_input=self._words(turn.user_input),
                response=self._words(turn.response),
            )
            for turn in turns
        ]

    def _words(self, text: str) -> str:
        if self._transcripts == "off":
            return ""
        if self._transcripts == "redacted":
            try:
                text = self._clean(text)
            # A turn that came back for ever would keep all others out of the log.
            except Exception:  # noqa: BLE001
                _log.exception("session_log_unclean")
                return ""
        return text[:LONGEST_TEXT]

    async def _write(self) -> None:
        while True:
            await self._came.wait()
            await asyncio.sleep(GATHER_S)
            self._came.clear()
            try:
                await self.flush()
            except ServiceError as error:
                _log.warning("session_log_waits", why=error.error_code)
                self._came.set()
                await asyncio.sleep(RETRY_AFTER_S)

    async def _sweep(self) -> None:
        while True:
            try:
                erased = await self.erase_old()
                if erased:
                    _log.info("session_log_retention", erased=erased)
            # Old turns must go on going, whatever happened this once.
            except Exception:  # noqa: BLE001
                _log.exception("session_log_retention_failed")
            await asyncio.sleep(SWEEP_EVERY_S)
