"""The installation: which Python it takes, and what it says of one it cannot take."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = ("scripts/install.sh", "requirements.txt", "requirements-dev.txt")
PYTHON = """#!/bin/sh
case "$*" in
    *"print(sys.version_info[:2])"*) echo {version} ;;
    *"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
esac
"""
"""It says it is of a version, makes environments, and installs nothing."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "scripts").mkdir()
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    for version in ("3.12", "3.13"):
        python = tmp_path / f"python{version}"
        python.write_text(PYTHON.format(version=version))
        python.chmod(0o755)
    return tmp_path


def install(folder: Path, **names: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "scripts/install.sh", "run"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], **names},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("name", ["no-such-python", "false"])
def test_a_python_that_is_named_and_unfit_is_not_passed_over(
    folder: Path, name: str
) -> None:
    done = install(folder, PYTHON=name)
    assert done.returncode == 1
    assert f"({name} is" in done.stderr
    assert not (folder / ".venv").exists()


def test_an_environment_of_another_version_is_made_anew(folder: Path) -> None:
    for name, version in [("./python3.12", "3.12"), ("./python3.13", "3.13")]:
        done = install(folder, PYTHON=name)
        assert done.returncode == 0, done.stderr
        assert f"echo {version}" in (folder / ".venv/bin/python").read_text()


def test_an_environment_that_serves_is_kept(folder: Path) -> None:
    install(folder, PYTHON="./python3.12")
    for names in ({}, {"PYTHON": "./python3.12"}):
        done = install(folder, **names)
        assert (done.returncode, done.stdout) == (0, "")
