"""Where a model's files are looked for, and how much of one has come."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from services.models.model_file import FoundModel, ModelProblem
from services.speech.whisper_files import WhisperFiles


def files_in(folder: Path, **more: Any) -> WhisperFiles:
    return WhisperFiles(size="tiny", folder=folder, **more)


def test_what_has_come_is_counted_once(tmp_path: Path) -> None:
    """The hub's folder has each file once, and links to it by its name."""
    assert files_in(tmp_path / "not-yet").fetched_bytes() == 0
    (tmp_path / "blobs").mkdir()
    (tmp_path / "blobs" / "abc.incomplete").write_bytes(b"x" * 1000)
    (tmp_path / "model.bin").symlink_to(tmp_path / "blobs" / "abc.incomplete")
    assert files_in(tmp_path).fetched_bytes() == 1000


def test_a_file_that_gets_its_name_meanwhile_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "abc.incomplete"
    monkeypatch.setattr(Path, "rglob", lambda *_: [gone])
    assert files_in(tmp_path).fetched_bytes() == 0


async def test_a_directory_that_is_given_must_hold_the_model(tmp_path: Path) -> None:
    files = files_in(tmp_path, directory=tmp_path)
    assert await files.locate() is None
    (tmp_path / "model.bin").touch()
    assert await files.locate() == tmp_path


def found_in(folder: Path) -> FoundModel:
    return FoundModel("whisper-base", {"model.bin": folder / "model.bin"}, {})


async def test_the_installed_package_is_found_without_the_hub(tmp_path: Path) -> None:
    files = files_in(tmp_path, installed=lambda: found_in(tmp_path / "package"))
    assert await files.locate() == tmp_path / "package"
    assert files._worker.pid is None


async def test_a_damaged_package_is_a_problem_and_nothing_else_is_taken(
    tmp_path: Path,
) -> None:
    damaged = ModelProblem("whisper-base", "damaged", "model.bin is damaged")
    files = files_in(tmp_path, installed=lambda: damaged)
    assert await files.locate() == damaged


async def test_what_was_fetched_before_goes_before_the_package(tmp_path: Path) -> None:
    snapshot = tmp_path / "models--Systran--faster-whisper-tiny" / "snapshots" / "1"
    snapshot.mkdir(parents=True)
    (snapshot / "model.bin").write_bytes(b"fetched")
    refs = snapshot.parent.parent / "refs"
    refs.mkdir()
    (refs / "main").write_text("1")
    files = files_in(tmp_path, installed=lambda: found_in(tmp_path / "package"))
    assert await files.locate() == snapshot
    await files.close()
