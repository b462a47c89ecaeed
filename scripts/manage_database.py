"""Back up, check, restore and export what the service keeps.

python scripts/manage_database.py backup  [ARCHIVE]   everything in DATA_DIR
python scripts/manage_database.py validate [ARCHIVE]  an archive, or what is in use
python scripts/manage_database.py restore ARCHIVE     into DATA_DIR
python scripts/manage_database.py export  [FILE]      the log of turns as JSON Lines
python scripts/manage_database.py retry               refused rows, once more
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from services.ai_session_logger import AISessionLogger
from services.database_service import FILE_NAME, database_path
from services.errors import ServiceError
from services.settings import Settings, read_settings
from services.storage.backup import (
    BackupError,
    back_up,
    check_database,
    restore,
    validate,
)
from services.storage.outbox import retry_set_aside
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_interactions import SqliteInteractions


def run_backup(settings: Settings, target: Path | None) -> str:
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    archive = target or Path(f"viva-voce-{moment}.tar.gz")
    back_up(settings.data_dir, FILE_NAME, archive)
    return f"{archive}: {archive.stat().st_size} bytes"


def run_validate(settings: Settings, target: Path | None) -> str:
    rows = (
        check_database(database_path(settings))
        if target is None
        else validate(target, FILE_NAME)
    )
    return "whole; " + ", ".join(f"{table} {count}" for table, count in rows.items())


def run_restore(settings: Settings, target: Path | None) -> str:
    if target is None:
        raise BackupError("Name the archive to restore.")
    kept = restore(target, FILE_NAME, settings.data_dir)
    was = f"; what was there is in {kept}" if kept else ""
    return f"{settings.data_dir} restored{was}"


def run_export(settings: Settings, target: Path | None) -> str:
    return asyncio.run(_export(settings, target))


async def _export(settings: Settings, target: Path | None) -> str:
    file = SqliteFile(database_path(settings))
    out = target.open("w", encoding="utf-8") if target else sys.stdout
    count = 0
    try:
        async for line in AISessionLogger(SqliteInteractions(file)).export():
            out.write(line + "\n")
            count += 1
    finally:
        if target:
            out.close()
        await file.close()
    return f"{count} turns" if target else ""


def run_retry(settings: Settings, target: Path | None) -> str:
    return asyncio.run(_retry(settings))


async def _retry(settings: Settings) -> str:
    file = SqliteFile(database_path(settings))
    try:
        count = await file.write(retry_set_aside)
    finally:
        await file.close()
    return f"{count} rows wait to be carried over again"


COMMANDS = {
    "backup": run_backup,
    "validate": run_validate,
    "restore": run_restore,
    "export": run_export,
    "retry": run_retry,
}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("target", nargs="?", type=Path)
    wanted = parser.parse_args()
    try:
        said = COMMANDS[wanted.command](read_settings(), wanted.target)
    except (BackupError, ServiceError, OSError) as error:
        print(f"{wanted.command}: {error}", file=sys.stderr)
        return 1
    if said:
        print(said)
    return 0


if __name__ == "__main__":
    sys.exit(main())
