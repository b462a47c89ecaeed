"""Where a model's files are looked for, and how much of one has come."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.speech.whisper_files import WhisperFiles


def files_in(folder: Path, **more: Path) -> WhisperFiles:
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
