"""Talking over a socket: from the end of speech to the first sound.

The aims are those of a quiet machine; each line tells the load that it was measured
under.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import mean
from time import perf_counter

import httpx
import numpy as np

from bench.bench_recognition_whisper import MODELS
from bench.bench_service import ROOT, free_port, listening
from bench.figure import Figure
from bench.recordings import voices
from bench.talker import FRAME, Talker, audible_end_s, talking
from services.model_files.finding import model_files
from services.models.audio import SAMPLE_RATE_HZ, Samples
from services.models.model_file import FoundModel
from services.realtime.responding import CHUNK_S
from tests.sounds import encode

QUESTIONS = Path(__file__).parent / "data" / "spoken_questions.txt"
COUNT = 30
FIRST = "response.output_audio.delta"
WAIT_S = 12.0
BEFORE_S = 0.4
AFTER_FRAMES = 60
TALKS, TURNS = 20, 2
AIMS = {40: ("<= 230", "<= 280"), 150: ("<= 450", "<= 520")}


@asynccontextmanager
async def service(
    takes_ms: int | None, *, hears: bool = False, **changes: str
) -> AsyncIterator[int]:
    """Yield the port; without a time the real engines hear and speak.

    One that `hears` has the real recogniser all the same.
    """
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "API_PORT": str(port),
            "DATA_DIR": folder,
            "WHISPER_DOWNLOAD": "never",
            "EDGE_TTS_ENABLED": "false",
            "RATE_LIMIT_ENABLED": "false",
            "LOG_LEVEL": "ERROR",
            "TRUSTED_PROXIES": "127.0.0.1",
        }
        fixed = [] if takes_ms is None else ["--takes-ms", str(takes_ms)]
        fixed += ["--hears"] if hears else []
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bench.talk_service", *fixed),
            cwd=ROOT,
            env=os.environ | environment | changes,
        )
        try:
            await listening(port)
            if takes_ms is None or hears:
                await whisper_is_there(port)
            yield port
        finally:
            process.terminate()
            await process.wait()


async def whisper_is_there(port: int) -> None:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
        for _ in range(120):
            parts = (await http.get("/health", timeout=30)).json()["components"]
            if parts["recognizer"]["engine"] == "faster-whisper":
                return
            await asyncio.sleep(0.5)


def spoken_questions(count: int) -> list[Samples]:
    """Said by the best voice of this machine."""
    *_, say = voices().values()
    questions = QUESTIONS.read_text("utf-8").splitlines()
    return [say(question) for question in questions[:count]]


async def first_sound_ms(talker: Talker, sound: Samples) -> float:
    """How long after the last audible sound of a question its reply is heard.

    What is said before its end is no reply to it.
    """
    since = len(talker.heard)
    quiet = [np.zeros(round(s * SAMPLE_RATE_HZ), np.float32) for s in (BEFORE_S, 6.0)]
    whole = np.concatenate([quiet[0], sound, quiet[1]])
    began = perf_counter()
    ended = began + BEFORE_S + audible_end_s(sound)
    speaking = asyncio.create_task(talker.speak(whole))
    at = await talker.first(FIRST, since, WAIT_S, after=ended)
    speaking.cancel()
    await asyncio.wait([speaking])
    await talker.send("response.cancel")
    await asyncio.sleep(0.5)
    heard = began + WAIT_S if at is None else at
    return 1000 * (heard - ended)


async def over_the_socket(takes_ms: int, sounds: list[Samples]) -> list[Figure]:
    async with service(takes_ms) as port, talking(port) as talker:
        await first_sound_ms(talker, sounds[0])
        took = [await first_sound_ms(talker, sound) for sound in sounds]
    return told(f"realtime_first_sound_{takes_ms}", took, *AIMS[takes_ms])


async def against_upload(sounds: list[Samples]) -> list[Figure]:
    """Whisper and Piper, over the socket and by upload in turn."""
    talked, uploaded = [], []
    async with service(None) as port, talking(port) as talker:
        url = f"http://127.0.0.1:{port}"
        async with httpx.AsyncClient(base_url=url, timeout=60) as http:
            await first_sound_ms(talker, sounds[0])
            for sound in sounds:
                talked.append(await first_sound_ms(talker, sound))
                uploaded.append(await upload_ms(http, sound))
    share = mean(talked) / mean(uploaded)
    note = f"{len(sounds)} questions, load {os.getloadavg()[0]:.1f}"
    return [
        *told("realtime_first_sound_real", talked, "", "<= 1200"),
        Figure("realtime_upload_mean", mean(uploaded), "ms", "", note),
        Figure("realtime_share_of_upload", share, "", "<= 0.8", note),
    ]


async def upload_ms(http: httpx.AsyncClient, sound: Samples) -> float:
    """POST /process, and the sound fetched; a page's own silence is not counted."""
    recording = encode(sound, "wav")
    started = perf_counter()
    files = {"audio_file": ("a.wav", recording, "audio/wav")}
    reply = (await http.post("/process", files=files)).json()
    if reply.get("audio_file"):
        await http.get(f"/audio/{reply['audio_file']}")
    return 1000 * (perf_counter() - started)


async def many_at_once(sounds: list[Samples]) -> list[Figure]:
    """How much later than it is to be heard any frame of a reply comes."""
    late: list[float] = []
    async with service(40) as port, asyncio.TaskGroup() as talks:
        for number in range(TALKS):
            sound = sounds[number % len(sounds)]
            talks.create_task(lateness(port, f"10.0.1.{number}", sound, late))
    note = f"{TALKS} talks, {len(late)} frames, load {os.getloadavg()[0]:.1f}"
    return [Figure("realtime_frame_late_max", max(late), "ms", "<= 60", note)]


async def lateness(port: int, address: str, sound: Samples, late: list[float]) -> None:
    quiet = np.zeros(AFTER_FRAMES * FRAME, np.float32)
    async with talking(port, address) as talker:
        for _ in range(TURNS):
            since = len(talker.heard)
            await talker.speak(np.concatenate([sound, quiet]))
            await talker.first("response.done", since, WAIT_S)
            came = [at for at, e in talker.heard[since:] if e["type"] == FIRST]
            due = [came[0] + CHUNK_S * number for number in range(len(came))]
            late += [
                max(0.0, 1000 * (at - by)) for at, by in zip(came, due, strict=True)
            ]


def told(name: str, took: list[float], mean_aim: str, p95_aim: str) -> list[Figure]:
    note = f"{len(took)} questions, load {os.getloadavg()[0]:.1f}"
    p95, p50 = (float(np.percentile(took, share)) for share in (95, 50))
    return [
        Figure(f"{name}_mean", mean(took), "ms", mean_aim, note),
        Figure(f"{name}_p50", p50, "ms", "", note),
        Figure(f"{name}_p95", p95, "ms", p95_aim, note),
    ]


def figures(data: Path | None) -> Iterable[Figure]:
    sounds = spoken_questions(COUNT)
    for takes_ms in AIMS:
        yield from asyncio.run(over_the_socket(takes_ms, sounds))
    yield from asyncio.run(many_at_once(sounds))
    if isinstance(model_files("whisper-base", MODELS), FoundModel):
        yield from asyncio.run(against_upload(sounds))
