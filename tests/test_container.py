"""What runs behind the requests: tidied, kept going, and stopped as a whole."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from services import container
from services.errors import SessionExpired
from services.steady_clock import SteadyClock
from tests.app import RESUME, Visit, settings_for, visiting
from tests.ids import own_id


class Clock:
    ahead_s = 0.0

    def __call__(self) -> float:
        return self.ahead_s


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    resume = tmp_path / "resume.json"
    resume.write_bytes(RESUME.read_bytes())
    async with visiting(settings_for(tmp_path, resume_path=resume)) as visit:
        yield visit


async def test_tidying_ends_sessions_that_are_over(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = visit.services
    await visit.ask("hello", session_id=own_id("one"))
    forgotten: list[str] = []
    monkeypatch.setattr(services.enhancements, "forget_session", forgotten.append)
    later = services.clock.now() + timedelta(seconds=services.settings.session_ttl + 1)
    monkeypatch.setattr(SteadyClock, "now", lambda _: later)
    await services.tidy()
    assert forgotten == [own_id("one")]
    with pytest.raises(SessionExpired):
        await services.turns.sessions.store.get(own_id("one"))


async def test_tidying_takes_up_a_changed_resume(visit: Visit) -> None:
    path = visit.services.settings.resume_path
    changed = json.loads(path.read_bytes())
    changed["name"] = "Nora Wells"
    path.write_text(json.dumps(changed))
    os.utime(path, (1, 1))
    await visit.services.tidy()
    assert "Nora" in (await visit.ask("who is this"))["response"]


async def test_housekeeping_goes_on_after_a_fault(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = asyncio.Event()

    def refresh() -> None:
        if seen:
            loop.call_soon_threadsafe(tried.set)
        seen.append(1)
        raise ZeroDivisionError

    seen: list[int] = []
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(container, "HOUSEKEEPING_S", 0.01)
    monkeypatch.setattr(visit.services.processor, "refresh", refresh)
    await visit.services.start()
    await asyncio.wait_for(tried.wait(), 5)


async def test_one_part_that_fails_to_close_keeps_no_other_open(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail() -> None:
        raise ZeroDivisionError

    await visit.services.start()
    await visit.ask("hello")
    with monkeypatch.context() as patch:
        patch.setattr(visit.services.insight, "close", fail)
        with pytest.raises(ZeroDivisionError):
            await visit.services.stop()
    assert not visit.services.cleanup.is_running
    assert visit.services.session_log.waiting == 0
    await visit.services.insight.close()
