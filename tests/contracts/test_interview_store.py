"""What every InterviewStore does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.errors import NotFound, SessionBusy
from services.interview.store import InterviewStore
from services.models.interview import Interview, InterviewFilter, InterviewTurn
from services.models.interview_score import (
    AnswerScore,
    Delivery,
    PointFound,
    Raised,
    TrapFound,
)
from services.storage.memory_interviews import MemoryInterviews
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_interviews import SqliteInterviews

NOW = datetime(2030, 1, 1, 12, 0, 1, 234567, tzinfo=UTC)
STORES: dict[str, Callable[[SqliteFile], InterviewStore]] = {
    "memory": lambda file: MemoryInterviews(),
    "sqlite": SqliteInterviews,
}
SCORE = AnswerScore(
    0.5,
    (PointFound("says", 1.0, "words", "✓ evidence"),),
    (TrapFound("why", "evidence"),),
    (Raised("stuffed", "words"),),
    {"task": "I had to"},
    ("2022",),
    ("maybe",),
    12,
    {"covered": 0.5},
    "minilm",
    Delivery(3.5, 140.2, ((1.0, 2.5),), ("um",)),
)


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, file: SqliteFile) -> InterviewStore:
    return STORES[request.param](file)


def interview(number: int = 1, *, candidate: str = "ada") -> Interview:
    at = NOW + timedelta(minutes=number)
    turn = InterviewTurn("acid", at, "All or nothing.", SCORE, "And?", None, 0.8, 0.25)
    return Interview(
        id=f"interview-{number}",
        candidate_id=candidate,
        bank="sql",
        level="middle",
        mode="text",
        minutes=20,
        state="active",
        created_at=at,
        updated_at=at,
        resumed_at=at,
        turns=(turn,),
    )


async def test_one_that_was_saved_comes_back_whole(store: InterviewStore) -> None:
    saved = await store.save(interview())
    assert saved == replace(interview(), revision=1)
    assert await store.get("interview-1") == saved


async def test_one_that_is_not_there_is_not_found(store: InterviewStore) -> None:
    for refused in (store.get("none"), store.delete("none")):
        with pytest.raises(NotFound):
            await refused


async def test_of_two_changes_of_one_revision_one_is_kept(
    store: InterviewStore,
) -> None:
    saved = await store.save(interview())
    changes = [replace(saved, level=level) for level in ("junior", "senior")]
    done = await asyncio.gather(*map(store.save, changes), return_exceptions=True)
    refused = [one for one in done if isinstance(one, BaseException)]
    assert [type(one) for one in refused] == [SessionBusy]
    assert (await store.get(saved.id)).revision == 2


async def test_one_that_was_erased_does_not_come_back(store: InterviewStore) -> None:
    saved = await store.save(interview())
    await store.delete(saved.id)
    with pytest.raises(NotFound):
        await store.save(replace(saved, level="senior"))
    with pytest.raises(NotFound):
        await store.get(saved.id)


async def test_an_id_cannot_be_taken_twice(store: InterviewStore) -> None:
    await store.save(interview())
    with pytest.raises(SessionBusy):
        await store.save(interview())


async def test_the_newest_come_first_and_can_be_chosen(store: InterviewStore) -> None:
    for number in range(4):
        await store.save(interview(number, candidate="ada" if number % 2 else "bo"))
    await store.save(replace(interview(9), state="completed"))
    ids = [one.id for one in await store.latest(limit=2, offset=1)]
    assert ids == ["interview-3", "interview-2"]
    oldest = InterviewFilter(oldest_first=True)
    first = await store.latest(limit=2, matching=oldest)
    assert [one.id for one in first] == ["interview-0", "interview-1"]
    own = InterviewFilter(candidate_id="bo")
    assert [one.id for one in await store.latest(limit=9, matching=own)] == [
        "interview-2",
        "interview-0",
    ]
    over = InterviewFilter(state="completed", since=NOW + timedelta(minutes=9))
    assert [one.id for one in await store.latest(limit=9, matching=over)] == [
        "interview-9"
    ]
    later = InterviewFilter(since=NOW + timedelta(minutes=10))
    assert not await store.latest(limit=9, matching=later)


async def test_a_candidate_is_erased_with_all_of_theirs(store: InterviewStore) -> None:
    for number in range(3):
        await store.save(interview(number, candidate="bo" if number else "ada"))
    assert set(await store.delete_candidate("bo")) == {"interview-1", "interview-2"}
    assert await store.delete_candidate("bo") == ()
    assert [one.id for one in await store.latest(limit=9)] == ["interview-0"]
