"""Several recordings that are written down while nobody waits: one job of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from services.errors import ServiceError
from services.models.speech import Transcript

Status = Literal["queued", "running", "completed", "failed", "cancelled"]
OVER: tuple[Status, ...] = ("completed", "failed", "cancelled")


@dataclass(frozen=True, slots=True)
class Recording:
    """An upload as it came; `name` is the client's and means nothing here."""

    name: str
    data: bytes


@dataclass(slots=True)
class RecordingFile:
    """One recording of a job.

    `data` is let go as soon as it is sound, or will never be. `transcript` is what was
    written of it so far.
    """

    name: str
    data: bytes
    status: Status = "queued"
    seconds: float | None = None
    seconds_done: float = 0.0
    transcript: Transcript | None = None
    error: ServiceError | None = None

    @property
    def is_over(self) -> bool:
        return self.status in OVER

    def end(self, status: Status, error: ServiceError | None = None) -> None:
        """Nothing more is done for it; what was over stays as it was."""
        if self.is_over:
            return
        self.status, self.error, self.data = status, error, b""


@dataclass(slots=True)
class RecordingJob:
    """`began_s` and `ended_s` are of the clock of whoever keeps it."""

    id: str
    visitor: str
    session_id: str | None
    language: str | None
    began_s: float
    files: list[RecordingFile] = field(default_factory=list)
    ended_s: float | None = None

    @property
    def is_over(self) -> bool:
        return all(file.is_over for file in self.files)

    @property
    def status(self) -> Status:
        """Completed with any recording that was written down."""
        found = {file.status for file in self.files}
        if not self.is_over:
            return "queued" if found == {"queued"} else "running"
        if "cancelled" in found:
            return "cancelled"
        return "completed" if "completed" in found else "failed"

    @property
    def held_bytes(self) -> int:
        return sum(len(file.data) for file in self.files)

    def next_file(self) -> RecordingFile:
        """The first one that is not over, of a job that is not."""
        return next(file for file in self.files if not file.is_over)

    def end(self, status: Status, error: ServiceError | None = None) -> None:
        """End whatever of it is not over."""
        for file in self.files:
            file.end(status, error)


def files_of(recordings: Iterable[Recording]) -> list[RecordingFile]:
    return [RecordingFile(one.name, one.data) for one in recordings]
