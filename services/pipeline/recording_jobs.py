"""Jobs of recordings: taken, written down one file at a time, kept for a while."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from contextvars import Context

import structlog

from services.errors import (
    JobExpired,
    JobNotFound,
    Overloaded,
    RateLimitExceeded,
    ServiceError,
)
from services.pipeline.erasures import Erasures
from services.pipeline.job_limits import JobLimits
from services.pipeline.recording_job import (
    Recording,
    RecordingFile,
    RecordingJob,
    files_of,
)
from services.pipeline.recording_writer import CutShort, RecordingWriter

KEPT_S = 900.0
"""How long the results of a job that is over can be fetched."""
KEPT, KEPT_PER_VISITOR = 200, 20
"""Jobs that are over; beyond that the oldest goes."""
GIVE_UP_S = 3600.0
"""What was not written down by then never is: the machine has too much to do."""
MAX_GONE = 10_000
ID_BYTES = 16

_log = structlog.get_logger(__name__)


class RecordingJobs:
    """All of it is in memory: nothing of a recording outlives the process.

    One file is at work at a time, and visitors take turns with theirs.
    """

    def __init__(
        self,
        writer: RecordingWriter,
        limits: JobLimits,
        erasures: Erasures,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.writer = writer
        self._limits = limits
        self._erasures = erasures
        self._clock = clock
        self._known: OrderedDict[str, RecordingJob] = OrderedDict()
        self._gone: OrderedDict[str, None] = OrderedDict()
        self._turns: dict[str, int] = {}
        self._work: asyncio.Task[None] | None = None

    @property
    def under_way(self) -> list[RecordingJob]:
        return [job for job in self._known.values() if not job.is_over]

    def begin(
        self,
        recordings: Sequence[Recording],
        *,
        visitor: str,
        session_id: str | None = None,
        language: str | None = None,
        began_s: float,
    ) -> RecordingJob:
        """Take a job; raise what JobLimits does.

        One of a session that was forgotten since the request began (`began_s`) is
        dropped at once.
        """
        self.expire()
        self._limits.check(recordings, visitor, self.under_way)
        job = RecordingJob(
            secrets.token_urlsafe(ID_BYTES),
            visitor,
            session_id,
            language,
            self._clock(),
            files_of(recordings),
        )
        self._known[job.id] = job
        if session_id and self._erasures.followed(began_s, session_id):
            self._drop(job)
        elif self._work is None or self._work.done():
            # In a context of its own: it serves other visitors and requests, too.
            self._work = asyncio.create_task(self._run(), context=Context())
        return job

    def get(self, job_id: str) -> RecordingJob:
        """Raise JobNotFound or JobExpired."""
        self.expire()
        found = self._known.get(job_id)
        if found is not None:
            return found
        raise JobExpired if job_id in self._gone else JobNotFound

    def cancel(self, job_id: str) -> RecordingJob:
        """End a job, or erase one that is over; raise JobNotFound or JobExpired.

        What is at work goes on to the end of its piece, which is then thrown away.
        """
        job = self.get(job_id)
        if job.is_over:
            self._drop(job)
        else:
            self._end(job)
        return job

    def forget_session(self, session_id: str) -> int:
        """Drop what belongs to a session that is gone, and say how many jobs."""
        own = [job for job in self._known.values() if job.session_id == session_id]
        for job in own:
            self._drop(job)
        return len(own)

    def expire(self) -> None:
        """Give up what waited for too long, and drop what was kept long enough."""
        now_s = self._clock()
        for job in self.under_way:
            if now_s - job.began_s > GIVE_UP_S:
                job.end("failed", Overloaded())
                self._settle(job)
        over = [job for job in self._known.values() if job.is_over]
        kept: Counter[str] = Counter()
        for number, job in enumerate(reversed(over)):
            kept[job.visitor] += 1
            crowded = number >= KEPT or kept[job.visitor] > KEPT_PER_VISITOR
            if crowded or now_s - (job.ended_s or now_s) > KEPT_S:
                self._drop(job)

    async def close(self) -> None:
        if self._work is not None:
            self._work.cancel()
            await asyncio.gather(self._work, return_exceptions=True)
        self._known.clear()

    async def _run(self) -> None:
        """Until nothing is left to do."""
        turn = 0
        while under_way := self.under_way:
            turn += 1
            job = min(under_way, key=lambda one: self._turns.get(one.visitor, 0))
            self._turns[job.visitor] = turn
            await self._write_down(job, job.next_file())
            self._settle(job)
        self._turns.clear()

    async def _write_down(self, job: RecordingJob, file: RecordingFile) -> None:
        if wait_s := self._limits.wait_s(job.visitor):
            job.end("failed", RateLimitExceeded(retry_after_s=wait_s))
            return
        file.status = "running"
        try:
            await self.writer.write_down(file, job.language)
        except CutShort:
            _log.debug("recording_cut_short")
        except ServiceError as error:
            file.end("failed", error)
        # One recording that shows a defect must not end all jobs.
        except Exception:  # noqa: BLE001
            _log.exception("recording_failed")
            file.end("failed", ServiceError())
        else:
            file.end("completed")
        finally:
            self._limits.spend(job.visitor, file.seconds or 0.0)

    def _end(self, job: RecordingJob) -> None:
        job.end("cancelled")
        self._settle(job)

    def _settle(self, job: RecordingJob) -> None:
        """Note the moment in which a job was over."""
        if not job.is_over or job.ended_s is not None:
            return
        job.ended_s = self._clock()
        _log.info(
            "recording_job_over",
            status=job.status,
            files=len(job.files),
            sound_s=round(sum(file.seconds or 0.0 for file in job.files), 1),
            took_s=round(job.ended_s - job.began_s, 1),
        )

    def _drop(self, job: RecordingJob) -> None:
        self._end(job)
        del self._known[job.id]
        self._gone[job.id] = None
        while len(self._gone) > MAX_GONE:
            self._gone.popitem(last=False)
