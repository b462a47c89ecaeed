"""Work in child processes: for code that holds the GIL or may crash."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

from services.speech.worker_loop import LENGTHS, Header, pack

_ROOT = Path(__file__).parent.parent.parent
_STARTS_WITHIN_S = 30.0
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "TMPDIR", "TEMP", "HOME")
"""What a child sees of the environment: no key, no token."""


class WorkerFailed(Exception):
    """The child died, was too slow, or answered with an error."""


class WorkerProcess:
    """One child that runs `python -m module` and answers one call at a time.

    It starts with the first call. One that dies, outlives a deadline or is left in the
    middle of a call is killed, and the next call starts another.
    """

    def __init__(self, module: str, *arguments: str) -> None:
        self._command = (sys.executable, "-m", module, *arguments)
        self._child: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    async def call(
        self, header: Header, payload: bytes = b"", *, deadline_s: float
    ) -> tuple[Header, bytes]:
        """Raise WorkerFailed; waiting for the child's turn counts for the deadline."""
        try:
            async with asyncio.timeout(deadline_s), self._turn:
                reply = await self._exchange(header, payload)
        except TimeoutError as error:
            raise WorkerFailed("too slow") from error
        if "error" in reply[0]:
            raise WorkerFailed(reply[0]["error"])
        return reply

    async def close(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        if child.returncode is None:
            child.kill()
        await child.wait()

    async def _exchange(self, header: Header, payload: bytes) -> tuple[Header, bytes]:
        whole = False
        try:
            child = await self._running()
            if child.stdin is None:
                raise WorkerFailed("no pipe")
            child.stdin.write(pack(header, payload))
            await child.stdin.drain()
            reply = await _read(child)
            whole = True
        except (OSError, EOFError) as error:
            raise WorkerFailed("died") from error
        finally:
            if not whole:
                await asyncio.shield(self.close())
        return reply

    async def _running(self) -> asyncio.subprocess.Process:
        if self._child is not None and self._child.returncode is None:
            return self._child
        self._child = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=_ROOT,
            env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
            start_new_session=True,
        )
        await asyncio.wait_for(_read(self._child), _STARTS_WITHIN_S)
        return self._child


class WorkerPool:
    """`size` children of one module; calls go to whichever is free."""

    def __init__(self, module: str, *arguments: str, size: int) -> None:
        self._all = tuple(WorkerProcess(module, *arguments) for _ in range(size))
        self._idle = list(self._all)
        self._free = asyncio.Semaphore(size)

    async def call(
        self, header: Header, payload: bytes = b"", *, deadline_s: float
    ) -> tuple[Header, bytes]:
        """Raise WorkerFailed; the deadline runs from when a child is free."""
        async with self._free:
            worker = self._idle.pop()
            try:
                return await worker.call(header, payload, deadline_s=deadline_s)
            finally:
                self._idle.append(worker)

    async def close(self) -> None:
        for worker in self._all:
            await worker.close()


async def _read(child: asyncio.subprocess.Process) -> tuple[Header, bytes]:
    if child.stdout is None:
        raise EOFError
    head_length, payload_length = LENGTHS.unpack(
        await child.stdout.readexactly(LENGTHS.size)
    )
    header: Header = json.loads(await child.stdout.readexactly(head_length))
    return header, await child.stdout.readexactly(payload_length)
