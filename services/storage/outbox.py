"""What the hosted database does not have yet: noted with the write that made it.

An entry names a row, not its content, so that a long outage costs a few bytes a row
and what is carried is always the newest state. Entries leave in the order they came.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from services.storage.rows import moment_of, moment_text

Action = Literal["add", "change", "delete", "delete_of_session", "delete_before"]
Target = Literal[
    "guestbook_signatures",
    "ai_sessions",
    "ai_interactions",
    "ai_feedback",
    "owner_messages",
]


@dataclass(frozen=True, slots=True)
class Entry:
    """`row_id` is a session's id or a moment where the action says so."""

    seq: int
    action: Action
    target: Target
    row_id: str


@dataclass(frozen=True, slots=True)
class Backlog:
    """`set_aside` counts entries that the database refused for what they hold."""

    depth: int
    oldest_age_s: float
    set_aside: int


class Outbox:
    """Notes writes to `targets`; those to other tables stay on this machine."""

    def __init__(
        self,
        targets: frozenset[Target] = frozenset(),
        actions: frozenset[Action] | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.targets = targets
        self._actions = actions
        self._clock = clock
        self.last_seen = Backlog(0, 0.0, 0)

    def note(
        self,
        connection: sqlite3.Connection,
        action: Action,
        target: Target,
        row_id: str,
    ) -> None:
        """Call it inside the transaction of the write itself."""
        if target not in self.targets:
            return
        if self._actions is not None and action not in self._actions:
            return
        connection.execute(
            "INSERT INTO outbox (action, target, row_id, queued_at)"
            " VALUES (?, ?, ?, ?)",
            (action, target, row_id, moment_text(self._clock())),
        )

    def backlog(self, connection: sqlite3.Connection) -> Backlog:
        depth, oldest = connection.execute(
            "SELECT count(*), min(queued_at) FROM outbox WHERE refused IS NULL"
        ).fetchone()
        (set_aside,) = connection.execute(
            "SELECT count(*) FROM outbox WHERE refused IS NOT NULL"
        ).fetchone()
        age_s = 0.0
        if oldest is not None:
            age_s = (self._clock() - moment_of(oldest)).total_seconds()
        self.last_seen = Backlog(depth, max(0.0, round(age_s, 3)), set_aside)
        return self.last_seen


def next_entries(connection: sqlite3.Connection, most: int) -> list[Entry]:
    """The oldest entries: several additions to one table, or one of anything else."""
    rows = connection.execute(
        "SELECT seq, action, target, row_id FROM outbox"
        " WHERE refused IS NULL ORDER BY seq LIMIT ?",
        (most,),
    )
    run: list[Entry] = []
    for row in rows:
        entry = Entry(*row)
        if run and (entry.action, entry.target) != (run[0].action, run[0].target):
            break
        run.append(entry)
        if entry.action != "add":
            break
    return run


def is_waiting(connection: sqlite3.Connection, target: Target) -> bool:
    found = connection.execute(
        "SELECT 1 FROM outbox WHERE refused IS NULL AND target = ? LIMIT 1", (target,)
    )
    return found.fetchone() is not None


def remove(connection: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    connection.executemany(
        "DELETE FROM outbox WHERE seq = ?", [(entry.seq,) for entry in entries]
    )


def set_aside(connection: sqlite3.Connection, entry: Entry, reason: str) -> None:
    """Keep an entry that can never arrive, out of the way of those behind it."""
    connection.execute(
        "UPDATE outbox SET refused = ? WHERE seq = ?", (reason, entry.seq)
    )


def retry_set_aside(connection: sqlite3.Connection) -> int:
    return connection.execute(
        "UPDATE outbox SET refused = NULL WHERE refused IS NOT NULL"
    ).rowcount
