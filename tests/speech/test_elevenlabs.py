"""ElevenLabs's client against a loopback server, failures included."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any, Literal

import pytest
from aiohttp import web

from services.errors import SynthesisFailed
from services.models.speech import SpeechRequest
from services.speech.elevenlabs import ElevenLabsSynthesizer
from services.work_queue import WorkQueue
from tests.speech.loopback import serving
from tests.speech.sounds import tone

Fault = Literal["401", "429", "500", "stall", "half", "nothing", "odd"]
SOUND = tone(1.0).data


class Service:
    def __init__(self, fault: Fault | None) -> None:
        self.fault = fault
        self.url = ""
        self.requests: list[tuple[web.Request, dict[str, Any]]] = []
        self.leaving = asyncio.Event()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.requests.append((request, json.loads(await request.read())))
        if self.fault in ("401", "429", "500"):
            return web.Response(status=int(self.fault), text="secret of the provider")
        if self.fault == "stall":
            await self.leaving.wait()
        if self.fault in ("nothing", "odd"):
            return web.Response(body=b"" if self.fault == "nothing" else SOUND[:-1])
        reply = web.StreamResponse(headers={"Content-Length": str(len(SOUND))})
        await reply.prepare(request)
        await reply.write(SOUND[: len(SOUND) // 2])
        if self.fault == "half" and request.transport:
            request.transport.close()
            return reply
        await reply.write(SOUND[len(SOUND) // 2 :])
        return reply


@asynccontextmanager
async def service(fault: Fault | None = None) -> AsyncIterator[Service]:
    running = Service(fault)
    app = web.Application()
    app.router.add_post("/v1/text-to-speech/{voice}/stream", running.handle)
    async with serving(app) as address:
        running.url = f"http://{address}"
        try:
            yield running
        finally:
            running.leaving.set()


@pytest.fixture
def queue() -> Iterator[WorkQueue]:
    queue = WorkQueue(workers=1, capacity=4, per_visitor=4)
    yield queue
    queue.close()


@asynccontextmanager
async def speaker(
    queue: WorkQueue, url: str, *, first_audio_s: float = 5.0
) -> AsyncIterator[ElevenLabsSynthesizer]:
    engine = ElevenLabsSynthesizer(
        queue,
        api_key="key",
        voice_id="voice/1",
        base_url=url,
        first_audio_s=first_audio_s,
    )
    try:
        yield engine
    finally:
        await engine.close()


async def test_it_speaks(queue: WorkQueue) -> None:
    async with service() as there, speaker(queue, there.url) as engine:
        speech = await engine.synthesize(SpeechRequest("Hi", rate="x-fast"))
        ((request, body),) = there.requests
    assert speech.data[:4] == b"RIFF"
    assert speech.duration_s == pytest.approx(1.0)
    assert (speech.engine, speech.voice) == ("elevenlabs", "voice/1")
    assert request.match_info["voice"] == "voice/1"
    assert request.headers["xi-api-key"] == "key"
    assert request.query["output_format"] == "pcm_24000"
    assert body["text"] == "Hi"
    assert body["language_code"] == "en"
    assert body["voice_settings"]["speed"] == 1.2


async def test_it_offers_the_voice_that_was_chosen(queue: WorkQueue) -> None:
    async with speaker(queue, "http://127.0.0.1:9") as engine:
        assert [voice.name for voice in await engine.voices()] == ["voice/1"]


FAULTS: list[Fault] = ["401", "429", "500", "half", "nothing", "odd"]


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_failure_is_one_of_the_engine_and_tells_nothing(
    queue: WorkQueue, fault: Fault
) -> None:
    async with service(fault) as there, speaker(queue, there.url) as engine:
        with pytest.raises(SynthesisFailed) as failure:
            await engine.synthesize(SpeechRequest("Hi"))
    assert "secret" not in failure.value.message


async def test_a_stall_ends_when_sound_should_have_begun(queue: WorkQueue) -> None:
    async with (
        service("stall") as there,
        speaker(queue, there.url, first_audio_s=0.1) as engine,
    ):
        with pytest.raises(SynthesisFailed):
            await engine.synthesize(SpeechRequest("Hi"))


async def test_nobody_listening_is_a_failure(queue: WorkQueue) -> None:
    async with speaker(queue, "http://127.0.0.1:9") as engine:
        with pytest.raises(SynthesisFailed):
            await engine.synthesize(SpeechRequest("Hi"))
