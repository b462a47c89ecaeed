"""A server in a process of its own, and what can be seen of it from outside."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from bench.bench_service import ROOT, free_port, listening
from tests.sounds import encode
from tests.spoken import spoken

STOP_S = 20.0
QUESTION = "which projects use python"


@dataclass(frozen=True, slots=True)
class Attacked:
    port: int
    process: psutil.Process
    folder: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def resident_mb(self) -> float:
        """Of all its processes; shared pages count each time."""
        family = [self.process, *self.process.children(recursive=True)]
        return float(sum(one.memory_info().rss for one in family) / 1e6)

    def held(self) -> dict[str, int]:
        """Descriptors and threads of the server's own process, and files it made."""
        files = [p for p in self.folder.rglob("*") if p.is_file()]
        made = [p for p in files if "sqlite" not in p.name and p != self.log]
        return {
            "descriptors": self.process.num_fds(),
            "threads": self.process.num_threads(),
            "files": len([p for p in made if p.parent.name != "audio"]),
        }

    async def gauge(self, name: str) -> float:
        status, _, body = await exchange(self.port, request("GET", "/metrics"))
        assert status == 200, body
        for line in body.decode().splitlines():
            if line.startswith(f"{name} "):
                return float(line.split()[1])
        raise LookupError(name)


@asynccontextmanager
async def attacked(
    prepare: Callable[[Path], object] = Path, /, **settings: str
) -> AsyncIterator[Attacked]:
    """As `make run` starts it, on a bare machine unless `settings` say otherwise.

    `prepare` is called with its data folder before it starts.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "tmp").mkdir()
        port = free_port()
        bare = {
            "API_PORT": str(port),
            "DATA_DIR": str(folder / "data"),
            "TMPDIR": str(folder / "tmp"),
            "WHISPER_DOWNLOAD": "never",
            "RECOGNIZER": "pocketsphinx",
            "EDGE_TTS_ENABLED": "false",
            "RATE_LIMIT_ENABLED": "false",
            "ENVIRONMENT": "production",
        }
        prepare(Path((bare | settings)["DATA_DIR"]))
        with (folder / "log").open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "api_server.py"),
                cwd=ROOT,
                env=os.environ | bare | settings,
                stdout=log,
                stderr=log,
            )
        try:
            await listening(port)
            yield Attacked(port, psutil.Process(process.pid), folder)
        finally:
            await stopped(process)


async def stopped(process: asyncio.subprocess.Process) -> float:
    """Seconds from SIGTERM to the end."""
    started = time.perf_counter()
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
    await asyncio.wait_for(process.wait(), STOP_S)
    return time.perf_counter() - started


def request(
    method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
) -> bytes:
    """A whole request; a body that is not bytes becomes JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    content = b"" if body is None else content
    fields = {
        "host": "localhost",
        "content-type": "application/json",
        "content-length": str(len(content)),
        **(headers or {}),
    }
    lines = [f"{method} {path} HTTP/1.1", *(f"{k}: {v}" for k, v in fields.items())]
    return "\r\n".join([*lines, "", ""]).encode() + content


def upload(
    path: str = "/process",
    headers: Mapping[str, str] | None = None,
    *,
    words: str = QUESTION,
) -> bytes:
    """A spoken question as the browser client sends it."""
    edge = b"--edge\r\n"
    about = b'content-disposition: form-data; name="audio_file"; filename="a.wav"\r\n'
    sound = encode(spoken(words), "wav")
    body = edge + about + b"content-type: audio/wav\r\n\r\n" + sound + b"\r\n--edge--"
    kind = {"content-type": "multipart/form-data; boundary=edge", **(headers or {})}
    return request("POST", path, body, kind)


Reply = tuple[int, dict[str, str], bytes]


async def exchange(port: int, message: bytes) -> Reply:
    """One request on a connection of its own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(message)
        return await replied(reader)
    finally:
        writer.close()


async def replied(reader: asyncio.StreamReader) -> Reply:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    headers = {k.lower(): v for k, v in (line.split(": ", 1) for line in lines)}
    if headers.get("transfer-encoding") == "chunked":
        body = b""
        while size := int((await reader.readline()).strip(), 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
    else:
        body = await reader.readexactly(int(headers.get("content-length", "0")))
    return int(first.split(" ")[1]), headers, body


async def timed(port: int, message: bytes) -> tuple[float, Reply]:
    started = time.perf_counter()
    reply = await exchange(port, message)
    return time.perf_counter() - started, reply


def p99(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.99))]
