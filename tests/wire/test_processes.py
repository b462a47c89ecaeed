"""Several processes on one machine: each has a folder and a port of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bench.bench_service import free_port
from tests.test_api_server import ROOT, START_S, environment, running, start, wait_for

SHORT_DEMO = "import scripts.demo as demo; demo.QUESTIONS = 3; demo.main()"


def refusal(folder: Path, **changes: str) -> str:
    process = start(folder, **changes)
    _, said = process.communicate(timeout=START_S)
    assert process.returncode == 1
    assert "Traceback" not in said
    assert "cannot start" in said
    return said


def test_a_second_process_on_the_same_folder_says_so_and_does_not_start(
    tmp_path: Path,
) -> None:
    with running(tmp_path) as (url, process):
        said = refusal(tmp_path, API_PORT=str(free_port()))
        assert str(tmp_path) in said
        assert f"({process.pid})" in said
        assert "DATA_DIR" in said
        assert httpx.get(f"{url}/health/ready").status_code == 200


def test_the_folder_is_free_again_when_its_process_was_killed(tmp_path: Path) -> None:
    with running(tmp_path) as (_, process):
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    with running(tmp_path) as (url, _):
        assert httpx.get(f"{url}/health/ready").status_code == 200


@pytest.mark.parametrize("workers", ["2", "16"])
def test_several_workers_are_refused(tmp_path: Path, workers: str) -> None:
    assert "WORKERS: above 1" in refusal(tmp_path, WORKERS=workers)


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with running(tmp_path / "one") as (url, _):
        port = url.rpartition(":")[2]
        said = refusal(tmp_path / "two", API_PORT=port)
    assert port in said
    assert "API_PORT" in said


@contextmanager
def demo(folder: Path, port: str) -> Iterator[str]:
    """A demo with few visitors; its address, once it serves."""
    env = {"PATH": os.environ["PATH"], "TMPDIR": str(folder), "API_PORT": port}
    with subprocess.Popen(
        [sys.executable, "-c", SHORT_DEMO],
        env=env,
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        try:
            lines = iter(process.stderr.readline, "")
            line = next(line for line in lines if line.startswith("Dashboard: "))
            url = line.split()[1].removesuffix("/dashboard")
            wait_for(f"{url}/health/live")
            yield url
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=30)


def test_the_demo_runs_beside_the_service(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    with running(tmp_path / "service") as (url, _):
        port = url.rpartition(":")[2]
        with demo(tmp_path / "demo", port) as shown:
            assert shown != url
            for address in (url, shown.replace("localhost", "127.0.0.1")):
                assert httpx.get(f"{address}/health/ready").status_code == 200


def test_the_service_starts_beside_the_demo(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    port = str(free_port())
    with demo(tmp_path / "demo", port):
        process = start(tmp_path / "service", API_PORT=port)
        try:
            wait_for(f"http://127.0.0.1:{port}/health/live")
            assert process.poll() is None
        finally:
            process.terminate()
            process.communicate(timeout=15)


def test_what_starts_gives_its_folder_to_no_child(tmp_path: Path) -> None:
    """Workers that outlive it for a moment keep nobody out."""
    env = environment(tmp_path, API_PORT=str(free_port()))
    code = (
        "import subprocess, sys; from pathlib import Path;"
        "from services.data_folder import held_alone;"
        f"held = held_alone(Path({str(tmp_path)!r}));"
        "subprocess.Popen(['sleep', '30'])"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, check=True)
    began = time.monotonic()
    with running(tmp_path):
        assert time.monotonic() - began < START_S
