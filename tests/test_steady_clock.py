"""A clock that nobody can set."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from services.audio_cleanup import AudioCleanup
from services.audio_files import AudioFiles
from services.database_service import build_storage
from services.models.speech import SynthesizedSpeech
from services.steady_clock import SteadyClock
from tests.app import settings_for

DAY_S = 86_400.0


class Machine:
    """A wall clock that can be set, beside one that only runs."""

    def __init__(self) -> None:
        self.wall_s = 1_800_000_000.0
        self.running_s = 1_000.0

    def passes(self, seconds: float) -> None:
        self.wall_s += seconds
        self.running_s += seconds

    def clock(self) -> SteadyClock:
        return SteadyClock(wall=lambda: self.wall_s, running=lambda: self.running_s)


def test_it_tells_the_time_of_day() -> None:
    assert abs((SteadyClock().now() - datetime.now(UTC)).total_seconds()) < 1


def test_it_moves_on_with_time_and_not_with_the_wall_clock() -> None:
    machine = Machine()
    clock = machine.clock()
    machine.passes(10)
    machine.wall_s += DAY_S
    assert clock.seconds() == 1_800_000_010


async def test_sessions_expire_by_it(tmp_path: Path) -> None:
    machine = Machine()
    settings = settings_for(tmp_path, session_ttl=60)
    clock = machine.clock()
    storage = build_storage(settings, clock=clock.now)
    try:
        await storage.sessions.create("a-session")
        machine.wall_s += DAY_S
        assert not await storage.sessions.expire(clock.now())
        machine.wall_s -= DAY_S + 3600
        machine.passes(61)
        assert await storage.sessions.expire(clock.now()) == ("a-session",)
    finally:
        await storage.close()


async def test_audio_is_cleaned_up_by_it(tmp_path: Path) -> None:
    machine = Machine()
    files = AudioFiles(tmp_path, max_age_s=60, clock=machine.clock().seconds)
    cleanup = AudioCleanup(files, interval_s=60, max_total_bytes=1_000_000)
    await files.save(SynthesizedSpeech(b"sound", "wav", 1.0, "voice", "engine"))
    machine.wall_s += DAY_S
    assert (await cleanup.run_once()).files_left == 1
    machine.wall_s -= DAY_S + 3600
    machine.passes(61)
    assert (await cleanup.run_once()).files_left == 0
