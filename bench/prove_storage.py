"""Nothing is lost: kills, full disks, damaged files."""

from __future__ import annotations

import asyncio
import random
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from bench.figure import Figure
from bench.kills import Acknowledged, kill_once
from services.errors import StorageFull
from services.models.records import Signature
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_guestbook import SqliteGuestbook

KILLS = 200
FULL_AT = range(1, 51)
DAMAGED = 20
DISK_BYTES = 4_000_000


def figures(data: Path | None) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        yield from kills(Path(folder) / "kills", KILLS)
        yield from full_disks(Path(folder) / "disk")
        yield from damaged_files(Path(folder) / "damaged")


def kills(data_dir: Path, count: int, seed: int = 1) -> Iterator[Figure]:
    done, rng = Acknowledged(), random.Random(seed)
    starts = sum(kill_once(data_dir, done, rng, "") for _ in range(count))
    database = sqlite3.connect(data_dir / "viva_voce.sqlite3")
    rows = database.execute("SELECT name, id FROM signatures").fetchall()
    database.close()
    stored = dict(rows)
    lost = sum(stored.get(name) != id_ for name, id_ in done.ids.items())
    note = f"of {len(done.ids)} acknowledged, {count} kills"
    yield Figure("storage_kill_starts", starts, "", f">= {count}")
    yield Figure("storage_kill_lost", lost, "rows", "<= 0", note)
    doubled = len(rows) - len(stored) + done.repeated
    yield Figure("storage_kill_duplicates", doubled, "rows", "<= 0")
    aside = len(list(data_dir.glob("*.damaged-*")))
    yield Figure("storage_kill_files_set_aside", aside, "", "<= 0")


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system that can be filled; needs root."""
    folder.mkdir(parents=True)
    size = f"size={DISK_BYTES}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def fill(folder: Path) -> Path:
    """Take every byte that is left."""
    filler = folder / "filler"
    with filler.open("ab", buffering=0) as handle, suppress(OSError):
        while handle.write(b"\0" * 4096):
            pass
    return filler


def signature(name: str) -> Signature:
    return Signature(str(uuid4()), name, "", "x" * 20_000, datetime.now(UTC))


def full_disks(folder: Path) -> Iterator[Figure]:
    try:
        results = [full_at(folder / str(number), number) for number in FULL_AT]
    except (subprocess.CalledProcessError, FileNotFoundError):
        return
    unclear = sum(not clear for clear, _, _ in results)
    lost = sum(lost for _, lost, _ in results)
    slowest_s = max(recovery_s for _, _, recovery_s in results)
    note = f"disk full at write {FULL_AT[0]} to {FULL_AT[-1]}"
    yield Figure("storage_full_lost", lost, "rows", "<= 0", note)
    yield Figure("storage_full_not_said", unclear, "", "<= 0", "anything but 507")
    yield Figure("storage_full_recovery_s", slowest_s, "s", "<= 5")


def full_at(folder: Path, number: int) -> tuple[bool, int, float]:
    """Whether it was said clearly, acknowledged rows lost, seconds to recover."""
    with small_disk(folder) as disk:
        return asyncio.run(_full_at(disk, number))


async def _full_at(disk: Path, number: int) -> tuple[bool, int, float]:
    file = SqliteFile(disk / "viva_voce.sqlite3")
    book = SqliteGuestbook(file)
    kept = [await book.add(signature(str(n))) for n in range(number - 1)]
    filler = fill(disk)
    clear = True
    for attempt in range(3):
        try:
            kept.append(await book.add(signature(f"full {attempt}")))
        except StorageFull:
            continue
        except Exception:  # noqa: BLE001 - anything but a clear answer counts
            clear = False
    if kept:
        readable = {one.id for one in await book.page(limit=100, offset=0)}
        lost = sum(one.id not in readable for one in kept)
    else:
        lost = 0
    filler.unlink()
    started = time.perf_counter()
    while time.perf_counter() - started < 10:
        with suppress(StorageFull):
            kept.append(await book.add(signature("after")))
            break
    recovery_s = time.perf_counter() - started
    await file.close()
    again = SqliteFile(disk / "viva_voce.sqlite3")
    readable = {
        one.id for one in await SqliteGuestbook(again).page(limit=100, offset=0)
    }
    await again.close()
    return clear, lost + sum(one.id not in readable for one in kept), recovery_s


def damaged_files(folder: Path, seed: int = 2) -> Iterator[Figure]:
    folder.mkdir()
    whole = folder / "whole.sqlite3"
    asyncio.run(_fill_book(whole))
    rng = random.Random(seed)
    started = aside = 0
    for number in range(DAMAGED):
        copy = folder / f"copy-{number}.sqlite3"
        shutil.copy(whole, copy)
        damage(copy, rng, number)
        served, kept = asyncio.run(_serves(copy))
        started += served
        aside += kept
    yield Figure("storage_damaged_starts", started, "", f">= {DAMAGED}")
    yield Figure("storage_damaged_kept_aside", aside, "", f">= {DAMAGED}")


async def _fill_book(path: Path) -> None:
    file = SqliteFile(path)
    book = SqliteGuestbook(file)
    for number in range(100):
        await book.add(signature(str(number)))
    await file.close()


def damage(path: Path, rng: random.Random, number: int) -> None:
    size = path.stat().st_size
    with path.open("r+b") as handle:
        if number % 4 == 0:
            handle.truncate(rng.randrange(512, size - 4096))
        elif number % 4 == 1:
            handle.write(rng.randbytes(rng.randrange(100, 4096)))
        else:
            # Whole pages of rubbish or zeros, as a failing disk leaves them.
            page = rng.randrange(1, size // 4096 - 2)
            handle.seek(page * 4096)
            handle.write(rng.randbytes(8192) if number % 4 == 2 else b"\0" * 8192)


async def _serves(path: Path) -> tuple[bool, bool]:
    file = SqliteFile(path)
    book = SqliteGuestbook(file)
    added = await book.add(signature("after"))
    readable = {one.id for one in await book.page(limit=100, offset=0)}
    await file.close()
    return added.id in readable, file.kept_aside is not None
