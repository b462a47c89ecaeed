"""What only the file knows of thumbs and messages: its past, and what was erased."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from services.errors import NotFound
from services.models.feedback import LeftMessage, Tally, Thumb
from services.storage.backup import back_up, restore, validate
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_interactions import SqliteInteractions
from services.storage.sqlite_messages import SqliteMessages
from services.storage.sqlite_thumbs import SqliteThumbs
from tests.storage.records import START, interaction
from tests.storage.test_forgotten_words import DATABASE, WORD, holding, until_forgotten


def message(number: int = 1) -> LeftMessage:
    at = START + timedelta(seconds=number)
    return LeftMessage(f"message-{number}", at, WORD, session_id="session-1")


async def filled(file: SqliteFile) -> Thumb:
    turn = interaction()
    await SqliteInteractions(file).record(turn)
    thumb = Thumb(turn.id, "down", START, WORD)
    await SqliteMessages(file).add(message())
    return await SqliteThumbs(file).put(thumb)


async def test_a_message_of_a_session_that_was_forgotten_meanwhile_is_not_kept(
    file: SqliteFile,
) -> None:
    await SqliteInteractions(file).delete_session("session-1")
    with pytest.raises(NotFound):
        await SqliteMessages(file).add(message())
    assert (await SqliteMessages(file).count()).total == 0


async def test_words_that_were_replaced_or_erased_leave_the_disk(
    tmp_path: Path,
) -> None:
    file = SqliteFile(tmp_path / DATABASE)
    thumb = await filled(file)
    assert holding(tmp_path, WORD)
    await SqliteMessages(file).delete("message-1")
    await SqliteThumbs(file).put(Thumb(thumb.turn_id, "up", START))
    await until_forgotten(tmp_path)
    await file.close()


async def test_they_are_in_a_backup_and_come_back(tmp_path: Path) -> None:
    folder, archive = tmp_path / "data", tmp_path / "kept.tar.gz"
    file = SqliteFile(folder / DATABASE)
    await filled(file)
    await file.close()
    back_up(folder, DATABASE, archive)
    rows = validate(archive, DATABASE)
    assert (rows["thumbs"], rows["messages"]) == (1, 1)
    restore(archive, DATABASE, tmp_path / "again")
    file = SqliteFile(tmp_path / "again" / DATABASE)
    assert await SqliteThumbs(file).tally() == Tally(down=1)
    assert (await SqliteMessages(file).count()).unread == 1
    await file.close()


async def test_what_can_be_read_of_a_damaged_file_is_brought_over(
    path: Path, file: SqliteFile
) -> None:
    kept = await filled(file)
    await file.close()
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE outbox")
    connection.close()
    fresh = SqliteFile(path)
    assert await SqliteThumbs(fresh).of_session("session-1") == {kept.turn_id: kept}
    assert list(await SqliteMessages(fresh).page(limit=9)) == [message()]
    await fresh.close()
