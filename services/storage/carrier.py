"""Carries the outbox to Supabase in the background: in order, each row stored once."""

from __future__ import annotations

import asyncio
import fcntl
import sqlite3
from collections.abc import Sequence
from functools import partial
from typing import IO, Any

import structlog

from services.errors import StorageUnavailable
from services.storage.feedback_rows import MESSAGE_COLUMNS, THUMB_COLUMNS
from services.storage.outbox import Entry, Outbox, next_entries, remove, set_aside
from services.storage.rows import (
    INTERACTION_COLUMNS,
    SESSION_COLUMNS,
    SIGNATURE_COLUMNS,
    local_interaction,
)
from services.storage.sqlite_file import SqliteFile
from services.storage.supabase_interactions import frames_for
from services.storage.supabase_tables import RemoteFailure, SupabaseTables, deletion

LARGEST_RUN = 200
LARGEST_RUN_CHARACTERS = 1_000_000
"""A signature holds up to 700 kB; a run of them must pass a slow line in time."""
CARRY_DEADLINE_S = 30.0
"""Longest that one request may take in all; silence ends it sooner."""
ERASE_BEFORE = "erase_conversations_before"
LOOK_AGAIN_S = 1.0
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 15.0
_log = structlog.get_logger(__name__)


class Carrier:
    """One task a machine: server processes beside this one wait for its lock."""

    def __init__(
        self, file: SqliteFile, outbox: Outbox, tables: SupabaseTables
    ) -> None:
        self._file = file
        self._outbox = outbox
        self._tables = tables
        self._task: asyncio.Task[None] | None = None
        self._lock: IO[str] | None = None
        self.last_error: str | None = None
        """Why the last try to carry something failed, until one succeeds."""

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="outbox")

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._lock is not None:
            self._lock.close()

    async def carry_some(self) -> int:
        """Carry the oldest run; return how many entries are done with.

        Raise RemoteFailure when the database cannot take anything now.
        """
        entries = await self._file.read(self._next)
        if not entries:
            return 0
        try:
            await self._carry(entries)
        except RemoteFailure as failure:
            if failure.reason != "refused":
                raise
            await self._carry_singly(entries)
        else:
            await self._file.write(lambda c: remove(c, entries))
        return len(entries)

    async def _run(self) -> None:
        pause_s = FIRST_PAUSE_S
        while True:
            try:
                if not await self._look():
                    await asyncio.sleep(LOOK_AGAIN_S)
                pause_s = FIRST_PAUSE_S
            except StorageUnavailable as error:
                # Logged where it was raised; here only time helps.
                self.last_error = getattr(error, "said", error.error_code.lower())
                await asyncio.sleep(pause_s)
                pause_s = min(pause_s * 2, LONGEST_PAUSE_S)
            except Exception:  # noqa: BLE001 - logged whole
                # A fault of ours must not end the task: the outbox would grow unseen.
                _log.exception("outbox_stumbled")
                await asyncio.sleep(LONGEST_PAUSE_S)

    async def _look(self) -> int:
        """Carry what there is; with nothing to carry, find out whether all is well."""
        await self._file.read(self._outbox.backlog)
        carried = await self.carry_some() if self._is_ours() else 0
        if not carried and not self._tables.is_well:
            await self._tables.ping()
        self.last_error = None
        return carried

    def _is_ours(self) -> bool:
        if self._lock is None:
            path = self._file.path
            handle = path.with_name(path.name + ".outbox-lock").open("w")
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                handle.close()
                return False
            self._lock = handle
        return True

    def _next(self, connection: sqlite3.Connection) -> list[Entry]:
        entries = next_entries(connection, LARGEST_RUN)
        if not entries or entries[0].target != "guestbook_signatures":
            return entries
        run: list[Entry] = []
        size = 0
        for entry in entries:
            (length,) = connection.execute(
                "SELECT sum(length(image)) FROM signatures WHERE id = ?",
                (entry.row_id,),
            ).fetchone()
            size += length or 0
            if run and size > LARGEST_RUN_CHARACTERS:
                break
            run.append(entry)
        return run

    async def _carry_singly(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            done = partial(remove, entries=[entry])
            try:
                await self._carry([entry])
            except RemoteFailure as failure:
                if failure.reason != "refused":
                    raise
                _log.error("outbox_set_aside", target=entry.target, reason=failure.said)
                done = partial(set_aside, entry=entry, reason=failure.said)
            await self._file.write(done)

    async def _carry(self, entries: Sequence[Entry]) -> None:
        first = entries[0]
        if first.action == "add":
            await self._add(entries)
        elif first.action == "change":
            await self._change(first)
        elif first.action == "delete_before":
            # The schema's own function takes sessions along that have no turns left.
            await self._tables.run(
                lambda c: c.rpc(ERASE_BEFORE, {"moment": first.row_id}),
                deadline_s=CARRY_DEADLINE_S,
            )
        else:
            column = "session_id" if first.action == "delete_of_session" else "id"
            await self._tables.run(
                lambda c: deletion(c, first.target, column, "eq", first.row_id),
                deadline_s=CARRY_DEADLINE_S,
            )

    async def _add(self, entries: Sequence[Entry]) -> None:
        target = entries[0].target
        rows = await self._rows(entries)
        if target == "guestbook_signatures" and not self._tables.is_secret_key:
            # The public key may set neither: what is hidden stays here.
            rows = [
                {k: v for k, v in row.items() if k not in ("hidden", "created_at")}
                for row in rows
                if not row["hidden"]
            ]
        if target == "ai_interactions" and rows:
            await self._tables.add(
                "ai_sessions", frames_for(rows), deadline_s=CARRY_DEADLINE_S
            )
        if rows:
            await self._tables.add(target, rows, deadline_s=CARRY_DEADLINE_S)

    async def _change(self, entry: Entry) -> None:
        for row in await self._rows([entry]):
            values = {k: v for k, v in row.items() if k != "id"}
            if entry.target == "guestbook_signatures":
                values = {"hidden": row["hidden"]}
            await self._tables.change(
                entry.target, entry.row_id, values, deadline_s=CARRY_DEADLINE_S
            )

    async def _rows(self, entries: Sequence[Entry]) -> list[dict[str, Any]]:
        """The rows as they are now; one deleted since has an entry of its own."""
        return await self._file.read(lambda c: _rows(c, entries))


def _rows(
    connection: sqlite3.Connection, entries: Sequence[Entry]
) -> list[dict[str, Any]]:
    table, columns = LOCAL[entries[0].target]
    found = []
    for entry in entries:
        row = connection.execute(
            f"SELECT {columns} FROM {table} WHERE id = ?",  # noqa: S608
            (entry.row_id,),
        ).fetchone()
        if row is not None:
            found.append(row)
    if table == "interactions":
        return [local_interaction(dict(row)) for row in found]
    if table == "signatures":
        return [{**dict(row), "hidden": bool(row["hidden"])} for row in found]
    if table == "messages":
        return [{**dict(row), "read": bool(row["read"])} for row in found]
    return [dict(row) for row in found]


LOCAL = {
    "guestbook_signatures": ("signatures", ", ".join(SIGNATURE_COLUMNS)),
    "ai_interactions": ("interactions", ", ".join(INTERACTION_COLUMNS)),
    "ai_sessions": ("sessions", ", ".join(SESSION_COLUMNS)),
    "ai_feedback": ("thumbs", ", ".join(THUMB_COLUMNS)),
    "owner_messages": ("messages", ", ".join(MESSAGE_COLUMNS)),
}
