"""Jobs of recordings: whose turn it is, what is kept for how long, what is bounded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import numpy as np
import pytest

from services.errors import (
    InvalidAudio,
    JobExpired,
    JobNotFound,
    NoSpeech,
    Overloaded,
    PayloadTooLarge,
    RateLimitExceeded,
    ServiceError,
    TranscriptionFailed,
)
from services.models.audio import SAMPLE_RATE_HZ, Utterance
from services.pipeline import job_limits, recording_jobs
from services.pipeline.erasures import Erasures
from services.pipeline.hearing import Hearing
from services.pipeline.job_limits import JobLimits
from services.pipeline.recording_job import Recording, RecordingJob
from services.pipeline.recording_jobs import RecordingJobs
from services.pipeline.recording_writer import TRIES, RecordingWriter
from tests.fakes import FakeDetector, FakeRecognizer
from tests.waiting import until

BYTES = 100


class FakeClock:
    now = 50.0

    def __call__(self) -> float:
        return self.now


class FakeDecoder:
    """Takes everything for a second of sound, and keeps what it was given."""

    def __init__(self) -> None:
        self.decoded: list[bytes] = []
        self.fails: dict[bytes, list[Exception]] = {}
        self.may = asyncio.Event()
        self.may.set()

    async def decode(self, data: bytes) -> Utterance:
        self.decoded.append(data)
        await self.may.wait()
        if faults := self.fails.get(data):
            raise faults.pop(0)
        return Utterance(np.zeros(SAMPLE_RATE_HZ, np.float32))


class Trial:
    """Jobs over fakes, on a clock that stands."""

    def __init__(self) -> None:
        self.clock, self.decoder = FakeClock(), FakeDecoder()
        self.detector = FakeDetector("vad")
        self.recognizer = FakeRecognizer("ears")
        self.erasures = Erasures()
        self.idle_times = 0
        hearing = Hearing(self.detector, self.recognizer)
        self.jobs = RecordingJobs(
            RecordingWriter(self.decoder, hearing, self._idle),
            JobLimits(files=9, bytes=BYTES, per_visitor=2, seconds=None),
            self.erasures,
            clock=self.clock,
        )

    @asynccontextmanager
    async def _idle(self) -> AsyncIterator[None]:
        self.idle_times += 1
        yield

    def begin(
        self, *sounds: bytes, visitor: str = "a", session_id: str | None = None
    ) -> RecordingJob:
        return self.jobs.begin(
            [Recording("name", data) for data in sounds],
            visitor=visitor,
            session_id=session_id,
            began_s=1.0,
        )

    async def ended(self, *sounds: bytes, visitor: str = "a") -> RecordingJob:
        job = self.begin(*sounds, visitor=visitor)
        await until(lambda: job.ended_s is not None)
        return job


@pytest.fixture
async def trial() -> AsyncIterator[Trial]:
    trial = Trial()
    yield trial
    await trial.jobs.close()


async def test_each_step_waits_for_a_quiet_moment(trial: Trial) -> None:
    await trial.ended(b"1")
    assert trial.idle_times == 3  # decode, detect, recognise


async def test_visitors_take_turns_with_their_recordings(trial: Trial) -> None:
    trial.decoder.may.clear()
    trial.begin(b"a1", b"a2", visitor="a")
    trial.begin(b"a3", visitor="a")
    last = trial.begin(b"b1", b"b2", visitor="b")
    trial.decoder.may.set()
    await until(lambda: not trial.jobs.under_way)
    assert trial.decoder.decoded == [b"a1", b"b1", b"a2", b"b2", b"a3"]
    assert last.held_bytes == 0


async def test_a_rush_that_begins_with_the_work_is_waited_for(trial: Trial) -> None:
    trial.decoder.fails[b"1"] = [Overloaded()] * (TRIES - 1)
    trial.decoder.fails[b"2"] = [Overloaded()] * TRIES
    job = await trial.ended(b"1", b"2")
    assert [file.status for file in job.files] == ["completed", "failed"]
    assert isinstance(job.files[1].error, Overloaded)


@pytest.mark.parametrize("fault", [InvalidAudio(), ZeroDivisionError()])
async def test_a_recording_that_fails_leaves_the_others_alone(
    trial: Trial, fault: Exception
) -> None:
    trial.decoder.fails[b"1"] = [fault]
    job = await trial.ended(b"1", b"2")
    assert job.status == "completed"
    error = fault if isinstance(fault, InvalidAudio) else ServiceError()
    assert job.files[0].error is not None
    assert job.files[0].error.error_code == error.error_code


async def test_a_job_without_a_word_failed(trial: Trial) -> None:
    trial.detector.speech = False
    job = await trial.ended(b"1")
    assert job.status == "failed"
    assert isinstance(job.files[0].error, NoSpeech)


async def test_engines_that_fail_are_told_of_the_file(trial: Trial) -> None:
    trial.recognizer.fails = TranscriptionFailed()
    job = await trial.ended(b"1")
    assert isinstance(job.files[0].error, TranscriptionFailed)


async def test_what_is_over_is_kept_for_a_while(trial: Trial) -> None:
    job = await trial.ended(b"1")
    trial.clock.now += recording_jobs.KEPT_S
    assert trial.jobs.get(job.id) is job
    trial.clock.now += 1
    with pytest.raises(JobExpired):
        trial.jobs.get(job.id)
    with pytest.raises(JobNotFound):
        trial.jobs.get("another")


async def test_the_oldest_goes_when_too_many_are_kept(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording_jobs, "KEPT", 3)
    monkeypatch.setattr(recording_jobs, "KEPT_PER_VISITOR", 2)
    kept = [await trial.ended(b"1", visitor=name) for name in "baaacc"]
    found = []
    for job in kept:
        try:
            found.append(trial.jobs.get(job.id).visitor)
        except JobExpired:
            found.append("")
    assert found == ["", "", "", "a", "c", "c"]


async def test_what_waits_for_too_long_is_given_up(trial: Trial) -> None:
    trial.decoder.may.clear()
    job = trial.begin(b"1", b"2")
    trial.clock.now += recording_jobs.GIVE_UP_S + 1
    trial.jobs.expire()
    assert job.status == "failed"
    assert job.held_bytes == 0
    assert isinstance(job.files[1].error, Overloaded)
    trial.decoder.may.set()
    assert (await trial.ended(b"3")).status == "completed"


async def test_a_job_of_a_session_that_was_forgotten_meanwhile_is_not_kept(
    trial: Trial,
) -> None:
    trial.erasures.note("s")
    job = trial.begin(b"1", session_id="s")
    assert (job.status, job.held_bytes) == ("cancelled", 0)
    with pytest.raises(JobExpired):
        trial.jobs.get(job.id)
    assert trial.decoder.decoded == []


async def test_closing_ends_what_is_at_work(trial: Trial) -> None:
    trial.decoder.may.clear()
    trial.begin(b"1")
    await until(lambda: trial.decoder.decoded)
    await trial.jobs.close()
    assert trial.jobs.under_way == []


async def test_what_is_held_is_bounded(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial.decoder.may.clear()
    half = b"x" * (BYTES // 2)
    with pytest.raises(PayloadTooLarge):
        trial.begin(half, half, b"x")
    trial.begin(half, visitor="a")
    with pytest.raises(RateLimitExceeded):
        trial.begin(half, b"x", visitor="a")
    for name in "bcde"[: job_limits.SHARES - 1]:
        trial.begin(half, half, visitor=name)
    with pytest.raises(Overloaded):
        trial.begin(half, half, visitor="z")
    monkeypatch.setattr(job_limits, "UNDER_WAY", job_limits.SHARES)
    with pytest.raises(Overloaded):
        trial.begin(b"x", visitor="z")
