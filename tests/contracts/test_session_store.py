"""What every SessionStore does."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from services.errors import SessionExists, SessionExpired, SessionNotFound
from services.models.conversation import MAX_TURNS, Turn
from services.models.speech import Transcript, TranscriptSegment
from services.protocols import SessionStore
from tests.contracts.conftest import MAX_SESSIONS, TTL_S, Clock, Stores

ID = "session-1"


@pytest.fixture
def sessions(session_stores: Stores) -> SessionStore:
    assert session_stores.sessions is not None
    return session_stores.sessions


async def later(sessions: SessionStore, clock: Clock, seconds: float) -> None:
    """A store may write behind the turn: counting waits until it has."""
    await sessions.count()
    clock.move(seconds)


def turn(text: str) -> Turn:
    return Turn(
        user_input=text,
        ai_response=f"{text}!",
        timestamp=datetime(2030, 1, 1, 12, 0, 1, 234567, tzinfo=UTC),
        shown=("projects/one", "projects/two"),
        item_type="projects",
        intent="projects",
        filters={"technologies": ["C++"]},
        original_query=text,
    )


async def test_a_created_session_can_be_read(sessions: SessionStore) -> None:
    created = await sessions.create(ID, metadata={"page": "✓ start"})
    assert await sessions.get(ID) == created
    assert created.metadata == {"page": "✓ start"}


async def test_an_id_in_use_cannot_be_created_again(sessions: SessionStore) -> None:
    await sessions.create(ID)
    with pytest.raises(SessionExists):
        await sessions.create(ID)


async def test_an_unknown_session_is_not_found(sessions: SessionStore) -> None:
    with pytest.raises(SessionNotFound):
        await sessions.get(ID)


async def test_turns_come_back_as_they_were_in_order(sessions: SessionStore) -> None:
    await sessions.create(ID)
    await sessions.append(ID, turn("one"))
    await sessions.append(ID, turn("two"))
    assert (await sessions.get(ID)).turns == (turn("one"), turn("two"))


async def test_only_the_newest_turns_are_kept_but_all_are_counted(
    sessions: SessionStore,
) -> None:
    await sessions.create(ID)
    for number in range(MAX_TURNS + 2):
        await sessions.append(ID, turn(str(number)))
    session = await sessions.get(ID)
    kept = [kept.user_input for kept in session.turns]
    assert kept == [str(number) for number in range(2, MAX_TURNS + 2)]
    assert session.turn_count == MAX_TURNS + 2


async def test_parallel_turns_are_all_kept(sessions: SessionStore) -> None:
    await sessions.create(ID)
    said = [f"turn {number}" for number in range(20)]
    await asyncio.gather(*(sessions.append(ID, turn(text)) for text in said))
    kept = {kept.user_input for kept in (await sessions.get(ID)).turns}
    assert kept == set(said)


async def test_a_turn_moves_the_expiry(sessions: SessionStore, clock: Clock) -> None:
    await sessions.create(ID)
    await later(sessions, clock, TTL_S - 1)
    await sessions.append(ID, turn("one"))
    await later(sessions, clock, TTL_S - 1)
    assert len((await sessions.get(ID)).turns) == 1


async def test_a_session_past_its_expiry_has_expired(
    sessions: SessionStore, clock: Clock
) -> None:
    await sessions.create(ID)
    await later(sessions, clock, TTL_S)
    with pytest.raises(SessionExpired):
        await sessions.get(ID)


async def test_expiring_says_which_sessions_went(
    sessions: SessionStore, clock: Clock
) -> None:
    await sessions.create(ID)
    await later(sessions, clock, TTL_S / 2)
    await sessions.create("session-2")
    await later(sessions, clock, TTL_S / 2)
    assert await sessions.expire(clock.now) == (ID,)
    assert await sessions.expire(clock.now) == ()
    with pytest.raises(SessionExpired):
        await sessions.get(ID)
    assert await sessions.count() == 1


async def test_an_expired_id_can_start_again_empty(
    sessions: SessionStore, clock: Clock
) -> None:
    await sessions.create(ID)
    await sessions.append(ID, turn("one"))
    await later(sessions, clock, TTL_S)
    assert (await sessions.create(ID)).turns == ()
    assert (await sessions.get(ID)).turns == ()


async def test_the_longest_idle_session_makes_room(
    sessions: SessionStore, clock: Clock
) -> None:
    for number in range(MAX_SESSIONS):
        await sessions.create(f"session-{number}")
        await later(sessions, clock, 1)
    await sessions.append("session-0", turn("still here"))
    await sessions.create("one-too-many")
    assert await sessions.count() == MAX_SESSIONS
    assert (await sessions.get("session-0")).turns
    with pytest.raises(SessionExpired):
        await sessions.get("session-1")


async def test_sessions_without_a_turn_make_room_first(
    sessions: SessionStore, clock: Clock
) -> None:
    await sessions.create(ID)
    await sessions.append(ID, turn("said"))
    for number in range(3 * MAX_SESSIONS):
        await later(sessions, clock, 1)
        await sessions.create(f"empty-{number}")
    assert await sessions.count() == MAX_SESSIONS
    assert (await sessions.get(ID)).turns
    assert await sessions.get(f"empty-{3 * MAX_SESSIONS - 1}")


async def test_what_was_heard_is_kept_until_the_next_turn(
    sessions: SessionStore,
) -> None:
    heard = Transcript(
        "hello", "en", 0.5, "tiny", (TranscriptSegment(0.0, 0.4, "hello"),), ("a:b:c",)
    )
    await sessions.create(ID)
    await sessions.hear(ID, heard)
    assert (await sessions.get(ID)).heard == heard
    await sessions.append(ID, turn("hello"))
    assert (await sessions.get(ID)).heard is None


async def test_what_was_heard_can_be_forgotten(sessions: SessionStore) -> None:
    await sessions.create(ID)
    await sessions.hear(ID, Transcript("hello", "en", 0.5, "tiny"))
    await sessions.hear(ID, None)
    assert (await sessions.get(ID)).heard is None


async def test_a_deleted_session_is_returned_and_gone(sessions: SessionStore) -> None:
    await sessions.create(ID)
    await sessions.append(ID, turn("one"))
    assert (await sessions.delete(ID)).turns == (turn("one"),)
    with pytest.raises(SessionNotFound):
        await sessions.get(ID)
    with pytest.raises(SessionNotFound):
        await sessions.delete(ID)


async def test_an_ended_session_is_returned_and_counts_as_expired(
    sessions: SessionStore,
) -> None:
    await sessions.create(ID)
    await sessions.append(ID, turn("one"))
    assert (await sessions.end(ID)).turns == (turn("one"),)
    with pytest.raises(SessionExpired):
        await sessions.get(ID)
    with pytest.raises(SessionExpired):
        await sessions.append(ID, turn("two"))


async def test_a_session_that_is_not_there_takes_nothing(
    sessions: SessionStore,
) -> None:
    for refused in (
        sessions.append(ID, turn("one")),
        sessions.hear(ID, None),
        sessions.end(ID),
        sessions.delete(ID),
    ):
        with pytest.raises(SessionNotFound):
            await refused
