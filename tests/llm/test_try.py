"""`python -m services.llm try`: everything that came of a question."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.kept_vectors import with_vectors
from tests.model_server import Behaviour, ModelServer
from tests.test_reading import LIE, OPEN, reading

ROOT = Path(__file__).parent.parent.parent


def tried(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    with_vectors(folder)
    quiet = {
        "DATA_DIR": str(folder),
        "MODELS": "none",
        "LOG_LEVEL": "ERROR",
    }
    return subprocess.run(
        [sys.executable, "-m", "services.llm", "try", OPEN],
        cwd=ROOT,
        env=os.environ | quiet | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_prompt_reply_and_verdicts_are_printed(tmp_path: Path) -> None:
    with ModelServer(otherwise=Behaviour(say=reading("team of five", lie=LIE))) as one:
        done = tried(tmp_path, LLM_BASE_URL=f"{one.url}/v1")
    assert done.returncode == 0, done.stderr
    assert "The visitor asks: why should I hire her" in done.stdout
    told = done.stdout.split("# Sentence by sentence")[1]
    assert f"- {LIE}\n  dropped: " in told
    assert "said: experience[0]" in told
    assert "Google" not in told.split("# A visitor gets")[1]


def test_a_model_that_fails_is_told_of_in_one_line(tmp_path: Path) -> None:
    with ModelServer(otherwise=Behaviour(status=403, body="{}")) as server:
        done = tried(tmp_path, LLM_BASE_URL=f"{server.url}/v1")
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.strip().splitlines()) >= 1
    assert "Traceback" not in done.stderr


def test_without_a_model_it_says_what_is_missing(tmp_path: Path) -> None:
    done = tried(tmp_path)
    assert "LLM_BASE_URL" in done.stdout
