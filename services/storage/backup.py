"""Everything in the data folder as one archive, and back again.

The database goes in as a snapshot taken by SQLite itself, so a backup of a running
service is whole. A restore checks the archive first and keeps what it replaces.
"""

from __future__ import annotations

import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from services.storage.kept_copies import BEFORE, COMPANIONS, LEFTOVERS
from services.storage.migrations import STEPS, TABLES, TABLES_AT_FIRST
from services.storage.sqlite_open import in_use

EXTRACTION: dict[str, Any] = (
    {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
)
"""Python 3.11 has it from 3.11.4 on; names are checked either way."""
_UNPACKED = ".restoring-"
_OURS = (BEFORE, *LEFTOVERS)
_LEFT_OUT = (".lock", ".outbox-lock", ".in-use", ".part")


class BackupError(Exception):
    """Said to the owner as it is."""


def back_up(data_dir: Path, database: str, archive: Path) -> None:
    """Write `archive` whole or not at all; it is readable by its owner only."""
    if not data_dir.is_dir():
        raise BackupError(f"There is no folder {data_dir}.")
    unfinished = archive.with_name(archive.name + ".part")
    unfinished.touch(mode=0o600)
    try:
        with tempfile.TemporaryDirectory() as folder:
            snapshot = Path(folder) / database
            if (data_dir / database).exists():
                _snapshot(data_dir / database, snapshot)
            with tarfile.open(unfinished, "w:gz") as tar:
                for path in _other_files(data_dir, database):
                    tar.add(path, path.relative_to(data_dir))
                if snapshot.exists():
                    tar.add(snapshot, database)
        validate(unfinished, database)
        unfinished.replace(archive)
    finally:
        unfinished.unlink(missing_ok=True)


def validate(archive: Path, database: str) -> dict[str, int]:
    """Rows by table; raise BackupError when it could not be restored."""
    with _unpacked(archive) as folder:
        return check_database(folder / database)


def restore(archive: Path, database: str, data_dir: Path) -> Path | None:
    """Put what is archived in the data folder; return where the old content went.

    The folder itself stays, since it may be a mount.
    """
    if in_use(data_dir / database):
        raise BackupError("The service is running on this folder; stop it first.")
    data_dir.mkdir(parents=True, exist_ok=True)
    with _unpacked(archive, data_dir) as folder:
        check_database(folder / database)
        present = [path for path in data_dir.iterdir() if not _is_ours(path)]
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        kept = data_dir / f"{BEFORE}{moment}"
        if present:
            kept.mkdir(mode=0o700)
        for path in present:
            path.rename(kept / path.name)
        for path in list(folder.iterdir()):
            path.rename(data_dir / path.name)
    return kept if present else None


def check_database(path: Path) -> dict[str, int]:
    if not path.is_file():
        raise BackupError("There is no database in it.")
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            (verdict,) = database.execute("PRAGMA integrity_check(1)").fetchone()
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if verdict != "ok":
                raise BackupError(f"The database is damaged: {verdict}.")
            if version > len(STEPS):
                raise BackupError("The database was written by a newer version.")
            rows = database.execute("SELECT name FROM sqlite_master")
            # A copy that an older version made has fewer tables.
            found = {name for (name,) in rows} | set(TABLES_AT_FIRST)
            return {
                table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
                for table in TABLES
                if table in found
            }
    except sqlite3.Error as error:
        raise BackupError(f"The database is damaged: {error}.") from error


def _snapshot(source: Path, target: Path) -> None:
    try:
        with (
            closing(sqlite3.connect(source)) as live,
            closing(sqlite3.connect(target)) as copy,
        ):
            live.backup(copy)
    except sqlite3.Error as error:
        raise BackupError(f"The database is damaged: {error}.") from error


def _other_files(data_dir: Path, database: str) -> Iterator[Path]:
    own = {database + companion for companion in COMPANIONS}
    for path in sorted(data_dir.rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        if _is_ours(data_dir / path.relative_to(data_dir).parts[0]):
            continue
        if path.name.startswith(f"{database}.damaged-"):
            continue
        if path.name not in own and not path.name.endswith(_LEFT_OUT):
            yield path


def _is_ours(path: Path) -> bool:
    return path.name.startswith(_OURS)


def _check_names(tar: tarfile.TarFile) -> None:
    """Links, and paths that lead out of the folder, are in no archive of ours."""
    for member in tar.getmembers():
        path = PurePosixPath(member.name)
        plain = member.isreg() or member.isdir()
        if not plain or path.is_absolute() or ".." in path.parts:
            raise BackupError(f"The archive holds {member.name!r}, which is not ours.")


@contextmanager
def _unpacked(archive: Path, beside: Path | None = None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=beside, prefix=_UNPACKED) as folder:
        inside = Path(folder) / "data"
        inside.mkdir(mode=0o700)
        try:
            with tarfile.open(archive, "r:gz") as tar:
                _check_names(tar)
                tar.extractall(inside, **EXTRACTION)  # noqa: S202 - names are checked
        except (tarfile.TarError, OSError, EOFError) as error:
            raise BackupError(f"The archive cannot be read: {error}.") from error
        yield inside
