"""The owner's labels in SQLite, and the turns that wait for one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from services.errors import InvalidInput, NotFound
from services.models.label import Judgement, Label
from services.models.records import Interaction
from services.storage.label_rows import label_of, label_row, labelled
from services.storage.rows import (
    interaction_of,
    local_interaction,
    moment_of,
    moment_text,
    readable,
)
from services.storage.sqlite_file import SqliteFile

MOST_LABELS = 10_000
MOST_EARLIER = 5
"""Questions before a labelled one that are kept with it: a follow-up needs them."""
GONE = "This turn is no longer in the log, so it cannot be labelled."
UNLABELLED = "This turn has no label."
FULL = f"There are {MOST_LABELS} labels already: take some back first."
_UNSURE = """
    FROM interactions
    WHERE answer_confidence IS NOT NULL AND user_input <> '' AND created_at >= :since
    AND NOT EXISTS (SELECT 1 FROM labels WHERE interaction_id = interactions.id)
"""
_EARLIER = """
    SELECT user_input FROM interactions
    WHERE session_id = ? AND created_at < ? AND user_input <> ''
    ORDER BY created_at DESC, id DESC LIMIT ?
"""
_SAVE = """
    INSERT INTO labels (interaction_id, session_id, asked_at, was_right, body)
    VALUES (:interaction_id, :session_id, :asked_at, :was_right, :body)
    ON CONFLICT (interaction_id) DO UPDATE SET was_right = :was_right, body = :body
"""


class SqliteLabels:
    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    async def unsure(
        self, *, limit: int, since: datetime
    ) -> tuple[Sequence[Interaction], int]:
        """The least sure turns without a label, and how many there are in all."""
        values = {"limit": limit, "since": moment_text(since)}

        def select(connection: sqlite3.Connection) -> tuple[list[Interaction], int]:
            rows = connection.execute(
                f"SELECT * {_UNSURE}"
                " ORDER BY answer_confidence, created_at DESC, id LIMIT :limit",
                values,
            )
            turns = readable(
                "interactions",
                [dict(row) for row in rows],
                lambda row: interaction_of(local_interaction(row)),
            )
            (total,) = connection.execute(
                f"SELECT count(*) {_UNSURE}",
                values,
            ).fetchone()
            return turns, int(total)

        return await self._file.read(select)

    async def put(
        self, interaction_id: str, judgement: Judgement, now: datetime
    ) -> Label:
        """Label a turn of the log, once more if need be; raise NotFound for no turn."""

        def save(connection: sqlite3.Connection) -> Label:
            turn = _turn(connection, interaction_id)
            at = moment_text(turn.created_at)
            rows = connection.execute(_EARLIER, (turn.session_id, at, MOST_EARLIER))
            earlier = [str(row[0]) for row in rows][::-1]
            label = labelled(turn, earlier, judgement, now)
            _check_room(connection, interaction_id)
            connection.execute(_SAVE, label_row(label))
            return label

        return await self._file.write(save)

    async def delete(self, interaction_id: str) -> None:
        """Take a label back, and the words that it kept; raise NotFound for none."""

        def erase(connection: sqlite3.Connection) -> None:
            erased = connection.execute(
                "DELETE FROM labels WHERE interaction_id = ?", (interaction_id,)
            ).rowcount
            if not erased:
                raise NotFound(UNLABELLED)

        await self._file.write(erase)
        self._file.journal.empty_soon()

    async def all(self) -> Sequence[Label]:
        """Every label, the oldest question first."""

        def select(connection: sqlite3.Connection) -> list[Label]:
            rows = connection.execute(
                "SELECT interaction_id AS id, body FROM labels"
                " ORDER BY asked_at, interaction_id"
            )
            return readable(
                "labels", [dict(row) for row in rows], lambda row: label_of(row["body"])
            )

        return await self._file.read(select)

    async def judged(self, since: datetime) -> Sequence[tuple[datetime, bool]]:
        """When each labelled turn was asked, and whether its answer was right."""

        def select(connection: sqlite3.Connection) -> list[tuple[datetime, bool]]:
            rows = connection.execute(
                "SELECT asked_at, was_right FROM labels WHERE asked_at >= ?",
                (moment_text(since),),
            )
            return [(moment_of(at), bool(right)) for at, right in rows]

        return await self._file.read(select)


def _turn(connection: sqlite3.Connection, interaction_id: str) -> Interaction:
    row = connection.execute(
        "SELECT * FROM interactions WHERE id = ?", (interaction_id,)
    ).fetchone()
    if row is None:
        raise NotFound(GONE)
    return interaction_of(local_interaction(dict(row)))


def _check_room(connection: sqlite3.Connection, interaction_id: str) -> None:
    (others,) = connection.execute(
        "SELECT count(*) FROM labels WHERE interaction_id <> ?", (interaction_id,)
    ).fetchone()
    if others >= MOST_LABELS:
        raise InvalidInput(FULL)
