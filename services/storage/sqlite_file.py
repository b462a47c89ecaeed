"""One SQLite file: a writer thread that commits in groups, and readers beside it."""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeVar

import structlog

from services.errors import ServiceError, StorageUnavailable
from services.storage.journal import Journal, emptied
from services.storage.sqlite_open import (
    is_damage,
    mark_in_use,
    open_reader,
    open_writer,
    storage_error,
)

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

LARGEST_GROUP = 256
MOST_WAITING = 10_000
READERS = 2
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Job:
    work: Work[Any]
    future: asyncio.Future[Any]
    value: Any = None
    error: BaseException | None = None

    def settle(self) -> None:
        if self.future.done():
            return
        if self.error is None:
            self.future.set_result(self.value)
        else:
            self.future.set_exception(self.error)


class SqliteFile:
    """Safe to use from any coroutine; opened at the first use, and again after damage.

    A write is acknowledged after the commit that holds it has reached the disk. Writes
    that wait at the same time share one commit, each in a savepoint of its own.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kept_aside: Path | None = None
        self.has_vanished = False
        """Whether somebody removed the file while it was in use: a fresh one is."""
        self.last_failure: StorageUnavailable | None = None
        """Why the last write failed, until one succeeds."""
        self.journal = Journal(lambda: self.read(emptied))
        """To be emptied when something was erased that must not stay on the disk."""
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._connection: sqlite3.Connection | None = None
        self._inode = 0
        self._mark: IO[str] | None = None
        self._generation = 0
        self._suspect = False
        self._closed = False
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="storage-read")
        self._local = threading.local()
        self._read_connections: list[sqlite3.Connection] = []

    async def write(self, work: Work[T]) -> T:
        """Run `work` inside a transaction; raise StorageFull or StorageUnavailable."""
        if self._closed or self._jobs.qsize() >= MOST_WAITING:
            raise StorageUnavailable
        if self._thread is None:
            self._thread = threading.Thread(
                target=self._serve, name="storage-write", daemon=True
            )
            self._thread.start()
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.put(_Job(work, future))
        return await future

    async def check(self) -> None:
        """Raise what stands in the way of writing or reading."""
        await self.write(_touch)
        await self.read(lambda connection: connection.execute("SELECT 1").fetchone())

    async def read(self, work: Work[T]) -> T:
        """Run `work` on what is committed, off the event loop."""
        if self._closed:
            raise StorageUnavailable
        if self._suspect or not self._generation:
            await self.write(lambda connection: None)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, self._read, work)

    async def close(self) -> None:
        """Finish what is waiting, then let go of the file."""
        if self._closed:
            return
        await self.journal.close()
        self._closed = True
        if self._thread is not None:
            self._jobs.put(None)
            await asyncio.to_thread(self._thread.join)
        await asyncio.to_thread(self._readers.shutdown)
        for connection in self._read_connections:
            connection.close()

    def _read(self, work: Work[T]) -> T:
        try:
            return work(self._reader())
        except sqlite3.Error as error:
            self._local.generation = 0
            self._suspect |= is_damage(error)
            _log.warning("storage_read_failed", reason=str(error))
            raise storage_error(error, self.path) from error

    def _reader(self) -> sqlite3.Connection:
        if getattr(self._local, "generation", 0) != self._generation:
            previous = getattr(self._local, "connection", None)
            if previous is not None:
                previous.close()
                self._read_connections.remove(previous)
            self._local.generation = self._generation
            self._local.connection = open_reader(self.path)
            self._read_connections.append(self._local.connection)
        connection: sqlite3.Connection = self._local.connection
        return connection

    def _serve(self) -> None:
        """The writer thread: everything that waits becomes one commit."""
        going_on = True
        while going_on:
            group: list[_Job] = []
            job = self._jobs.get()
            while job is not None:
                group.append(job)
                if len(group) == LARGEST_GROUP or self._jobs.empty():
                    break
                job = self._jobs.get()
            going_on = job is not None
            if group:
                self._commit(group)
                _deliver(group)
        self._let_go()

    def _commit(self, group: list[_Job]) -> None:
        try:
            connection = self._writer()
            connection.execute("BEGIN IMMEDIATE")
            for job in group:
                _attempt(connection, job)
            connection.execute("COMMIT")
            self.last_failure = None
        except (sqlite3.Error, OSError) as error:
            self._roll_back(error)
            if len(group) > 1:
                # One row too large for the disk must not take its neighbours along.
                for job in group:
                    self._commit([job])
                return
            _log.warning("storage_write_failed", reason=str(error))
            group[0].error = self.last_failure = storage_error(error, self.path)
        except ServiceError as error:
            for job in group:
                job.error = error

    def _writer(self) -> sqlite3.Connection:
        if self._connection is not None and not self._still_there():
            _log.error("storage_file_vanished")
            self.has_vanished = True
            self._let_go()
        if self._suspect:
            # Opening checks the whole file and moves it aside if it is broken.
            self._let_go()
        if self._connection is None:
            self._connection, kept = open_writer(self.path)
            self._mark = mark_in_use(self.path)
            self.kept_aside = kept or self.kept_aside
            self._inode = self.path.stat().st_ino
            self._generation += 1
            self._suspect = False
        return self._connection

    def _still_there(self) -> bool:
        """Whether the file that was opened is still there.

        Writing on into a file that somebody removed would lose every row.
        """
        try:
            return self.path.stat().st_ino == self._inode
        except OSError:
            return False

    def _roll_back(self, error: sqlite3.Error | OSError) -> None:
        if self._connection is None:
            return
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except sqlite3.Error:
            self._let_go()
        if isinstance(error, sqlite3.Error) and is_damage(error):
            self._suspect = True

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._mark is not None:
            self._mark.close()
            self._mark = None


def _touch(connection: sqlite3.Connection) -> None:
    """Write a page, with what it holds already."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.execute(f"PRAGMA user_version = {version}")


def _attempt(connection: sqlite3.Connection, job: _Job) -> None:
    """Raise sqlite3.Error only for what concerns the whole file."""
    job.value = job.error = None
    connection.execute("SAVEPOINT job")
    try:
        job.value = job.work(connection)
    except (
        sqlite3.IntegrityError,
        sqlite3.ProgrammingError,
        sqlite3.DataError,
    ) as error:
        job.error = error
    except sqlite3.Error:
        raise
    except Exception as error:  # noqa: BLE001 - raised again where the job came from
        job.error = error
    if job.error is not None:
        connection.execute("ROLLBACK TO job")
    connection.execute("RELEASE job")


def _deliver(group: list[_Job]) -> None:
    """One wake-up an event loop, however many of its writes were in the group."""
    by_loop: dict[asyncio.AbstractEventLoop, list[_Job]] = {}
    for job in group:
        by_loop.setdefault(job.future.get_loop(), []).append(job)
    for loop, jobs in by_loop.items():
        try:
            loop.call_soon_threadsafe(_settle, jobs)
        except RuntimeError:
            # The loop is closed: nobody is left to be told.
            _log.warning("storage_nobody_waits", writes=len(jobs))


def _settle(jobs: list[_Job]) -> None:
    for job in jobs:
        job.settle()
