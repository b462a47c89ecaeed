"""How many recordings may wait to be written down, of one visitor and in all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from services.errors import (
    InvalidInput,
    Overloaded,
    PayloadTooLarge,
    RateLimitExceeded,
)
from services.guard.hourly_seconds import HourlySeconds
from services.pipeline.recording_job import Recording, RecordingJob

UNDER_WAY = 16
"""Jobs in all."""
SHARES = 4
"""Jobs of the largest size whose recordings are held at once, of all visitors."""
TRY_AGAIN_S = 30.0


@dataclass(frozen=True, slots=True)
class JobLimits:
    """`per_visitor` and `seconds` are None where visitors are not limited."""

    files: int
    bytes: int
    """Of one job, and of all jobs of a visitor."""
    per_visitor: int | None
    """Jobs of one visitor."""
    seconds: HourlySeconds | None

    def check(
        self,
        recordings: Collection[Recording],
        visitor: str,
        under_way: Collection[RecordingJob],
    ) -> None:
        """Raise why a new job is not taken.

        InvalidInput or PayloadTooLarge where it never is, RateLimitExceeded where the
        visitor has enough under way, Overloaded where all together have.
        """
        size = sum(len(recording.data) for recording in recordings)
        if len(recordings) > self.files:
            raise InvalidInput(f"audio_file: a job has at most {self.files} recordings")
        if size > self.bytes:
            raise PayloadTooLarge
        if wait_s := self._visitor_waits_s(visitor, size, under_way):
            raise RateLimitExceeded(retry_after_s=wait_s)
        held = sum(job.held_bytes for job in under_way)
        if len(under_way) >= UNDER_WAY or held + size > SHARES * self.bytes:
            raise Overloaded(retry_after_s=TRY_AGAIN_S)

    def wait_s(self, visitor: str) -> float:
        """Seconds until more of a visitor's sound may be written down; 0 for now."""
        return self.seconds.wait_s(visitor) if self.seconds else 0.0

    def spend(self, visitor: str, seconds: float) -> None:
        if self.seconds:
            self.seconds.take(visitor, seconds)

    def _visitor_waits_s(
        self, visitor: str, size: int, under_way: Collection[RecordingJob]
    ) -> float:
        if self.per_visitor is None:
            return 0.0
        own = [job for job in under_way if job.visitor == visitor]
        held = sum(job.held_bytes for job in own)
        if len(own) >= self.per_visitor or held + size > self.bytes:
            return TRY_AGAIN_S
        return self.wait_s(visitor)
