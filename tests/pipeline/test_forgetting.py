from __future__ import annotations

import pytest

from services.errors import SessionNotFound
from services.pipeline.forgetting import Forgetting, Forgotten
from services.storage.memory import MemorySessions

ID = "session-1"


def forgetting(
    sessions: MemorySessions,
    *,
    rows: int,
    files: int,
    copies: int = 0,
    jobs: int = 0,
    left: int = 0,
) -> Forgetting:
    async def interactions(session_id: str) -> int:
        return rows

    async def audio(session_id: str) -> int:
        return files

    async def kept(session_id: str) -> int:
        return copies

    async def messages(session_id: str) -> int:
        return left

    return Forgetting(
        sessions,
        interactions=interactions,
        audio=audio,
        copies=kept,
        messages=messages,
        background=lambda _: jobs,
    )


@pytest.fixture
def sessions() -> MemorySessions:
    return MemorySessions(ttl_s=60, max_sessions=9)


async def test_everything_goes_and_is_counted(sessions: MemorySessions) -> None:
    await sessions.create(ID)
    gone = await forgetting(sessions, rows=3, files=2).forget(ID)
    assert gone == Forgotten(audio_files=2, interactions=3)
    with pytest.raises(SessionNotFound):
        await sessions.get(ID)


async def test_what_is_left_of_a_session_that_is_over_goes(
    sessions: MemorySessions,
) -> None:
    gone = await forgetting(sessions, rows=1, files=0).forget(ID)
    assert gone.interactions == 1


async def test_a_session_that_only_an_old_copy_knows_is_forgotten(
    sessions: MemorySessions,
) -> None:
    gone = await forgetting(sessions, rows=0, files=0, copies=1).forget(ID)
    assert gone == Forgotten(0, 0)


async def test_a_session_that_only_a_job_knows_is_forgotten(
    sessions: MemorySessions,
) -> None:
    gone = await forgetting(sessions, rows=0, files=0, jobs=1).forget(ID)
    assert gone == Forgotten(0, 0)


async def test_a_session_that_only_a_message_knows_is_forgotten(
    sessions: MemorySessions,
) -> None:
    gone = await forgetting(sessions, rows=0, files=0, left=2).forget(ID)
    assert gone == Forgotten(0, 0, messages=2)


async def test_a_session_that_never_was_is_not_found(sessions: MemorySessions) -> None:
    with pytest.raises(SessionNotFound):
        await forgetting(sessions, rows=0, files=0).forget(ID)


async def test_no_turn_can_be_kept_once_its_traces_are_looked_for(
    sessions: MemorySessions,
) -> None:
    async def gone(session_id: str) -> int:
        with pytest.raises(SessionNotFound):
            await sessions.get(session_id)
        return 1

    def drop(session_id: str) -> int:
        dropped.append(session_id)
        return 0

    dropped: list[str] = []
    await sessions.create(ID)
    every = Forgetting(
        sessions,
        interactions=gone,
        audio=gone,
        copies=gone,
        messages=gone,
        background=drop,
    )
    assert await every.forget(ID) == Forgotten(1, 1, 1)
    assert dropped == [ID]
