from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.errors import ConfigurationError
from services.storage import migrations
from services.storage.migrations import STEPS, TABLES, migrate


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(tmp_path / "old.sqlite3", isolation_level=None)
    yield connection
    connection.close()


def version(connection: sqlite3.Connection) -> int:
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def tables(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    return {name for (name,) in rows if not name.startswith("sqlite_")}


def test_an_empty_file_gets_every_table(connection: sqlite3.Connection) -> None:
    migrate(connection)
    assert tables(connection) == set(TABLES)
    assert version(connection) == len(STEPS)


def test_a_second_time_changes_nothing(connection: sqlite3.Connection) -> None:
    migrate(connection)
    migrate(connection)
    assert version(connection) == len(STEPS)


def test_a_new_step_keeps_the_rows(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(connection)
    connection.execute("INSERT INTO forgotten VALUES ('session-1', 'now')")
    newer = (*STEPS, ("ALTER TABLE forgotten ADD COLUMN why TEXT",))
    monkeypatch.setattr(migrations, "STEPS", newer)
    migrate(connection)
    rows = connection.execute("SELECT * FROM forgotten").fetchall()
    assert rows == [("session-1", "now", None)]


def test_a_step_that_fails_leaves_the_file_as_it_was(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(connection)
    newer = (*STEPS, ("CREATE TABLE extra (a)", "CREATE TABLE forgotten (a)"))
    monkeypatch.setattr(migrations, "STEPS", newer)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection)
    assert tables(connection) == set(TABLES)
    assert version(connection) == len(STEPS)


def test_a_newer_file_is_refused(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    with pytest.raises(ConfigurationError):
        migrate(connection)
