from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from services.speech.worker_loop import HEARING
from services.speech.worker_process import ROOT, WorkerFailed, WorkerPool, WorkerProcess

MODULE = "tests.speech.echo_worker"
SOON_S = 10.0


@pytest.fixture
async def worker() -> AsyncIterator[WorkerProcess]:
    process = WorkerProcess(MODULE)
    yield process
    await process.close()


def alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


async def eventually(condition: Callable[[], bool]) -> bool:
    ends = time.monotonic() + SOON_S
    # Another process ends without an event to wait for.
    while not condition() and time.monotonic() < ends:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    return condition()


async def test_a_call_carries_header_and_bytes_both_ways(worker: WorkerProcess) -> None:
    payload = bytes(range(256)) * 8000
    header, echoed = await worker.call({"a": 1}, payload, deadline_s=SOON_S)
    assert (header["a"], echoed) == (1, payload)
    assert header["pid"] == worker.pid


async def test_a_worker_is_politer_than_its_parent_and_in_the_same_session(
    worker: WorkerProcess,
) -> None:
    """Between sessions, priorities do not count; Ctrl-C is for the parent's group."""
    await worker.start(deadline_s=SOON_S)
    assert worker.pid is not None
    assert os.getpriority(os.PRIO_PROCESS, worker.pid) >= HEARING
    assert os.getsid(worker.pid) == os.getsid(0)
    assert os.getpgid(worker.pid) == worker.pid


async def test_calls_at_once_take_turns(worker: WorkerProcess) -> None:
    calls = [worker.call({"n": n}, deadline_s=SOON_S) for n in range(5)]
    replies = await asyncio.gather(*calls)
    assert [header["n"] for header, _ in replies] == [0, 1, 2, 3, 4]


async def test_a_failure_is_reported_and_the_worker_lives(
    worker: WorkerProcess,
) -> None:
    await worker.start(deadline_s=SOON_S)
    before = worker.pid
    with capture_logs() as logs, pytest.raises(WorkerFailed):
        await worker.call({"do": "fail"}, deadline_s=SOON_S)
    assert worker.pid == before
    (told,) = [e for e in logs if e["event"] == "worker_failed"]
    assert told["fault"] == "ValueError"
    assert "echo_worker.py:" in told["where"][-1]
    assert "as told" not in str(told)


async def test_stray_output_breaks_no_frame(
    worker: WorkerProcess, capfd: pytest.CaptureFixture[str]
) -> None:
    header, _ = await worker.call({"do": "print"}, deadline_s=SOON_S)
    again, _ = await worker.call({}, deadline_s=SOON_S)
    assert header["pid"] == again["pid"]
    assert capfd.readouterr() == ("", "")


async def test_a_worker_that_crashes_is_replaced(worker: WorkerProcess) -> None:
    await worker.start(deadline_s=SOON_S)
    before = worker.pid
    with pytest.raises(WorkerFailed):
        await worker.call({"do": "crash"}, deadline_s=SOON_S)
    header, _ = await worker.call({}, deadline_s=SOON_S)
    assert header["pid"] != before


async def test_a_worker_killed_between_calls_is_replaced(worker: WorkerProcess) -> None:
    await worker.start(deadline_s=SOON_S)
    before = worker.pid
    assert before
    os.kill(before, signal.SIGKILL)
    assert await eventually(lambda: worker.pid is None)
    header, _ = await worker.call({}, deadline_s=SOON_S)
    assert header["pid"] != before


async def test_a_worker_that_outlives_its_deadline_is_killed(
    worker: WorkerProcess,
) -> None:
    await worker.start(deadline_s=SOON_S)
    before = worker.pid
    assert before
    with pytest.raises(WorkerFailed):
        await worker.call({"do": "hang"}, deadline_s=0.2)
    assert not alive(before)
    header, _ = await worker.call({}, deadline_s=SOON_S)
    assert header["pid"] != before


async def test_a_cancelled_call_leaves_no_answer_for_the_next(
    worker: WorkerProcess,
) -> None:
    await worker.start(deadline_s=SOON_S)
    before = worker.pid
    assert before
    call = asyncio.create_task(worker.call({"do": "hang"}, deadline_s=SOON_S))
    await asyncio.sleep(0)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    header, echoed = await worker.call({"n": 2}, b"two", deadline_s=SOON_S)
    assert (header["n"], echoed) == (2, b"two")


async def test_a_module_that_is_not_there_is_reported() -> None:
    worker = WorkerProcess("tests.speech.no_such_worker")
    with pytest.raises(WorkerFailed):
        await worker.call({}, deadline_s=SOON_S)
    await worker.close()


async def test_close_leaves_no_process_and_no_descriptor(worker: WorkerProcess) -> None:
    await worker.call({}, deadline_s=SOON_S)
    await worker.close()
    before = open_files()
    pids = []
    for _ in range(3):
        other = WorkerProcess(MODULE)
        header, _ = await other.call({}, deadline_s=SOON_S)
        pids.append(header["pid"])
        await other.close()
    assert not any(alive(pid) for pid in pids)
    assert open_files() <= before


async def test_close_ends_the_call_at_work(worker: WorkerProcess) -> None:
    await worker.start(deadline_s=SOON_S)
    call = asyncio.create_task(worker.call({"do": "hang"}, deadline_s=SOON_S))
    await asyncio.sleep(0.05)
    await worker.close()
    with pytest.raises(WorkerFailed):
        await call
    with pytest.raises(WorkerFailed):
        await worker.call({}, deadline_s=SOON_S)


PARENT = textwrap.dedent(
    """
    import asyncio, sys
    from services.speech.worker_process import WorkerProcess

    async def main():
        worker = WorkerProcess("tests.speech.echo_worker")
        await worker.start(deadline_s=10)
        if sys.argv[1] == "hang":
            call = asyncio.create_task(worker.call({"do": "hang"}, deadline_s=1))
            await asyncio.sleep(0.1)
        print(worker.pid, flush=True)
        await asyncio.to_thread(sys.stdin.read)

    asyncio.run(main())
    """
)


@pytest.mark.parametrize("doing", ["idle", "hang"])
async def test_a_worker_outlives_no_killed_parent(doing: str) -> None:
    with subprocess.Popen(  # noqa: ASYNC220
        [sys.executable, "-c", PARENT, doing],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        assert alive(pid)
        parent.kill()
        assert await eventually(lambda: not alive(pid))


async def test_a_pool_works_side_by_side_and_sheds_idle_workers() -> None:
    pool = WorkerPool(MODULE, size=2, keep=1, idle_s=0.05)
    await pool.start(deadline_s=SOON_S)
    (kept,) = pool.pids
    replies = await asyncio.gather(
        *(pool.call({"n": n}, deadline_s=SOON_S) for n in range(4))
    )
    assert len({header["pid"] for header, _ in replies}) == 2
    assert await eventually(lambda: pool.pids == (kept,))
    await pool.close()
    assert not alive(kept)


async def test_a_pools_deadline_covers_the_wait() -> None:
    pool = WorkerPool(MODULE, size=1)
    await pool.start(deadline_s=SOON_S)
    busy = asyncio.create_task(pool.call({"do": "hang"}, deadline_s=1.0))
    await asyncio.sleep(0)
    with pytest.raises(WorkerFailed):
        await pool.call({}, deadline_s=0.1)
    with pytest.raises(WorkerFailed):
        await busy
    await pool.close()
