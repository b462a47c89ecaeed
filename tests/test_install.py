"""The installation: which Python it takes, and what it says of one it cannot take."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = (
    "scripts/install.sh",
    "requirements.txt",
    "requirements-dev.txt",
    "services/model_files/models.toml",
)
PYTHON = """#!/bin/sh
case "$*" in
    *services.model_files*) echo "$@" >> models.log; exit "${{MODELS_END:-0}}" ;;
    *"print(sys.version_info[:2])"*) echo {version} ;;
    *"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
esac
"""
"""It says it is of a version, makes environments, and installs nothing.

What it is asked to do with models is in models.log; MODELS_END is how that ends.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
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


def test_a_set_up_says_its_steps_and_how_long_it_took(folder: Path) -> None:
    said = install(folder, PYTHON="./python3.12").stdout.splitlines()
    assert said[0].startswith("Setting up in .venv")
    assert [line[:3] for line in said[1:4]] == ["1/3", "2/3", "3/3"]
    assert said[-1].startswith("Set up in ")
    again = install(folder, PYTHON="./python3.12", MODELS="none").stdout
    assert again == ""


def test_an_environment_that_serves_is_kept(folder: Path) -> None:
    install(folder, PYTHON="./python3.12")
    for names in ({}, {"PYTHON": "./python3.12"}):
        done = install(folder, **names)
        assert (done.returncode, done.stdout) == (0, "")


def models_asked_for(folder: Path) -> list[str]:
    log = folder / "models.log"
    lines = log.read_text().splitlines() if log.exists() else []
    return [line.partition(" install ")[2] for line in lines]


@pytest.mark.parametrize(
    ("names", "asked"),
    [
        ({}, "all"),
        ({"MODELS": "none"}, "none"),
        ({"MODELS": "minilm,smart-turn"}, "minilm,smart-turn"),
        ({"LITE": "1"}, "none"),
        ({"LITE": "1", "MODELS": "minilm"}, "minilm"),
    ],
)
def test_models_are_installed_after_the_packages_and_once(
    folder: Path, names: dict[str, str], asked: str
) -> None:
    for _ in range(2):
        done = install(folder, PYTHON="./python3.12", **names)
        assert done.returncode == 0, done.stderr
    assert models_asked_for(folder) == [asked]


def test_another_choice_or_another_table_asks_again(folder: Path) -> None:
    table = folder / "services" / "model_files" / "models.toml"
    install(folder, PYTHON="./python3.12")
    install(folder, PYTHON="./python3.12", MODELS="none")
    table.write_text(table.read_text() + "# changed\n")
    install(folder, PYTHON="./python3.12")
    assert models_asked_for(folder) == ["all", "none", "all"]


def test_setup_goes_on_without_a_model_and_tries_again_the_next_time(
    folder: Path,
) -> None:
    for _ in range(2):
        done = install(folder, PYTHON="./python3.12", MODELS_END="1")
        assert done.returncode == 0, done.stderr
    assert models_asked_for(folder) == ["all", "all"]


def test_setup_stops_at_a_name_that_makes_no_sense(folder: Path) -> None:
    done = install(folder, PYTHON="./python3.12", MODELS="x", MODELS_END="2")
    assert done.returncode == 2
