"""Where a Whisper model's files are, and how they come here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

from services.errors import TranscriptionFailed
from services.models.model_file import FoundModel, ModelProblem
from services.speech.worker_environment import FETCHING
from services.speech.worker_process import WorkerProcess

WORKER = "services.speech.whisper_files_worker"
LOCATE_DEADLINE_S = 60.0
FETCH_DEADLINE_S = 3600.0

Find = Callable[[], FoundModel | ModelProblem]
"""Looks for the model that set-up installed: not for the event loop."""


class WhisperFiles:
    """A directory that is given, or a size that is looked for and fetched.

    The hub's client cannot be interrupted and would hold up the service's end, so it
    works in a process of its own.
    """

    def __init__(
        self,
        *,
        size: str,
        folder: Path,
        directory: Path | None = None,
        installed: Find | None = None,
    ) -> None:
        """The files of a model of `size`, kept in `folder`, or those in `directory`.

        `installed` finds the package with a model of that size, if there is one.
        """
        self.size = size
        self.directory = directory
        self._folder = folder
        self._installed = installed
        self._worker = WorkerProcess(
            WORKER, error=TranscriptionFailed, environment=FETCHING
        )

    async def locate(self) -> Path | ModelProblem | None:
        """The model's directory if its files are already on this machine.

        What was fetched before comes first, then what set-up installed, then the
        hub's usual cache. A damaged package is a problem, not a reason to look on.
        """
        if self.directory is not None:
            there = (self.directory / "model.bin").is_file()
            return self.directory if there else None
        if self._fetched_before():
            return await self._ask(fetch=False, deadline_s=LOCATE_DEADLINE_S)
        found = await asyncio.to_thread(self._installed) if self._installed else None
        if isinstance(found, FoundModel):
            return found.folder
        if found is not None and found.kind != "missing":
            return found
        return await self._ask(fetch=False, deadline_s=LOCATE_DEADLINE_S)

    def _fetched_before(self) -> bool:
        """Whether our folder may hold a model of the hub's: looked at without it."""
        models = self._folder.glob(f"models--*whisper-{self.size}/snapshots/*/*.bin")
        return next(models, None) is not None

    async def fetch(self) -> Path | None:
        """Raise TranscriptionFailed when the files cannot be had."""
        return await self._ask(fetch=True, deadline_s=FETCH_DEADLINE_S)

    def fetched_bytes(self) -> int:
        """How much of a model is in our folder so far."""
        total = 0
        for file in self._folder.rglob("*") if self._folder.is_dir() else ():
            # A file that is whole by now has another name.
            with suppress(FileNotFoundError):
                status = file.lstat()
                total += status.st_size if S_ISREG(status.st_mode) else 0
        return total

    async def close(self) -> None:
        await self._worker.close()

    def rest(self) -> None:
        """Let the process go: its work is done for now."""
        self._worker.retire()

    async def _ask(self, *, fetch: bool, deadline_s: float) -> Path | None:
        call = {"size": self.size, "folder": str(self._folder), "fetch": fetch}
        reply, _ = await self._worker.call(call, deadline_s=deadline_s)
        return Path(reply["path"]) if reply["path"] else None
