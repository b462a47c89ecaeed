"""The clean-up: by age, by size, when the disk runs short, and never under a reader."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from services.audio_cleanup import AudioCleanup
from services.audio_files import AudioFiles
from services.models.speech import SynthesizedSpeech
from tests.waiting import until


@dataclass
class Clock:
    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Disk:
    """A disk whose free space grows with every file that goes."""

    directory: Path
    capacity: int = 10_000

    @property
    def free(self) -> int:
        used = sum(path.stat().st_size for path in self.directory.iterdir())
        return self.capacity - used

    def __call__(self, _: Path) -> Disk:
        return self


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def files(tmp_path: Path, clock: Clock) -> AudioFiles:
    return AudioFiles(tmp_path / "audio", max_age_s=60, clock=clock)


def cleanup(
    files: AudioFiles, *, max_total_bytes: int = 1_000_000, emergency: int = 0
) -> AudioCleanup:
    return AudioCleanup(
        files,
        interval_s=3600,
        max_total_bytes=max_total_bytes,
        emergency_free_bytes=emergency,
        disk_usage=Disk(files.directory),
    )


async def save(files: AudioFiles, clock: Clock, count: int) -> list[str]:
    """Files of 1,000 bytes, a second apart, oldest first."""
    names = []
    for _ in range(count):
        speech = SynthesizedSpeech(b"x" * 1000, "wav", 1.0, "v", "espeak-ng")
        names.append((await files.save(speech)).name)
        clock.now += 1
    return names


def left(files: AudioFiles) -> set[str]:
    return {entry.name for entry in files.listing()}


async def test_old_files_go_and_young_ones_stay(
    files: AudioFiles, clock: Clock
) -> None:
    old = await save(files, clock, 2)
    clock.now += 58
    young = await save(files, clock, 2)
    done = await cleanup(files).run_once()
    assert done.removed["too_old"] == 2
    assert left(files) == set(young)
    assert not left(files) & set(old)
    assert (done.files_left, done.bytes_left) == (2, 2000)


async def test_beyond_the_total_size_the_oldest_go(
    files: AudioFiles, clock: Clock
) -> None:
    names = await save(files, clock, 5)
    done = await cleanup(files, max_total_bytes=3_500).run_once()
    assert done.removed["too_much"] == 2
    assert left(files) == set(names[2:])


async def test_a_disk_that_runs_short_is_relieved_from_the_oldest_on(
    files: AudioFiles, clock: Clock
) -> None:
    names = await save(files, clock, 5)
    done = await cleanup(files, emergency=7_000).run_once()
    assert done.removed["emergency"] == 2
    assert left(files) == set(names[2:])


async def test_a_disk_that_others_filled_ends_with_no_audio_and_no_error(
    files: AudioFiles, clock: Clock
) -> None:
    await save(files, clock, 3)
    done = await cleanup(files, emergency=1_000_000).run_once()
    assert done.files_left == 0


@pytest.mark.parametrize("reason", ["too_old", "too_much", "emergency"])
async def test_a_file_being_read_stays_whatever_the_reason(
    files: AudioFiles, clock: Clock, reason: str
) -> None:
    read, *others = await save(files, clock, 3)
    clock.now += 1_000 if reason == "too_old" else 0
    cleaning = cleanup(
        files,
        max_total_bytes=0 if reason == "too_much" else 1_000_000,
        emergency=1_000_000 if reason == "emergency" else 0,
    )
    async with files.reading(read) as audio:
        done = await cleaning.run_once()
        assert done.removed[reason] == len(others)
        assert audio.path.read_bytes() == b"x" * 1000
    assert (await cleaning.run_once()).removed[reason] == 1


async def test_without_a_directory_there_is_nothing_to_do(files: AudioFiles) -> None:
    assert (await cleanup(files).run_once()).files_left == 0


async def test_other_files_in_the_directory_are_not_touched(
    files: AudioFiles, clock: Clock
) -> None:
    await save(files, clock, 1)
    other = files.directory / "notes.txt"
    other.write_text("mine")
    clock.now += 1_000
    await cleanup(files, max_total_bytes=0).run_once()
    assert other.read_text() == "mine"


async def test_it_runs_in_the_background_and_says_so(
    files: AudioFiles, clock: Clock
) -> None:
    await save(files, clock, 1)
    clock.now += 1_000
    cleaning = cleanup(files)
    assert (await cleaning.health()).status == "degraded"
    await cleaning.start()
    await until(lambda: not left(files))
    health = await cleaning.health()
    assert health.status == "healthy"
    assert health.detail["running"] is True
    assert health.detail["last_run"] is not None
    await cleaning.close()
    assert (await cleaning.health()).detail["running"] is False


async def test_a_full_disk_starts_it_at_once(files: AudioFiles, clock: Clock) -> None:
    cleaning = cleanup(files)
    await cleaning.start()
    await until(lambda: cleaning._last is not None)
    names = await save(files, clock, 1)
    clock.now += 1_000
    assert left(files) == set(names)
    files.ran_full.set()
    await until(lambda: not left(files))
    await cleaning.close()


async def test_a_disk_that_is_away_does_not_end_it(
    files: AudioFiles, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await save(files, clock, 1)
    clock.now += 1_000
    cleaning = cleanup(files)

    def gone() -> None:
        raise OSError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(files, "listing", gone)
        await cleaning.start()
        await until(lambda: cleaning._failed)
        assert (await cleaning.health()).status == "degraded"
    files.ran_full.set()
    await until(lambda: not left(files))
    assert (await cleaning.health()).status == "healthy"
    await cleaning.close()
