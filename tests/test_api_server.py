"""The service as it is started: a process, a socket, a signal."""

from __future__ import annotations

import gc
import os
import signal
import socket
import subprocess
import sys
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

import api_server
from api_server import create_app, made_to_serve
from services.errors import ConfigurationError
from tests.app import ORIGIN, settings_for
from tests.kept_vectors import with_vectors
from tests.server import Served, serving

ROOT = Path(__file__).parent.parent
START_S = 40.0
OUTSIDE = [
    "/audio/.env",
    "/audio/../x",
    "/audio/..",
    "/audio/.",
    "/audio/%2e%2e",
    "/audio/%2e%2e/%2e%2e/etc/passwd",
    "/audio/..%2f..%2fetc%2fpasswd",
    "/audio//etc/passwd",
    "/audio/%2fetc%2fpasswd",
    "/audio/%00",
    "/audio/x%00.wav",
    "/audio/..\\..\\x",
    "/audio/../../etc/passwd",
]


def environment(folder: Path, **changes: str) -> dict[str, str]:
    bare = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    quiet = {
        "DATA_DIR": str(folder),
        "WHISPER_DOWNLOAD": "never",
        "RECOGNIZER": "pocketsphinx",
        "EDGE_TTS_ENABLED": "false",
        "PIPER_VOICE": "none",
    }
    return bare | quiet | changes


def start(folder: Path, **changes: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "api_server.py"],
        cwd=ROOT,
        env=environment(folder, **changes),
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def running(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = start(with_vectors(folder), API_PORT=str(port))
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{url}/health/live")
        yield url, process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=15)


def wait_for(url: str) -> None:
    until = time.monotonic() + START_S
    with httpx.Client() as http:
        while time.monotonic() < until:
            try:
                http.get(url)
            except httpx.TransportError:
                time.sleep(0.05)
                continue
            return
    pytest.fail("the service did not start")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    (folder / ".env").write_text("SECRET=1")
    with serving(create_app(settings_for(folder))) as served:
        yield served
    assert (folder / ".env").read_text() == "SECRET=1"


@pytest.mark.parametrize("target", OUTSIDE)
def test_no_spelling_of_a_name_leads_out_of_the_audio_folder(
    served: Served, target: str
) -> None:
    reply = served.get(target)
    assert reply.startswith(b"HTTP/1.1 404 ")
    assert b"SECRET" not in reply
    assert b"root:" not in reply


def test_the_welcome_comes_at_once_with_what_a_page_needs(served: Served) -> None:
    head = {"origin": ORIGIN, "accept": "application/json", "cache-control": "no-cache"}
    with httpx.Client(base_url=served.url, headers=head) as http:
        took = []
        for _ in range(5):
            started = time.perf_counter()
            reply = http.get("/")
            took.append(time.perf_counter() - started)
    assert reply.status_code == 200
    assert reply.headers["access-control-allow-origin"] == ORIGIN
    assert min(took) < 0.05


def test_starting_says_where_to_go_and_stopping_says_nothing(tmp_path: Path) -> None:
    with running(tmp_path) as (url, process):
        httpx.post(f"{url}/ask", json={"text": "hello"}).raise_for_status()
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=10)
    assert "Traceback" not in said
    assert f"open {url}/app" in said


def test_a_broken_resume_stops_the_start_with_its_line(tmp_path: Path) -> None:
    broken = tmp_path / "resume.json"
    broken.write_text('{\n  "projects": [\n    {"title": }\n  ]\n}')
    process = start(tmp_path, RESUME_PATH=str(broken))
    _, said = process.communicate(timeout=START_S)
    assert process.returncode == 1
    assert "resume.json:3" in said
    assert "Traceback" not in said


def test_a_broken_resume_is_a_configuration_error(tmp_path: Path) -> None:
    broken = tmp_path / "resume.json"
    broken.write_text("{")
    with pytest.raises(ConfigurationError):
        create_app(settings_for(tmp_path, resume_path=broken))


def test_there_is_nothing_but_the_app_to_be_asked_for() -> None:
    with pytest.raises(AttributeError):
        _ = api_server.other


def test_an_app_that_is_done_with_leaves_the_memory(tmp_path: Path) -> None:
    app = weakref.ref(create_app(settings_for(tmp_path)))
    gc.collect()
    assert app() is None


def test_the_collector_leaves_alone_what_a_server_starts_with(tmp_path: Path) -> None:
    before = gc.get_freeze_count()
    try:
        app = made_to_serve(settings_for(tmp_path))
        app.state.data_folder.close()
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()
