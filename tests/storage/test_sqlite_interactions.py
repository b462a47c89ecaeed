from __future__ import annotations

from datetime import UTC, datetime, timedelta

from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_interactions import SqliteInteractions
from tests.storage.records import interaction


async def test_a_turn_that_comes_after_forget_me_is_not_kept(file: SqliteFile) -> None:
    log = SqliteInteractions(file)
    under_way = interaction("secret", created_at=datetime.now(UTC))
    await log.delete_session("session-1")
    await log.record(under_way)
    assert await log.count() == 0


async def test_a_session_begun_again_under_a_forgotten_id_is_logged(
    file: SqliteFile,
) -> None:
    log = SqliteInteractions(file)
    await log.delete_session("session-1")
    later = datetime.now(UTC) + timedelta(seconds=1)
    await log.record(interaction("anew", created_at=later))
    assert await log.count() == 1
