from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import AsyncIterator

import pytest

from services.errors import Overloaded
from services.work_queue import IDLE, POLITENESS, WorkQueue, visitor
from tests.waiting import until


@pytest.fixture
async def queue() -> AsyncIterator[WorkQueue]:
    one = WorkQueue(workers=1, capacity=4, per_visitor=3)
    yield one
    one.close()


async def as_visitor(name: str, queue: WorkQueue, done: list[str]) -> None:
    visitor.set(name)
    async with queue.slot():
        done.append(name)
        await asyncio.sleep(0)


async def test_work_runs_off_the_event_loop(queue: WorkQueue) -> None:
    assert await queue.run(threading.get_ident) != threading.get_ident()


async def test_what_work_raises_reaches_its_caller(queue: WorkQueue) -> None:
    with pytest.raises(ZeroDivisionError):
        await queue.run(lambda: 1 // 0)
    assert queue.at_work == 0


async def test_no_more_than_the_workers_are_at_work() -> None:
    queue = WorkQueue(workers=2, capacity=10, per_visitor=10)
    peak = 0

    async def one() -> None:
        nonlocal peak
        async with queue.slot():
            peak = max(peak, queue.at_work)
            await asyncio.sleep(0)

    await asyncio.gather(*(one() for _ in range(8)))
    assert peak == 2
    assert (queue.at_work, queue.depth) == (0, 0)
    queue.close()


@pytest.mark.skipif(sys.platform != "linux", reason="threads have no priority here")
@pytest.mark.parametrize(("polite", "niceness"), [(True, POLITENESS), (False, 0)])
async def test_heavy_work_is_politer_than_the_event_loop(
    polite: bool, niceness: int
) -> None:
    queue = WorkQueue(workers=1, capacity=1, per_visitor=1, polite=polite)

    def priority() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    own = priority()
    assert await queue.run(priority) == max(own, niceness)
    queue.close()


async def test_waiting_visitors_are_served_in_turn(queue: WorkQueue) -> None:
    done: list[str] = []
    async with queue.slot():
        order = ["greedy", "greedy", "greedy", "modest"]
        tasks = [asyncio.create_task(as_visitor(n, queue, done)) for n in order]
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    assert done.index("modest") == 1


async def test_a_visitor_holds_no_more_than_their_share(queue: WorkQueue) -> None:
    async with queue.slot():
        waiting = [
            asyncio.create_task(as_visitor("local", queue, [])) for _ in range(2)
        ]
        await asyncio.sleep(0)
        with pytest.raises(Overloaded) as refused:
            await queue.run(lambda: None)
        assert refused.value.retry_after_s is not None
        assert refused.value.retry_after_s >= 1
    await asyncio.gather(*waiting)


async def test_beyond_the_capacity_work_is_refused(queue: WorkQueue) -> None:
    async with queue.slot():
        waiting = [
            asyncio.create_task(as_visitor(f"v{i}", queue, [])) for i in range(4)
        ]
        await asyncio.sleep(0)
        visitor.set("one more")
        with pytest.raises(Overloaded):
            await queue.run(lambda: None)
    await asyncio.gather(*waiting)


async def test_a_visitor_who_leaves_the_line_frees_their_place(
    queue: WorkQueue,
) -> None:
    async with queue.slot():
        gone = asyncio.create_task(as_visitor("gone", queue, []))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)
        assert queue.depth == 0
    assert await queue.run(lambda: "served") == "served"


async def test_a_visitor_who_leaves_while_served_frees_the_core_when_it_is_done(
    queue: WorkQueue,
) -> None:
    go = threading.Event()
    leaver = asyncio.create_task(queue.run(go.wait))
    await asyncio.sleep(0)
    leaver.cancel()
    await asyncio.gather(leaver, return_exceptions=True)
    assert queue.at_work == 1
    go.set()
    assert await queue.run(lambda: "next") == "next"


async def test_a_place_given_to_somebody_leaving_is_passed_on(
    queue: WorkQueue,
) -> None:
    async with queue.slot():
        gone = asyncio.create_task(as_visitor("gone", queue, []))
        await asyncio.sleep(0)
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    assert queue.at_work == 0
    assert await queue.run(lambda: "next") == "next"


async def idly(queue: WorkQueue, done: list[str], pieces: int = 1) -> None:
    for _ in range(pieces):
        async with queue.idle(), queue.slot():
            done.append(visitor.get())
            await asyncio.sleep(0)


async def some_turns_of_the_loop() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.fixture
async def patient() -> AsyncIterator[WorkQueue]:
    """A queue that is quiet only long after anybody's work."""
    one = WorkQueue(workers=2, capacity=4, per_visitor=3, quiet_s=600)
    yield one
    one.close()


async def test_idle_work_begins_when_nobody_has_any_other() -> None:
    queue = WorkQueue(workers=2, capacity=4, per_visitor=3, quiet_s=0.02)
    done: list[str] = []
    async with queue.slot():
        idle = asyncio.create_task(idly(queue, done))
        await asyncio.sleep(0.05)
        assert done == []
    await asyncio.wait_for(idle, 5)
    assert done == [IDLE]
    queue.close()


async def test_idle_work_never_comes_between_the_stages_of_a_turn(
    patient: WorkQueue,
) -> None:
    done: list[str] = []
    await patient.run(lambda: None)
    idle = asyncio.create_task(idly(patient, done))
    await some_turns_of_the_loop()
    assert done == []
    idle.cancel()
    await asyncio.gather(idle, return_exceptions=True)


async def test_idle_work_does_not_wait_for_itself(patient: WorkQueue) -> None:
    done: list[str] = []
    await asyncio.wait_for(idly(patient, done, pieces=3), 5)
    assert len(done) == 3
    assert visitor.get() != IDLE


async def test_who_comes_during_idle_work_is_next(queue: WorkQueue) -> None:
    done: list[str] = []
    async with queue.idle(), queue.slot():
        waiting = [asyncio.create_task(idly(queue, done))]
        await until(lambda: queue.depth == 1)
        waiting.append(asyncio.create_task(as_visitor("somebody", queue, done)))
        await until(lambda: queue.depth == 2)
    await asyncio.gather(*waiting)
    assert done == ["somebody", IDLE]
