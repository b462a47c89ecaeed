"""The parent's side of worker processes: C code that holds the GIL, or may crash."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from pathlib import Path
from typing import cast

import structlog

from services.errors import ProviderError
from services.speech.worker_environment import inherited
from services.speech.worker_loop import (
    DEADLINE_KEY,
    ERROR_KEY,
    LENGTHS,
    WHERE_KEY,
    Header,
    pack,
)

ROOT = Path(__file__).parent.parent.parent
_log = structlog.get_logger(__name__)
GOODBYE_S = 2.0
"""How long a worker that was asked to go may take before it is killed."""


class WorkerFailed(ProviderError):
    """The child died, was too slow, or answered with an error."""


class WorkerProcess:
    """One child running `python -m module`, which ends in worker_loop.serve.

    It starts on the first call. Calls take turns; one that fails, outlives its
    deadline or is cancelled costs the child its life, and the next starts another.
    """

    def __init__(
        self,
        module: str,
        *arguments: str,
        error: type[ProviderError] = WorkerFailed,
        environment: tuple[str, ...] = (),
    ) -> None:
        """A child that will run `module` with `arguments`.

        `environment` are prefixes of variables that it needs beside the usual.
        """
        self._command = (sys.executable, "-m", module, *arguments)
        self._error = error
        self._environment = environment
        self._process: Process | None = None
        self._turn = asyncio.Lock()
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The child's process id while one is alive."""
        process = self._process
        return process.pid if process and process.returncode is None else None

    async def start(self, *, deadline_s: float) -> None:
        """Start the child ahead of its first call."""
        try:
            async with asyncio.timeout(deadline_s), self._turn:
                await self._running()
        except (TimeoutError, OSError, EOFError) as error:
            raise self._error() from error

    async def call(
        self, header: Header, payload: bytes = b"", *, deadline_s: float
    ) -> tuple[Header, bytes]:
        """Raise `error`; waiting for the child's turn counts for the deadline."""
        try:
            async with asyncio.timeout(deadline_s), self._turn:
                reply = await self._exchange(
                    pack({**header, DEADLINE_KEY: deadline_s}, payload)
                )
        except (TimeoutError, OSError, EOFError) as error:
            raise self._error() from error
        if ERROR_KEY in reply[0]:
            fault, where = reply[0][ERROR_KEY], reply[0][WHERE_KEY]
            _log.error(
                "worker_failed", worker=self._command[2], fault=fault, where=where
            )
            raise self._error(f"The worker failed: {fault}.")
        return reply

    async def close(self) -> None:
        """End the child; a call at work fails, and so does every later one."""
        self._closed = True
        if self._turn.locked() and self._process:
            self._end(self._process)
        async with self._turn:
            await self._say_goodbye()

    def retire(self) -> None:
        """Ask the child to go, without waiting: it reads the end of its input."""
        if self._process:
            _stdin(self._process).close()

    async def _exchange(self, frame: bytes) -> tuple[Header, bytes]:
        process = await self._running()
        try:
            _stdin(process).write(frame)
            await _stdin(process).drain()
            return await _read(process)
        except BaseException:
            # Also when cancelled: the answer of this call must not meet the next one.
            await self._kill(process)
            raise

    async def _running(self) -> Process:
        if self._closed:
            raise self._error()
        if (process := self._process) is not None:
            if process.returncode is None and not _stdin(process).is_closing():
                return process
            await self._say_goodbye()
        process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd=ROOT,
            env=inherited(*self._environment),
        )
        self._process = process
        try:
            await _read(process)
        except BaseException:
            await self._kill(process)
            raise
        return process

    async def _say_goodbye(self) -> None:
        process = self._process
        if process is None:
            return
        self.retire()
        try:
            await asyncio.wait_for(_gone(process), GOODBYE_S)
        except TimeoutError:
            await self._kill(process)
        self._process = None

    async def _kill(self, process: Process) -> None:
        self._end(process)
        await _gone(process)

    def _end(self, process: Process) -> None:
        if self._process is process:
            self._process = None
        with suppress(ProcessLookupError):
            process.kill()
        _stdin(process).close()


class WorkerPool:
    """Up to `size` workers; those above `keep` leave after `idle_s` without work."""

    def __init__(
        self,
        module: str,
        *arguments: str,
        size: int,
        keep: int = 1,
        idle_s: float = 60.0,
        error: type[ProviderError] = WorkerFailed,
    ) -> None:
        self._error = error
        self._workers = [
            WorkerProcess(module, *arguments, error=error) for _ in range(size)
        ]
        self._keep = keep
        self._idle_s = idle_s
        # The last one back is the first one out, so that the others come to rest.
        self._free = list(reversed(self._workers))
        self._places = asyncio.Semaphore(size)
        self._timers: dict[WorkerProcess, asyncio.TimerHandle] = {}

    @property
    def pids(self) -> tuple[int, ...]:
        return tuple(w.pid for w in self._workers if w.pid is not None)

    async def start(self, *, deadline_s: float) -> None:
        """Start the `keep` workers that are always there."""
        await asyncio.gather(
            *(w.start(deadline_s=deadline_s) for w in self._workers[: self._keep])
        )

    async def call(
        self, header: Header, payload: bytes = b"", *, deadline_s: float
    ) -> tuple[Header, bytes]:
        """Raise `error`; waiting for a free child counts for the deadline."""
        loop = asyncio.get_running_loop()
        ends = loop.time() + deadline_s
        try:
            await asyncio.wait_for(self._places.acquire(), deadline_s)
        except TimeoutError as error:
            raise self._error() from error
        worker = self._free.pop()
        if timer := self._timers.pop(worker, None):
            timer.cancel()
        try:
            left_s = max(0.001, ends - loop.time())
            return await worker.call(header, payload, deadline_s=left_s)
        finally:
            self._rest(worker)
            self._places.release()

    def rest(self) -> None:
        """Keep no worker from now on: the idle ones go, the others after their work."""
        self._keep = 0
        for worker in self._free:
            worker.retire()

    async def close(self) -> None:
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()
        await asyncio.gather(*(worker.close() for worker in self._workers))

    def _rest(self, worker: WorkerProcess) -> None:
        self._free.append(worker)
        if worker in self._workers[self._keep :]:
            loop = asyncio.get_running_loop()
            self._timers[worker] = loop.call_later(self._idle_s, worker.retire)


def _stdin(process: Process) -> asyncio.StreamWriter:
    return cast(asyncio.StreamWriter, process.stdin)


def _stdout(process: Process) -> asyncio.StreamReader:
    return cast(asyncio.StreamReader, process.stdout)


async def _read(process: Process) -> tuple[Header, bytes]:
    stream = _stdout(process)
    header_bytes, payload_bytes = LENGTHS.unpack(await stream.readexactly(LENGTHS.size))
    header = json.loads(await stream.readexactly(header_bytes))
    return header, await stream.readexactly(payload_bytes)


async def _gone(process: Process) -> None:
    """Wait for the end and read what is left, which lets the pipes close."""
    while await _stdout(process).read(65536):
        pass
    await process.wait()
