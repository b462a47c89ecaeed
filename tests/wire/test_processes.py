"""Several processes on one machine: each has a folder and a port of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bench.bench_service import free_port
from scripts.demo import demo_settings, on_a_port_of_its_own
from services.data_folder import LOCK_NAME, held_alone
from tests.test_api_server import ROOT, START_S, running, start, wait_for

SHORT_DEMO = "import scripts.demo as demo; demo.QUESTIONS = 3; demo.main()"


def refusal(folder: Path, **changes: str) -> str:
    process = start(folder, **changes)
    _, said = process.communicate(timeout=START_S)
    assert process.returncode == 1
    assert "Traceback" not in said
    assert "cannot start" in said
    return said


@pytest.mark.timeout(240)
def test_a_folder_and_a_port_are_one_process_own(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    with running(folder) as (url, process):
        said = refusal(folder, API_PORT=str(free_port()))
        assert str(folder) in said
        assert f"({process.pid})" in said
        assert "DATA_DIR" in said
        port = url.rpartition(":")[2]
        said = refusal(tmp_path / "two", API_PORT=port)
        assert port in said
        assert "API_PORT" in said
        assert httpx.get(f"{url}/health/ready", timeout=30).status_code == 200
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        with held_alone(folder) as held:  # type: ignore[union-attr]
            assert held


@pytest.mark.timeout(240)
def test_a_folder_is_known_to_be_served_when_its_lock_was_tidied_away(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "one"
    with running(folder) as (url, _):
        (folder / LOCK_NAME).unlink()
        link = tmp_path / "link"
        link.symlink_to(folder)
        for name in (folder, link):
            said = refusal(folder, DATA_DIR=str(name), API_PORT=str(free_port()))
            assert "served from by another process" in said
        assert httpx.get(f"{url}/health/ready", timeout=30).status_code == 200


@pytest.mark.parametrize("path", ["/dev/null", "/proc/x", "a-file", "a-file/below"])
def test_a_data_folder_that_is_none_stops_the_start(tmp_path: Path, path: str) -> None:
    (tmp_path / "a-file").write_text("x")
    said = refusal(tmp_path, DATA_DIR=str(tmp_path / path))
    assert "DATA_DIR: " in said
    assert "write the path of a folder" in said


def test_several_workers_are_refused(tmp_path: Path) -> None:
    assert "WORKERS: above 1" in refusal(tmp_path, WORKERS="2")


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


@pytest.mark.timeout(240)
def test_the_demo_runs_beside_the_service(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    with running(tmp_path / "service") as (url, _):
        port = url.rpartition(":")[2]
        with demo(tmp_path / "demo", port) as shown:
            assert shown != url.replace("127.0.0.1", "localhost")
            for address in (url, shown.replace("localhost", "127.0.0.1")):
                reply = httpx.get(f"{address}/health/ready", timeout=30)
                assert reply.status_code == 200


def test_the_demo_leaves_the_port_of_the_service_alone(tmp_path: Path) -> None:
    """Also where the service is only started later."""
    settings = demo_settings(tmp_path, "token-of-the-demo")
    assert on_a_port_of_its_own(settings).api_port > settings.api_port


def test_a_folder_is_not_held_by_what_was_started_from_there(tmp_path: Path) -> None:
    """Workers that outlive the service for a moment keep nobody out."""
    code = (
        "import subprocess; from pathlib import Path;"
        "from services.data_folder import LOCK_NAME, held_alone;"
        f"held = held_alone(Path({str(tmp_path)!r}));"
        "subprocess.Popen(['sleep', '30'])"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    with held_alone(tmp_path) as held:  # type: ignore[union-attr]
        assert held
