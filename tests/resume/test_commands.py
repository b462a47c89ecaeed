"""The owner's commands, as they are typed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from services.resume.__main__ import main

SAMPLE = Path(__file__).parents[2] / "resume_data.json"


def test_check_counts_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SAMPLE)]) == 0
    assert "Maya Thornton: 5 experience, 8 projects" in capsys.readouterr().out


def test_check_names_the_wrong_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "mine.json"
    broken.write_text('{\n "name": "Ada",\n "projects": [{}]\n}')
    assert main(["check", str(broken)]) == 1
    assert "mine.json:3: projects[0]: has no title" in capsys.readouterr().err


def test_convert_prints_the_other_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", str(SAMPLE), "--to", "json-resume"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["basics"]["name"] == "Maya Thornton"


def test_convert_never_writes_over_a_file(tmp_path: Path) -> None:
    there = tmp_path / "there.json"
    there.write_text("precious")
    asked = ["convert", str(SAMPLE), "--to", "json-resume", "--output", str(there)]
    assert main(asked) == 1
    assert there.read_text() == "precious"


def test_convert_there_and_back_makes_a_resume_again(tmp_path: Path) -> None:
    there, back = tmp_path / "there.json", tmp_path / "back.json"
    one = ["convert", str(SAMPLE), "--to", "json-resume", "--output", str(there)]
    two = ["convert", str(there), "--to", "own", "--output", str(back)]
    assert main(one) == main(two) == 0
    assert main(["check", str(back)]) == 0


def test_backup_keeps_the_very_bytes(tmp_path: Path) -> None:
    assert main(["backup", str(SAMPLE), str(tmp_path / "kept")]) == 0
    (copy,) = (tmp_path / "kept").iterdir()
    assert copy.name.startswith("resume_data-")
    assert copy.read_bytes() == SAMPLE.read_bytes()


def test_a_broken_resume_is_not_backed_up(tmp_path: Path) -> None:
    broken = tmp_path / "mine.json"
    shutil.copy(SAMPLE, broken)
    broken.write_text(broken.read_text()[:-10])
    assert main(["backup", str(broken), str(tmp_path / "kept")]) == 1
    assert not (tmp_path / "kept").exists()
