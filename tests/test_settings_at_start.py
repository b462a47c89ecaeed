"""Settings as a process meets them: read, checked and told of before it serves."""

from __future__ import annotations

import ast
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.configuration_values import KEY, SET_OTHERWISE, documented
from tests.kept_vectors import with_vectors
from tests.test_api_server import START_S, wait_for

ROOT = Path(__file__).parent.parent
OFFLINE = {
    "WHISPER_DOWNLOAD": "never",
    "RECOGNIZER": "pocketsphinx",
    "EDGE_TTS_ENABLED": "false",
    "PIPER_VOICE": "none",
    "RESUME_PATH": str(ROOT / "resume_data.json"),
}
OF_THIS_RUN = {"SUPABASE_URL", "WHISPER_MODEL_DIR", "INTERVIEW_BANKS"}
FORMS = {
    "ALLOWED_HOSTS": "https://Your.Host/",
    "CORS_ORIGINS": '["https://Me.example.com:443/"]',
    "ADMIN_TOKEN": f"{KEY}\n",
    "LLM_PRICES": "my-model=0.5/0.8",
    "LLM_ROUTES": "multi=large-model",
    "CORS_ORIGIN": "a slip",
}


def environment(folder: Path, given: Mapping[str, str]) -> dict[str, str]:
    bare = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return bare | OFFLINE | {"DATA_DIR": str(folder / "data")} | dict(given)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(folder: Path, **given: str) -> Iterator[tuple[str, Path]]:
    """Its address, and the file that its log goes to."""
    port = free_port()
    with_vectors(folder / "data")
    log = folder / "log.txt"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "api_server.py")],
            cwd=folder,
            env=environment(folder, {"API_PORT": str(port)} | given),
            stdout=out,
            stderr=out,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/health/ready")
        yield f"http://127.0.0.1:{port}", log
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    with started(tmp_path_factory.mktemp("forms"), **FORMS) as running:
        yield running


def test_every_documented_form_together_starts_the_service(tmp_path: Path) -> None:
    """All but what would reach out, or belongs to this run."""
    left_out = SET_OTHERWISE | set(OFFLINE) | OF_THIS_RUN
    given = {k: v for k, v in documented().items() if k not in left_out}
    with started(tmp_path, **given) as (url, log):
        reply = httpx.post(f"{url}/ask", json={"text": "Where did she study?"})
    assert reply.status_code == 200
    assert "Traceback" not in log.read_text()


def test_a_utf_16_file_of_settings_is_read(tmp_path: Path) -> None:
    text = f"ADMIN_TOKEN={KEY}\r\nCORS_ORIGIN=https://me.example.com\r\n"
    (tmp_path / ".env").write_bytes(text.encode("utf-16"))
    with started(tmp_path) as (url, log):
        reply = httpx.get(
            f"{url}/api/usage", headers={"authorization": f"Bearer {KEY}"}
        )
    assert reply.status_code == 200
    assert re.search("CORS_ORIGIN.*CORS_ORIGINS", log.read_text())


def test_an_origin_with_a_slash_and_a_port_matches_what_browsers_send(
    served: tuple[str, Path],
) -> None:
    headers = {
        "origin": "https://me.example.com",
        "access-control-request-method": "POST",
    }
    reply = httpx.options(f"{served[0]}/ask", headers=headers)
    assert reply.headers["access-control-allow-origin"] == "https://me.example.com"
    framed = httpx.get(f"{served[0]}/embed").headers["content-security-policy"]
    assert "frame-ancestors 'self' https://me.example.com" in framed


def test_a_token_with_a_newline_opens_the_owner_s_routes(
    served: tuple[str, Path],
) -> None:
    headers = {"authorization": f"Bearer {KEY}"}
    assert httpx.get(f"{served[0]}/api/usage", headers=headers).status_code == 200


def test_a_name_with_a_slip_is_told_in_the_log(served: tuple[str, Path]) -> None:
    log = served[1].read_text()
    line = next(line for line in log.splitlines() if "setting_unknown" in line)
    assert "CORS_ORIGINS" in line


def test_the_image_s_health_check_passes_whatever_hosts_are_served(
    served: tuple[str, Path],
) -> None:
    text = (ROOT / "Dockerfile").read_text("utf-8")
    command = ast.literal_eval(re.findall(r"HEALTHCHECK[^\[]*(\[.*\])", text)[0])
    port = served[0].rpartition(":")[2]
    done = subprocess.run(
        [sys.executable, *command[1:]],
        env=dict(os.environ, API_PORT=port),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/metrics", "localhost", 200),
        ("/metrics", "127.0.0.1", 200),
        ("/health/ready", "10.1.2.3:8000", 200),
        ("/health/live", "pod-7", 200),
        ("/health", "YOUR.host", 200),
        ("/health", "evil.example", 422),
        ("/metrics", "evil.example", 422),
    ],
)
def test_checks_of_this_machine_are_answered_and_strangers_names_are_not(
    served: tuple[str, Path], path: str, host: str, status: int
) -> None:
    reply = httpx.get(f"{served[0]}{path}", headers={"host": host})
    assert reply.status_code == status


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRUSTED_PROXIES", "nginx"),
        ("SESSION_TTL", "99999999999999"),
        ("ELEVENLABS_API_KEY", "sk-\u2019abc"),
        ("LLM_API_KEY", "sk-abc\u200b"),
        ("CORS_ORIGINS", "me.example.com"),
    ],
)
def test_a_setting_that_cannot_be_right_stops_the_process_with_its_name(
    tmp_path: Path, name: str, value: str
) -> None:
    done = refused(tmp_path, **{name: value})
    assert done.returncode == 1
    assert f"Viva Voce cannot start: {name}: " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("rest", ["SECONDHALFofthekey987", "SECONDHALFofthekey987=="])
def test_a_key_broken_over_lines_stops_the_start_and_is_logged_nowhere(
    tmp_path: Path, rest: str
) -> None:
    address = "LLM_BASE_URL=http://127.0.0.1:9/v1"
    (tmp_path / ".env").write_text(f"{address}\nLLM_API_KEY=sk-first\n{rest}\n")
    done = refused(tmp_path)
    assert done.returncode == 1
    assert "Viva Voce cannot start: .env:3: " in done.stderr
    assert "SECONDHALF" not in done.stderr + done.stdout


def refused(folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """What a start says that comes to nothing."""
    return subprocess.run(
        [sys.executable, str(ROOT / "api_server.py")],
        cwd=folder,
        env=environment(folder, given),
        capture_output=True,
        text=True,
        timeout=START_S,
        check=False,
    )
