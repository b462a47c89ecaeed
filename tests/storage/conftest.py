"""A SQLite file of the test's own, and records to put into it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.storage.sqlite_file import SqliteFile
from services.storage.supabase_tables import SupabaseTables
from tests.gateway import SECRET_KEY, Gateway


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "viva_voce.sqlite3"


@pytest.fixture
async def file(path: Path) -> AsyncIterator[SqliteFile]:
    file = SqliteFile(path)
    yield file
    await file.close()


@pytest.fixture
async def tables(gateway: Gateway) -> AsyncIterator[SupabaseTables]:
    tables = SupabaseTables(gateway.url, SECRET_KEY, is_secret_key=True)
    yield tables
    await tables.close()
