"""Every command and program of the README and docs/ runs as it is written there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

from api_server import create_app
from services.settings import Settings
from tests.needs import TEST_DEPS, needs
from tests.server import serving
from tests.sounds import encode
from tests.spoken import spoken

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/*.md"))]
BLOCK = re.compile(r"^```(?:sh|bash)?\n(.*?)^```", re.MULTILINE | re.DOTALL)
PROGRAM = re.compile(r"^```(python|js)\n(.*?)^```", re.MULTILINE | re.DOTALL)
RUNS = re.compile(r"(?:curl|python|\.venv/bin/python|cp) ")
MAKES = re.compile(r"make +([a-z-]+)")
TOKEN = "a token of the test's own"

pytestmark = pytest.mark.timeout(180)


def commands(page: Path) -> Iterator[str]:
    """Lines of the fenced blocks, continued lines joined, comments cut."""
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in block.replace("\\\n", " ").splitlines():
            yield line.partition("   #")[0].strip()


def found(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Page and command; Windows's lines are for Windows."""
    return [
        (str(page.relative_to(ROOT)), command)
        for page in PAGES
        for command in commands(page)
        if pattern.match(command) and "-m venv" not in command
    ]


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder as a reader has it, and a service that runs."""

    folder: Path
    address: str

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        here = re.sub(r"^(?:\.venv/bin/)?python ", f"{sys.executable} ", command)
        return self.read_by(["bash"], here.replace(" scripts/", f" {ROOT}/scripts/"))

    def read_by(
        self, reader: list[str], program: str
    ) -> subprocess.CompletedProcess[str]:
        here = program.replace("localhost:8000", self.address)
        return subprocess.run(
            reader,
            input=here,
            cwd=self.folder,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(ROOT),
                # A store is restored while its service is stopped: elsewhere here.
                "DATA_DIR": str(self.folder / ("new" if "restore" in here else "data")),
                "ADMIN_TOKEN": TOKEN,
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    for name in ("resume_data.json", "my_resume.json", "resume.json"):
        shutil.copy(ROOT / "resume_data.json", folder / name)
    (folder / "node_modules").symlink_to(TEST_DEPS)
    label = {"question": "which projects use python", "expected": {"absent": False}}
    (folder / "labels.jsonl").write_text(json.dumps(label) + "\n")
    question = spoken("has she won any awards", "en-us+f2", 160)
    (folder / "question.webm").write_bytes(encode(question, "webm", live=True))
    (folder / "question.wav").write_bytes(encode(question, "wav"))
    settings = Settings(
        data_dir=folder / "data",
        resume_path=folder / "resume_data.json",
        admin_token=SecretStr(TOKEN),
        whisper_download="never",
        recognizer="pocketsphinx",
        edge_tts_enabled=False,
        piper_voice=(),
        rate_limit_enabled=False,
    )
    with serving(create_app(settings)) as served:
        yield Desk(folder, f"127.0.0.1:{served.port}")


@pytest.mark.parametrize(("page", "command"), found(RUNS))
def test_a_command_runs_as_it_is_written(desk: Desk, page: str, command: str) -> None:
    done = desk.run(command)
    assert done.returncode == 0, done.stdout + done.stderr
    assert '"status":"error"' not in done.stdout


@pytest.mark.parametrize(
    ("page", "language", "program"),
    [
        (page.name, language, program)
        for page in PAGES
        for language, program in PROGRAM.findall(page.read_text(encoding="utf-8"))
    ],
)
def test_a_program_runs_as_it_is_written(
    desk: Desk, page: str, language: str, program: str
) -> None:
    if language == "js":
        needs("node", *(("openai",) if 'from "openai"' in program else ()))
        done = desk.read_by(["node", "--input-type=module"], program)
    else:
        done = desk.read_by([sys.executable, "-"], program)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Night Owl" in done.stdout


@pytest.mark.parametrize(("page", "target"), found(MAKES))
def test_a_make_target_exists(page: str, target: str) -> None:
    needs("make")
    name = MAKES.match(target)
    assert name is not None
    done = subprocess.run(
        ["make", "--dry-run", name[1]], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
