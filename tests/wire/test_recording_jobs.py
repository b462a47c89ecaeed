"""Several recordings as a job, over HTTP: progress, results, an end, and limits."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from api_server import create_app
from services.container import Services
from services.models.audio import Utterance
from services.models.speech import Transcript, TranscriptSegment
from services.pipeline.hearing import Hearing
from tests.app import recording, settings_for, with_fakes
from tests.fakes import FakeDetector, FakeRecognizer
from tests.ids import own_id
from tests.server import Served, serving
from tests.waiting import PATIENCE_S

LONG_S = 40.0
"""Two pieces."""
SESSION = own_id("a job's")


@dataclass
class Ears(FakeRecognizer):
    """Writes down one piece for each time that it may."""

    may: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    async def recognize(
        self, utterance: Utterance, *, language: str | None = None, draft: bool = False
    ) -> Transcript:
        self.heard.append(utterance)
        self.hints.append(language)
        while not self.may.acquire(blocking=False):  # noqa: ASYNC110 - of a thread
            await asyncio.sleep(0.002)
        text = f"piece {len(self.heard)}"
        segments = (TranscriptSegment(0.5, 1.5, text),)
        return Transcript(text, "en", 0.8, self.name, segments)

    def let(self, pieces: int) -> None:
        self.may.release(pieces)


@dataclass
class Visitor:
    http: httpx.Client
    ears: Ears
    places: list[str] = field(default_factory=list)

    def send(self, *sounds: bytes, prefer: str = "", **fields: str) -> httpx.Response:
        files = [
            ("audio_file", (f"{number}.wav", sound, "audio/wav"))
            for number, sound in enumerate(sounds)
        ]
        headers = {"prefer": prefer} if prefer else {}
        sent = self.http.post("/transcribe", files=files, data=fields, headers=headers)
        if "location" in sent.headers:
            self.places.append(sent.headers["location"])
        return sent

    def until(
        self, job: httpx.Response, is_so: Callable[[dict[str, Any]], object]
    ) -> dict[str, Any]:
        """The job as soon as it is so; asked less often than a visitor may."""
        assert job.status_code == 202, job.text
        waited_s, pause_s = 0.0, 0.005
        while waited_s < PATIENCE_S:
            found: dict[str, Any] = self.http.get(job.headers["location"]).json()
            if is_so(found):
                return found
            time.sleep(pause_s)
            waited_s += pause_s
            pause_s = min(0.5, 1.2 * pause_s)
        raise AssertionError(found)


@contextmanager
def serving_jobs(folder: Path, **changes: Any) -> Iterator[tuple[Served, Services]]:
    app = create_app(settings_for(folder, **changes))
    with_fakes(app.state.services)
    with serving(app) as served:
        yield served, app.state.services


@contextmanager
def visiting(served: Served, services: Services) -> Iterator[Visitor]:
    """A visitor with ears of their own, whose jobs end with the visit."""
    ears = Ears("ears")
    services.jobs.writer.hearing = Hearing(FakeDetector("vad"), ears)
    with httpx.Client(base_url=served.url) as http:
        visitor = Visitor(http, ears)
        try:
            yield visitor
        finally:
            for place in visitor.places:
                http.delete(place)
            ears.let(99)


@pytest.fixture(scope="module")
def roomy(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Served, Services]]:
    folder = tmp_path_factory.mktemp("jobs")
    with serving_jobs(folder, max_audio_length=100, job_max_files=3) as found:
        yield found


@pytest.fixture
def visitor(roomy: tuple[Served, Services]) -> Iterator[Visitor]:
    with visiting(*roomy) as found:
        yield found


@pytest.fixture(scope="module")
def minutes() -> bytes:
    return recording(LONG_S)


def is_over(job: dict[str, Any]) -> bool:
    return job["status"] not in ("queued", "running")


def has_words(job: dict[str, Any]) -> bool:
    return job["files"][0]["result"] is not None


def test_each_recording_has_its_words_or_its_error(visitor: Visitor) -> None:
    visitor.ears.let(2)
    job = visitor.send(recording(0.5), b"no sound at all", recording(0.4))
    taken = job.json()
    assert job.headers["location"].endswith(f"/transcribe/jobs/{taken['job_id']}")
    assert taken["status"] == "queued"
    assert [file["name"] for file in taken["files"]] == ["0.wav", "1.wav", "2.wav"]
    found = visitor.until(job, is_over)
    assert found["status"] == "completed"
    first, second, third = found["files"]
    assert (first["status"], first["seconds"], first["seconds_done"]) == (
        "completed",
        0.5,
        0.5,
    )
    assert first["result"] == {
        "transcription": "piece 1",
        "confidence": 0.8,
        "language": "en",
        "engine": "ears",
        "segments": [{"start_s": 0.5, "end_s": 1.5, "text": "piece 1"}],
        "degraded": [],
    }
    assert second["error"]["error_code"] == "AUDIO_FORMAT_UNSUPPORTED"
    assert (second["status"], second["result"]) == ("failed", None)
    assert third["result"]["transcription"] == "piece 2"


def test_minutes_are_told_piece_by_piece_from_the_start_of_the_recording(
    visitor: Visitor, roomy: tuple[Served, Services], minutes: bytes
) -> None:
    visitor.ears.let(1)
    job = visitor.send(minutes, prefer="respond-async")
    begun = visitor.until(job, has_words)
    (file,) = begun["files"]
    assert (begun["status"], file["status"]) == ("running", "running")
    assert file["seconds"] == LONG_S
    assert 0 < file["seconds_done"] < LONG_S - 5
    assert file["result"]["transcription"] == "piece 1"
    in_files = [
        path.name
        for path in roomy[1].settings.data_dir.rglob("*")
        if path.is_file() and minutes[1000:2000] in path.read_bytes()
    ]
    assert in_files == []
    visitor.ears.let(1)
    (whole,) = visitor.until(job, is_over)["files"]
    assert whole["seconds_done"] == LONG_S
    assert whole["result"]["transcription"] == "piece 1 piece 2"
    starts = [segment["start_s"] for segment in whole["result"]["segments"]]
    pieces = [0.0, file["seconds_done"]]
    assert starts == [pytest.approx(start + 0.5, abs=0.01) for start in pieces]
    assert visitor.ears.hints == [None, "en"]


def test_a_cancelled_job_keeps_what_was_written_and_goes_no_further(
    visitor: Visitor, minutes: bytes
) -> None:
    visitor.ears.let(1)
    job = visitor.send(minutes, recording())
    visitor.until(job, has_words)
    place = job.headers["location"]
    assert visitor.http.delete(place).json()["status"] == "cancelled"
    visitor.ears.let(9)
    visitor.until(visitor.send(recording(), prefer="respond-async"), is_over)
    assert len(visitor.ears.heard) == 3  # the one at work, and the next job's
    first, second = visitor.http.get(place).json()["files"]
    assert first["result"]["transcription"] == "piece 1"
    assert (second["status"], second["result"]) == ("cancelled", None)
    assert visitor.http.delete(place).status_code == 200
    gone = visitor.http.get(place)
    assert (gone.status_code, gone.json()["error_code"]) == (410, "TASK_EXPIRED")


@pytest.mark.parametrize("prefer", ["respond-async", "wait=10, Respond-Async;x=1"])
def test_one_recording_is_a_job_where_that_is_preferred(
    visitor: Visitor, prefer: str
) -> None:
    job = visitor.send(recording(), prefer=prefer)
    assert job.status_code == 202
    assert job.headers["preference-applied"] == "respond-async"


def test_no_job_outlives_its_service(tmp_path: Path, visitor: Visitor) -> None:
    with serving_jobs(tmp_path) as (served, _), httpx.Client() as http:
        files = [("audio_file", ("a.wav", recording()))] * 2
        job = http.post(f"{served.url}/transcribe", files=files).json()["job_id"]
    for method in ("GET", "DELETE"):
        reply = visitor.http.request(method, f"/transcribe/jobs/{job}")
        assert reply.status_code == 404
        assert reply.json()["error_code"] == "TASK_NOT_FOUND"
        assert "restart" in reply.json()["message"]


def test_a_job_goes_with_its_session(visitor: Visitor) -> None:
    visitor.ears.let(1)
    job = visitor.send(recording(), recording(), session_id=SESSION)
    other = visitor.send(recording(), prefer="respond-async")
    visitor.until(job, has_words)
    assert visitor.http.delete(f"/session/{SESSION}").status_code == 200
    assert visitor.http.get(job.headers["location"]).status_code == 410
    visitor.ears.let(9)
    assert visitor.until(other, is_over)["status"] == "completed"


def test_a_job_has_so_many_recordings(visitor: Visitor) -> None:
    refused = visitor.send(*[recording(0.2)] * 4)
    assert refused.status_code == 422
    assert "3 recordings" in refused.json()["message"]


def test_a_visitor_has_two_jobs_under_way_and_so_many_seconds_an_hour(
    tmp_path: Path,
) -> None:
    changes = {"rate_limit_enabled": True, "job_hourly_seconds": 0.6}
    with serving_jobs(tmp_path, **changes) as found, visiting(*found) as visitor:
        first, second, third = (visitor.send(*[recording(0.4)] * 3) for _ in range(3))
        assert third.status_code == 429
        assert int(third.headers["retry-after"]) > 0
        visitor.http.delete(first.headers["location"])
        visitor.ears.let(9)
        *_, last = visitor.until(second, is_over)["files"]
        assert last["error"]["error_code"] == "RATE_LIMIT_EXCEEDED"
        refused = visitor.send(*[recording()] * 2)
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) > 3000


@pytest.mark.parametrize("prefer", ["", "wait=10", "no-respond-async"])
def test_one_recording_is_written_down_at_once_otherwise(
    visitor: Visitor, prefer: str
) -> None:
    reply = visitor.send(recording(), prefer=prefer)
    assert reply.status_code == 200
    assert reply.json()["transcription"] == "which projects use python"
