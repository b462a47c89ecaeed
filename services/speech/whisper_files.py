"""Where a Whisper model's files are, and how they come here."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

from services.errors import TranscriptionFailed
from services.speech.worker_environment import FETCHING
from services.speech.worker_process import WorkerProcess

WORKER = "services.speech.whisper_files_worker"
LOCATE_DEADLINE_S = 60.0
FETCH_DEADLINE_S = 3600.0


class WhisperFiles:
    """A directory that is given, or a size that is looked for and fetched.

    The hub's client cannot be interrupted and would hold up the service's end, so it
    works in a process of its own.
    """

    def __init__(
        self, *, size: str, folder: Path, directory: Path | None = None
    ) -> None:
        self.size = size
        self.directory = directory
        self._folder = folder
        self._worker = WorkerProcess(
            WORKER, error=TranscriptionFailed, environment=FETCHING
        )

    async def locate(self) -> Path | None:
        """The model's directory if its files are already on this machine."""
        if self.directory is not None:
            there = (self.directory / "model.bin").is_file()
            return self.directory if there else None
        return await self._ask(fetch=False, deadline_s=LOCATE_DEADLINE_S)

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
