from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from services.settings import Settings
from services.speech.worker_environment import FETCHING, inherited
from services.speech.worker_process import WorkerProcess

SERVICES = Path(__file__).parent.parent.parent / "services"
CANARY = "canary-4d7e"
WORKERS = {
    "tests.speech.echo_worker": (),
    "services.speech.espeak_worker": (),
    "services.speech.pocketsphinx_worker": (),
    "services.speech.whisper_files_worker": FETCHING,
}
SECRETS = [
    name.upper()
    for name, field in Settings.model_fields.items()
    if "SecretStr" in str(field.annotation)
]
OTHERS = ["AWS_SECRET_ACCESS_KEY", "SSH_AUTH_SOCK", "DATABASE_URL", "MY_TOKEN"]


def environment_of(pid: int | None) -> bytes:
    return Path(f"/proc/{pid}/environ").read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("module", WORKERS)
async def test_no_key_of_the_server_reaches_a_worker(
    module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "ADMIN_TOKEN" in SECRETS
    for name in (*SECRETS, *OTHERS):
        monkeypatch.setenv(name, CANARY)
    worker = WorkerProcess(module, environment=WORKERS[module])
    try:
        await worker.start(deadline_s=30)
        seen = environment_of(worker.pid)
    finally:
        await worker.close()
    assert b"PATH=" in seen
    assert CANARY.encode() not in seen


@pytest.mark.parametrize(
    "name",
    "PATH Path HOME TMPDIR LC_ALL LD_LIBRARY_PATH DYLD_LIBRARY_PATH PYTHONPATH"
    " SYSTEMROOT OMP_NUM_THREADS DO_NOT_TRACK".split(),
)
def test_what_every_program_needs_is_passed_on(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "/here")
    assert inherited()[name] == "/here"


@pytest.mark.parametrize("name", ["HF_TOKEN", "HF_HOME", "https_proxy", "NO_PROXY"])
def test_only_the_worker_that_fetches_gets_what_fetching_needs(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "given")
    assert name not in inherited()
    assert inherited(*FETCHING)[name] == "given"


def test_the_service_starts_processes_in_one_place_only() -> None:
    """The set-up starts pip, in a room of its own that no visitor's request reaches."""
    starts = re.compile(r"subprocess|ProcessPool|os\.(spawn|exec|system)")
    found = [p for p in SERVICES.rglob("*.py") if starts.search(p.read_text("utf-8"))]
    while_it_serves = [p.name for p in found if p.parent.name != "model_files"]
    assert while_it_serves == ["worker_process.py"]
