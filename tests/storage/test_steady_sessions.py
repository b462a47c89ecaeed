from __future__ import annotations

import pytest

from services.errors import SessionNotFound, StorageFull
from services.models.conversation import Session, Turn
from services.models.speech import Transcript
from services.storage.memory import MemorySessions
from services.storage.steady_sessions import SteadySessions
from tests.storage.records import START


class FullDisk(MemorySessions):
    """Takes no write while it is full; what it has can be read."""

    full = False

    def _put(self, session: Session) -> None:
        if self.full:
            raise StorageFull
        super()._put(session)

    async def create(self, session_id: str, **more: object) -> Session:
        if self.full:
            raise StorageFull
        return await super().create(session_id)


@pytest.fixture
def disk() -> FullDisk:
    return FullDisk(ttl_s=60, max_sessions=9)


@pytest.fixture
def sessions(disk: FullDisk) -> SteadySessions:
    return SteadySessions(disk, MemorySessions(ttl_s=60, max_sessions=9))


def turn(text: str) -> Turn:
    return Turn(text, "a", START)


async def said(sessions: SteadySessions) -> list[str]:
    return [kept.user_input for kept in (await sessions.get("session-1")).turns]


async def test_a_conversation_goes_on_while_the_disk_is_full(
    sessions: SteadySessions, disk: FullDisk
) -> None:
    await sessions.create("session-1")
    await sessions.append("session-1", turn("before"))
    disk.full = True
    await sessions.append("session-1", turn("during"))
    assert await said(sessions) == ["before", "during"]
    disk.full = False
    await sessions.append("session-1", turn("after"))
    assert await said(sessions) == ["before", "during", "after"]
    assert (await sessions.get("session-1")).turn_count == 3


async def test_a_session_can_begin_while_the_disk_is_full(
    sessions: SteadySessions, disk: FullDisk
) -> None:
    disk.full = True
    await sessions.create("session-1")
    await sessions.hear("session-1", Transcript("hello", "en", 0.5, "tiny"))
    assert (await sessions.get("session-1")).heard is not None
    await sessions.append("session-1", turn("one"))
    assert await said(sessions) == ["one"]


async def test_what_was_kept_in_memory_is_forgotten_too(
    sessions: SteadySessions, disk: FullDisk
) -> None:
    await sessions.create("session-1")
    disk.full = True
    await sessions.append("session-1", turn("secret"))
    await sessions.delete("session-1")
    with pytest.raises(SessionNotFound):
        await sessions.get("session-1")
