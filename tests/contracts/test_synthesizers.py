"""What every speech engine keeps to, whoever's it is."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import av
import pytest

from services.models.speech import AudioFormat, SpeechRequest
from services.protocols import Synthesizer
from services.speech.edge import EdgeSynthesizer
from services.speech.elevenlabs import ElevenLabsSynthesizer
from services.speech.espeak import EspeakSynthesizer
from services.speech.piper import PiperSynthesizer
from services.speech.voices import ANY_LANGUAGE
from services.work_queue import WorkQueue
from tests.speech.edge_server import edge_server
from tests.speech.piper_voice import found_voice
from tests.speech.sounds import bare_mp3, tone
from tests.speech.test_elevenlabs import service as elevenlabs_server

LOCALE = re.compile(rf"[a-z]{{2,3}}(-[A-Z0-9]{{2,3}})?|{ANY_LANGUAGE}")
MAGIC: dict[AudioFormat, bytes] = {"wav": b"RIFF", "mp3": b"", "opus": b"OggS"}
SENTENCE = "She likes it."


@pytest.fixture
async def queue() -> AsyncIterator[WorkQueue]:
    queue = WorkQueue(workers=2, capacity=8, per_visitor=8)
    yield queue
    queue.close()


@pytest.fixture(params=["elevenlabs", "edge-tts", "piper", "espeak-ng"])
async def engine(
    request: pytest.FixtureRequest, queue: WorkQueue, tmp_path: Path
) -> AsyncIterator[Synthesizer]:
    async with AsyncExitStack() as stack:
        built = await _build(request.param, queue, tmp_path, stack)
        stack.push_async_callback(built.close)
        await built.start()
        yield built


async def _build(
    name: str, queue: WorkQueue, tmp_path: Path, stack: AsyncExitStack
) -> Synthesizer:
    if name == "elevenlabs":
        server = await stack.enter_async_context(elevenlabs_server())
        return ElevenLabsSynthesizer(
            queue,
            api_key="key",
            voice_id="voice-of-owner",
            base_url=server.url,
            first_audio_s=5,
        )
    if name == "edge-tts":
        edge = await stack.enter_async_context(edge_server(bare_mp3(tone(1.0))))
        return EdgeSynthesizer(queue, first_audio_s=5, url=edge.url)
    if name == "piper":
        found = found_voice(tmp_path)
        return PiperSynthesizer(queue, lambda: found, deadline_s=30)
    return EspeakSynthesizer(queue, deadline_s=30)


def seconds_of(data: bytes) -> float:
    with av.open(io.BytesIO(data), mode="r") as container:
        frames = container.decode(container.streams.audio[0])
        return sum(frame.samples / frame.sample_rate for frame in frames)


async def test_a_started_engine_speaks_as_it_says(engine: Synthesizer) -> None:
    """In every container, as long as it says, with a voice that it offers."""
    assert engine.available
    offered = await engine.voices()
    assert len({voice.name for voice in offered}) == len(offered) > 0
    assert all(LOCALE.fullmatch(voice.locale) for voice in offered)
    for format, magic in MAGIC.items():
        speech = await engine.synthesize(SpeechRequest(SENTENCE, format=format))
        assert speech.data.startswith(magic)
        assert (speech.engine, speech.format) == (engine.name, format)
        assert speech.voice in {voice.name for voice in offered}
        assert speech.degraded == ()
        assert seconds_of(speech.data) == pytest.approx(speech.duration_s, abs=0.15)
    assert (await engine.health()).status == "healthy"


async def test_it_speaks_for_several_at_once_and_after_one_who_left(
    engine: Synthesizer,
) -> None:
    requests = [SpeechRequest(f"{SENTENCE} Number {n}.") for n in range(3)]
    tasks = [asyncio.create_task(engine.synthesize(request)) for request in requests]
    await asyncio.sleep(0)
    tasks[0].cancel()
    left, *speeches = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(left, asyncio.CancelledError)
    assert [getattr(speech, "engine", speech) for speech in speeches] == [
        engine.name, engine.name,
    ]  # fmt: skip
