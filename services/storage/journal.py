"""Takes what was erased out of SQLite's journal, which holds it until it is emptied."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable

from services.errors import StorageUnavailable

AGAIN_S = 0.5
"""Pause before another try where somebody still reads what was there before."""
LONGEST_AGAIN_S = 10.0
WAIT_MS = 100
"""Longest that one try waits for a reader; the readers' threads are needed."""
BUSY_TIMEOUT_MS = 5_000


class Journal:
    """Tries until it is done: a reader's snapshot keeps the journal as it is."""

    def __init__(self, empty: Callable[[], Awaitable[bool]]) -> None:
        """What empties the journal, by calling `empty` until that is done.

        `empty` tries once, and says whether nothing is left in the journal.
        """
        self._empty = empty
        self._erased = 0
        self._emptied = 0
        self._task: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def holds_erased(self) -> bool:
        """Whether something that was erased may still be on the disk."""
        return self._emptied < self._erased

    async def empty(self) -> None:
        """Try now; where that fails, go on behind the caller's back."""
        self._erased += 1
        await self._try()
        self._go_on()

    def empty_soon(self) -> None:
        """What is erased at the same time shares one try."""
        self._erased += 1
        self._go_on()

    async def close(self) -> None:
        self._closed = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def _go_on(self) -> None:
        if self._closed or not self.holds_erased:
            return
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._until_empty(), name="journal")

    async def _until_empty(self) -> None:
        pause_s = 0.0
        while self.holds_erased:
            await asyncio.sleep(pause_s)
            await self._try()
            pause_s = min(pause_s * 2 or AGAIN_S, LONGEST_AGAIN_S)

    async def _try(self) -> None:
        erased = self._erased
        try:
            if await self._empty():
                self._emptied = max(self._emptied, erased)
        except StorageUnavailable:
            # Logged where it was raised; it is tried again.
            return


def emptied(connection: sqlite3.Connection) -> bool:
    """Whether the journal was emptied; it is not while somebody reads it.

    Carry it into the file and cut it to nothing.
    """
    connection.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
    try:
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    return not busy
