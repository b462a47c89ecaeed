from __future__ import annotations

import io
import subprocess
import sys
import tarfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.storage.backup import BackupError, back_up, restore, validate
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_guestbook import SqliteGuestbook
from services.storage.sqlite_interactions import SqliteInteractions
from tests.storage.records import interaction, signature

NAME = "viva_voce.sqlite3"
SCRIPT = Path(__file__).parent.parent.parent / "scripts" / "manage_database.py"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "backup.tar.gz"


@pytest.fixture
async def live(data: Path) -> AsyncIterator[SqliteFile]:
    """A service at work, with three signatures and a turn."""
    file = SqliteFile(data / NAME)
    for number in range(3):
        await SqliteGuestbook(file).add(signature(str(number)))
    await SqliteInteractions(file).record(interaction())
    yield file
    await file.close()


async def names(folder: Path) -> list[str]:
    file = SqliteFile(folder / NAME)
    page = await SqliteGuestbook(file).page(limit=10, offset=0)
    await file.close()
    return sorted(found.name for found in page)


def put(folder: Path, name: str) -> None:
    (folder / "audio").mkdir(exist_ok=True)
    (folder / "audio" / name).write_text("sound")


async def test_a_running_service_is_backed_up_whole(
    live: SqliteFile, data: Path, archive: Path
) -> None:
    put(data, "said.wav")
    back_up(data, NAME, archive)
    assert validate(archive, NAME)["signatures"] == 3
    with tarfile.open(archive) as tar:
        assert sorted(tar.getnames()) == ["audio/said.wav", NAME]


async def test_a_restore_brings_everything_back_and_keeps_what_was_there(
    live: SqliteFile, data: Path, archive: Path
) -> None:
    put(data, "said.wav")
    back_up(data, NAME, archive)
    await SqliteGuestbook(live).add(signature("newer"))
    put(data, "later.wav")
    await live.close()
    kept = restore(archive, NAME, data)
    assert await names(data) == ["0", "1", "2"]
    assert listing(data / "audio") == ["said.wav"]
    assert kept is not None
    assert await names(kept) == ["0", "1", "2", "newer"]


def listing(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def test_a_restore_into_nothing_makes_the_folder(
    live: SqliteFile, data: Path, archive: Path, tmp_path: Path
) -> None:
    back_up(data, NAME, archive)
    assert restore(archive, NAME, tmp_path / "elsewhere") is None
    assert await names(tmp_path / "elsewhere") == ["0", "1", "2"]


async def test_nothing_is_restored_under_a_running_service(
    live: SqliteFile, data: Path, archive: Path
) -> None:
    back_up(data, NAME, archive)
    with pytest.raises(BackupError, match="running"):
        restore(archive, NAME, data)


async def test_a_damaged_archive_touches_nothing(
    live: SqliteFile, data: Path, archive: Path
) -> None:
    back_up(data, NAME, archive)
    await live.close()
    shorten(archive)
    with pytest.raises(BackupError):
        restore(archive, NAME, data)
    assert await names(data) == ["0", "1", "2"]


def shorten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def hostile(archive: Path, name: str) -> None:
    with tarfile.open(archive, "w:gz") as tar:
        member = tarfile.TarInfo(name)
        member.size = 4
        tar.addfile(member, io.BytesIO(b"evil"))


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", NAME])
def test_a_hostile_archive_is_refused(data: Path, archive: Path, name: str) -> None:
    hostile(archive, name)
    with pytest.raises(BackupError):
        restore(archive, NAME, data)
    assert not (data.parent / "outside").exists()


def test_no_folder_cannot_be_backed_up(data: Path, archive: Path) -> None:
    with pytest.raises(BackupError):
        back_up(data, NAME, archive)
    assert not archive.exists()


async def test_the_commands_do_it(live: SqliteFile, data: Path, archive: Path) -> None:
    await live.close()

    def run(*command: str) -> str:
        return manage(data, *command)

    assert str(archive) in run("backup", str(archive))
    assert "signatures 3" in run("validate", str(archive))
    assert "restored" in run("restore", str(archive))
    assert "which projects?" in run("export")


def manage(data: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *command],
        env={"DATA_DIR": str(data)},
        cwd=data.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
