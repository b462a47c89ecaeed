"""edge-tts, unpatched but for its address, against a server with its protocol."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator
from typing import get_args

import pytest

from services.errors import SynthesisFailed
from services.models.speech import SpeechRequest
from services.speech.edge import EdgeSynthesizer
from services.speech.edge_voices import EDGE_VOICES
from services.speech.transcode import decode_mp3
from services.work_queue import WorkQueue
from tests.speech.edge_server import Fault, edge_server
from tests.speech.sounds import bare_mp3, tone

MP3 = bare_mp3(tone(2.0))
HELLO = SpeechRequest("Hello there.")


@pytest.fixture
def queue() -> Iterator[WorkQueue]:
    queue = WorkQueue(workers=1, capacity=4, per_visitor=4)
    yield queue
    queue.close()


def speaker(
    queue: WorkQueue, url: str, *, first_audio_s: float = 5.0
) -> EdgeSynthesizer:
    return EdgeSynthesizer(queue, first_audio_s=first_audio_s, url=url)


async def test_it_speaks(queue: WorkQueue) -> None:
    async with edge_server(MP3) as server:
        speech = await speaker(queue, server.url).synthesize(HELLO)
    assert speech.data[:4] == b"RIFF"
    assert speech.duration_s == pytest.approx(2.0, abs=0.1)
    assert (speech.engine, speech.format) == ("edge-tts", "wav")


async def test_mp3_is_passed_on_as_it_came(queue: WorkQueue) -> None:
    async with edge_server(MP3) as server:
        request = SpeechRequest("Hello", format="mp3")
        speech = await speaker(queue, server.url).synthesize(request)
    assert speech.data == MP3


async def test_voice_rate_pitch_and_text_reach_the_service(queue: WorkQueue) -> None:
    request = SpeechRequest(
        "Salt & <pepper>", voice="de-DE-ConradNeural", rate="fast", pitch="low"
    )
    async with edge_server(MP3) as server:
        speech = await speaker(queue, server.url).synthesize(request)
        (ssml,) = server.requests
    assert speech.voice == "de-DE-ConradNeural"
    assert "(de-DE, ConradNeural)" in ssml
    assert "rate='+25%'" in ssml
    assert "pitch='-19Hz'" in ssml
    assert "Salt &amp; &lt;pepper&gt;" in ssml


async def test_without_a_voice_the_language_decides(queue: WorkQueue) -> None:
    async with edge_server(MP3) as server:
        request = SpeechRequest("Hola", language="es")
        speech = await speaker(queue, server.url).synthesize(request)
    assert speech.voice == "es-ES-ElviraNeural"


async def test_a_long_text_goes_in_parts_and_comes_back_whole(queue: WorkQueue) -> None:
    request = SpeechRequest("A sentence of words. " * 300)
    async with edge_server(MP3) as server:
        speech = await speaker(queue, server.url).synthesize(request)
        parts = len(server.requests)
    assert parts == 2
    assert speech.duration_s == pytest.approx(4.0, abs=0.2)


FAULTS = [fault for fault in get_args(Fault) if not fault.startswith("stall")]


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_failure_is_a_failure_of_the_engine(
    queue: WorkQueue, fault: Fault
) -> None:
    async with edge_server(MP3, fault) as server:
        with pytest.raises(SynthesisFailed):
            await speaker(queue, server.url).synthesize(HELLO)


async def test_a_recording_cut_in_the_middle_is_never_taken_for_whole(
    queue: WorkQueue,
) -> None:
    async with edge_server(MP3, "close_in_the_middle") as server:
        assert decode_mp3(MP3[: len(MP3) // 2]).duration_s > 0.5
        with pytest.raises(SynthesisFailed, match="middle"):
            await speaker(queue, server.url).synthesize(HELLO)


@pytest.mark.parametrize("fault", ["stall_before_handshake", "stall_before_audio"])
async def test_a_stall_ends_when_sound_should_have_begun(
    queue: WorkQueue, fault: Fault
) -> None:
    async with edge_server(MP3, fault) as server:
        engine = speaker(queue, server.url, first_audio_s=0.2)
        started = time.monotonic()
        with pytest.raises(SynthesisFailed, match="in time"):
            await engine.synthesize(HELLO)
        assert time.monotonic() - started < 3


async def test_nobody_listening_fails_at_once(queue: WorkQueue) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"ws://127.0.0.1:{unused.getsockname()[1]}/edge/v1"
    started = time.monotonic()
    with pytest.raises(SynthesisFailed):
        await speaker(queue, url, first_audio_s=30).synthesize(HELLO)
    assert time.monotonic() - started < 5


async def test_who_leaves_closes_the_connection(queue: WorkQueue) -> None:
    async with edge_server(MP3, "stall_before_audio") as server:
        task = asyncio.create_task(speaker(queue, server.url).synthesize(HELLO))
        await asyncio.wait_for(server.heard.wait(), 5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_an_address_of_ours_leaves_the_package_alone(queue: WorkQueue) -> None:
    from edge_tts import communicate

    before = vars(communicate)["WSS_URL"]
    async with edge_server(MP3) as server:
        await speaker(queue, server.url).synthesize(HELLO)
    assert before == vars(communicate)["WSS_URL"]


async def test_every_voice_has_a_name_that_the_package_takes() -> None:
    from edge_tts.data_classes import TTSConfig

    for voice in EDGE_VOICES:
        TTSConfig(voice.name, "+0%", "+0%", "+0Hz", "SentenceBoundary")
    assert len({voice.name for voice in EDGE_VOICES}) == len(EDGE_VOICES)
