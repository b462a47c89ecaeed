"""Background phrasings: bounded, cancelled with their session, never empty."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from services.errors import TaskExpired, TaskNotFound
from services.models.answer import Answer, Query
from services.models.health import PartHealth
from services.models.language import Phrased
from services.pipeline import enhancement
from services.pipeline.enhancement import Enhancement, Enhancements
from services.pipeline.reply import Reply

ANSWER = Answer("Plain words.", "projects", may_rephrase=True)


@dataclass
class FakePhraser:
    """Returns `outcome` once `ready` is set."""

    outcome: Phrased | Exception = field(
        default_factory=lambda: Phrased("Charming words.", "phrased", engine="groq")
    )
    refuses: str = ""
    name: str = "groq"
    cancelled: int = 0
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    breakers: Mapping[str, Any] = field(default_factory=dict)

    def declines(self, query: Query, answer: Answer, *, visitor: str = "") -> str:
        return self.refuses

    def usage(self) -> Mapping[str, Any]:
        return {}

    async def phrase(
        self, query: Query, answer: Answer, *, visitor: str = "", deadline_s: float
    ) -> Phrased:
        try:
            await self.ready.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome

    async def stream(
        self, query: Query, answer: Answer, *, visitor: str = "", deadline_s: float
    ) -> AsyncIterator[str | Phrased]:
        yield await self.phrase(query, answer, deadline_s=deadline_s)

    async def prepare(self) -> None:
        return None

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name)

    async def close(self) -> None:
        return None


class FakeClock:
    now = 50.0

    def __call__(self) -> float:
        return self.now


def reply(session_id: str = "session-1", **more: Any) -> Reply:
    base: dict[str, Any] = {"engines": {"llm": "none"}, "timing": {}}
    base |= {"query": Query("What?")} | more
    return Reply(session_id, "What?", ANSWER, **base)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def phraser() -> FakePhraser:
    return FakePhraser()


@pytest.fixture
async def registry(
    phraser: FakePhraser, clock: FakeClock
) -> AsyncIterator[Enhancements]:
    made = Enhancements(phraser, deadline_s=1, kept_s=60, clock=clock)
    yield made
    await made.close()


def begin(registry: Enhancements, **more: Any) -> str:
    task_id = registry.begin(reply(**more), visitor="v")
    assert task_id is not None
    return task_id


async def finished(registry: Enhancements, task_id: str) -> Enhancement:
    for _ in range(50):
        if registry.get(task_id).status != "pending":
            break
        await asyncio.sleep(0)
    return registry.get(task_id)


async def test_it_is_pending_and_then_completed(
    registry: Enhancements, phraser: FakePhraser
) -> None:
    task_id = begin(registry)
    assert registry.get(task_id).status == "pending"
    phraser.ready.set()
    done = await finished(registry, task_id)
    assert done.status == "completed"
    assert done.result is not None
    assert done.result.text == "Charming words."
    assert done.result.engines["llm"] == "groq"


@pytest.mark.parametrize(
    ("reason", "status"),
    [
        ("failed", "failed"),
        ("timeout", "timeout"),
        ("ungrounded", "failed"),
        ("budget", "failed"),
    ],
)
async def test_without_a_models_words_it_failed_and_has_no_result(
    registry: Enhancements, phraser: FakePhraser, reason: str, status: str
) -> None:
    phraser.outcome = Phrased(ANSWER.text, reason)
    task_id = begin(registry)
    phraser.ready.set()
    done = await finished(registry, task_id)
    assert (done.status, done.result) == (status, None)


async def test_a_reply_that_needs_no_model_begins_nothing(
    registry: Enhancements, phraser: FakePhraser
) -> None:
    phrased = Phrased("x", "no_model")
    assert registry.begin(reply(phrased=phrased), visitor="v") is None
    assert registry.begin(reply(heard="what"), visitor="v") is None
    phraser.refuses = "allowance"
    assert registry.begin(reply(), visitor="v") is None


async def test_a_result_is_kept_for_a_minute_and_then_gone(
    registry: Enhancements, phraser: FakePhraser, clock: FakeClock
) -> None:
    task_id = begin(registry)
    phraser.ready.set()
    await finished(registry, task_id)
    clock.now += 60
    assert registry.get(task_id).status == "completed"
    clock.now += 1
    with pytest.raises(TaskExpired):
        registry.get(task_id)


async def test_an_unknown_id_is_not_found(registry: Enhancements) -> None:
    with pytest.raises(TaskNotFound):
        registry.get("nobody")


async def test_a_session_takes_its_own_along(
    registry: Enhancements, phraser: FakePhraser
) -> None:
    own, other = begin(registry), begin(registry, session_id="session-2")
    await asyncio.sleep(0)
    registry.forget_session("session-1")
    await asyncio.sleep(0)
    assert phraser.cancelled == 1
    with pytest.raises(TaskExpired):
        registry.get(own)
    assert registry.get(other).status == "pending"


async def test_no_more_than_so_many_are_under_way(
    registry: Enhancements, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enhancement, "MAX_PENDING", 2)
    begin(registry)
    begin(registry)
    assert registry.begin(reply(), visitor="v") is None


async def test_a_full_registry_forgets_nothing_before_its_time(
    registry: Enhancements,
    phraser: FakePhraser,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(enhancement, "MAX_KNOWN", 1)
    first = begin(registry)
    phraser.ready.set()
    await finished(registry, first)
    assert registry.begin(reply(), visitor="v") is None
    assert registry.get(first).status == "completed"
    clock.now += 61
    assert registry.begin(reply(), visitor="v") is not None


async def test_closing_ends_what_is_under_way(
    registry: Enhancements, phraser: FakePhraser
) -> None:
    begin(registry)
    await asyncio.sleep(0)
    await registry.close()
    assert phraser.cancelled == 1
