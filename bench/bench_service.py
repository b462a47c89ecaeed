"""The service as a whole: how fast, how soon, how big."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import httpx
import psutil

from bench.figure import Figure
from tests.sounds import encode
from tests.spoken import spoken

ROOT = Path(__file__).parent.parent
QUESTION = "which projects use python"
BARE = """
from fastapi import FastAPI
app = FastAPI()
@app.get("/")
async def root() -> dict[str, str]:
    return {"status": "healthy"}
"""
CONNECTIONS = 8
MEASURED_S = 3.0
ROUNDS = 3
TURNS = 5
START_LIMIT_S = 30.0
PAUSE_S = 0.01
REST_S = 1.0


def figures(data: Path | None) -> Iterable[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        yield from asyncio.run(_figures(Path(folder)))


async def _figures(folder: Path) -> list[Figure]:
    found = [await start_to_first_answer(folder)]
    async with running(folder, "api_server.py") as ours:
        found.append(await idle_memory(ours))
        found.append(await added_by_process(ours))
        found.append(await share_of_bare(ours, folder))
    return found


@dataclass(frozen=True, slots=True)
class Running:
    url: str
    port: int
    process: psutil.Process
    started: float


@asynccontextmanager
async def running(folder: Path, *arguments: str) -> AsyncIterator[Running]:
    """A server in a process of its own, from its start until it listens."""
    port = free_port()
    bare_machine = {
        "API_PORT": str(port),
        "DATA_DIR": str(folder),
        "WHISPER_DOWNLOAD": "never",
        "EDGE_TTS_ENABLED": "false",
        "RATE_LIMIT_ENABLED": "false",
        "ENVIRONMENT": "production",
    }
    started = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *(part.format(port=port) for part in arguments),
        cwd=ROOT,
        env=os.environ | bare_machine,
        stderr=subprocess.DEVNULL,
    )
    try:
        await listening(port)
        yield Running(
            f"http://127.0.0.1:{port}", port, psutil.Process(process.pid), started
        )
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def listening(port: int) -> None:
    async with asyncio.timeout(START_LIMIT_S):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(PAUSE_S)
                continue
            writer.close()
            return


async def start_to_first_answer(folder: Path) -> Figure:
    """From `python api_server.py` to a text question answered."""
    took = []
    for _ in range(ROUNDS):
        async with (
            running(folder, "api_server.py") as ours,
            httpx.AsyncClient() as http,
        ):
            reply = await http.post(f"{ours.url}/ask", json={"text": QUESTION})
            reply.raise_for_status()
            took.append(time.perf_counter() - ours.started)
    return Figure("service.start_to_first_answer", median(took), "s", "<= 2.5")


async def idle_memory(ours: Running) -> Figure:
    """Of all processes that stay, the voice's too: shared pages counted once."""
    async with httpx.AsyncClient(timeout=60) as http:
        await http.post(f"{ours.url}/process/text", json={"text": QUESTION})
    await asyncio.sleep(REST_S)
    processes = [ours.process, *ours.process.children(recursive=True)]
    resident = sum(one.memory_full_info().pss for one in processes) / 1e6
    note = f"{len(processes)} processes, without Whisper"
    return Figure("service.idle_memory", resident, "MB", "<= 250", note)


async def added_by_process(ours: Running) -> Figure:
    """What /process takes over the sum of its stages, seen from the client."""
    added = [await ask_aloud(ours) for _ in range(TURNS)]
    return Figure("service.process_adds", median(added), "ms", "<= 15")


async def ask_aloud(ours: Running) -> float:
    sound = encode(spoken(QUESTION), "webm")
    files = {"audio_file": ("question", sound, "audio/webm;codecs=opus")}
    async with httpx.AsyncClient(timeout=60) as http:
        await http.get(ours.url)
        started = time.perf_counter()
        reply = await http.post(f"{ours.url}/process", files=files)
        whole_ms = (time.perf_counter() - started) * 1000
    timing = reply.raise_for_status().json()["timing"]
    stages: list[float] = [ms for name, ms in timing.items() if name != "total_ms"]
    return whole_ms - sum(stages)


async def share_of_bare(ours: Running, folder: Path) -> Figure:
    """Text answers a second as a share of a bare one-route app's, by turns."""
    (folder / "bare.py").write_text(BARE)
    serve = ("-m", "uvicorn", "bare:app", "--app-dir", str(folder), "--port", "{port}")
    quiet = ("--no-access-log", "--loop", "uvloop", "--http", "httptools")
    asked = request("POST", "/ask", {"text": QUESTION})
    pairs = []
    async with running(folder, *serve, *quiet) as bare:
        for _ in range(ROUNDS):
            plain = await answers_a_second(bare.port, request("GET", "/"))
            pairs.append((await answers_a_second(ours.port, asked), plain))
    share, (ours_rate, plain) = sorted((a / b, (a, b)) for a, b in pairs)[ROUNDS // 2]
    note = f"{ours_rate:.0f}/s of {plain:.0f}/s"
    return Figure("service.text_answers_share", share, "", ">= 0.2", note)


def request(method: str, path: str, body: Any = None) -> bytes:
    content = json.dumps(body).encode() if body else b""
    head = f"{method} {path} HTTP/1.1\r\nhost: localhost\r\n"
    head += f"content-type: application/json\r\ncontent-length: {len(content)}\r\n\r\n"
    return head.encode() + content


async def answers_a_second(port: int, message: bytes) -> float:
    """Over a few connections kept open, with a client that costs next to nothing."""
    done = 0
    until = time.perf_counter() + MEASURED_S

    async def visitor() -> None:
        nonlocal done
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < until:
            writer.write(message)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head
            length = head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]
            await reader.readexactly(int(length))
            done += 1
        writer.close()

    await asyncio.gather(*(visitor() for _ in range(CONNECTIONS)))
    return done / MEASURED_S
