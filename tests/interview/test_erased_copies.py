"""An erased interview is gone from databases that were put aside, too."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from services.storage.kept_copies import forget_session
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_interviews import SqliteInterviews
from tests.contracts.test_interview_store import interview

DATABASE = "viva_voce.sqlite3"
COPY = f"{DATABASE}.damaged-20300101T000000000000"


async def test_a_copy_forgets_one_interview_and_keeps_the_others(
    tmp_path: Path,
) -> None:
    file = SqliteFile(tmp_path / DATABASE)
    store = SqliteInterviews(file)
    for number in (1, 2):
        await store.save(interview(number))
    await file.close()
    shutil.move(tmp_path / DATABASE, tmp_path / COPY)
    assert forget_session(tmp_path, DATABASE, "interview-1") == 1
    data = (tmp_path / COPY).read_bytes()
    assert b"interview-1" not in data
    assert b"interview-2" in data


def test_a_copy_of_an_older_version_is_not_lost(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / COPY)) as old:
        old.execute("CREATE TABLE sessions (id TEXT PRIMARY KEY, words TEXT)")
        old.execute("INSERT INTO sessions VALUES ('session-1', 'a'), ('other', 'b')")
        old.commit()
    assert forget_session(tmp_path, DATABASE, "session-1") == 1
    data = (tmp_path / COPY).read_bytes()
    assert b"session-1" not in data
    assert b"other" in data
