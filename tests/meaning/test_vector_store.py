"""What is kept of vectors: found again, and made anew where it cannot be trusted."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from services.meaning import vector_store
from services.meaning.vector_store import VectorStore
from tests.model_packages import flip_one_byte

DIMENSIONS = 8


def store(folder: Path, digest: str = "a" * 64) -> VectorStore:
    return VectorStore(folder, digest, DIMENSIONS)


def vector(number: float) -> np.ndarray:
    return np.full(DIMENSIONS, number, np.float32)


def kept(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_vectors_are_found_again_by_their_text(tmp_path: Path) -> None:
    store(tmp_path).save({"one": vector(1), "two \ud800": vector(2)})
    found = store(tmp_path).load(["two \ud800", "three", "one"])
    assert set(found) == {"one", "two \ud800"}
    assert np.array_equal(found["two \ud800"], vector(2))


def test_another_model_has_vectors_of_its_own(tmp_path: Path) -> None:
    store(tmp_path).save({"one": vector(1)})
    assert not store(tmp_path, "b" * 64).load(["one"])


def test_what_is_saved_joins_what_was_kept(tmp_path: Path) -> None:
    store(tmp_path).save({"one": vector(1)})
    store(tmp_path).save({"two": vector(2)})
    assert set(store(tmp_path).load(["one", "two"])) == {"one", "two"}


def test_the_oldest_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector_store, "MAX_KEPT", 2)
    for number, text in enumerate(["one", "two", "three"]):
        store(tmp_path).save({text: vector(number)})
    assert set(store(tmp_path).load(["one", "two", "three"])) == {"two", "three"}


@pytest.mark.parametrize("at", [0, 40, 100])
def test_one_wrong_byte_makes_the_whole_count_as_empty(tmp_path: Path, at: int) -> None:
    store(tmp_path).save({"one": vector(1), "two": vector(2)})
    flip_one_byte(kept(tmp_path), at)
    assert not store(tmp_path).load(["one", "two"])
    store(tmp_path).save({"one": vector(1)})
    assert set(store(tmp_path).load(["one", "two"])) == {"one"}


@pytest.mark.parametrize("length", [0, 10, 33, 90])
def test_a_file_that_was_cut_counts_as_empty(tmp_path: Path, length: int) -> None:
    store(tmp_path).save({"one": vector(1), "two": vector(2)})
    kept(tmp_path).write_bytes(kept(tmp_path).read_bytes()[:length])
    assert not store(tmp_path).load(["one"])


def test_what_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    left = tmp_path / ".unfinished-x"
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    store(tmp_path).save({"one": vector(1)})
    assert not left.exists()


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    store(blocked / "vectors").save({"one": vector(1)})
    assert not store(blocked / "vectors").load(["one"])


def test_a_file_that_keeps_nothing_is_empty(tmp_path: Path) -> None:
    store(tmp_path).save({})
    assert kept(tmp_path).stat().st_size
    assert not store(tmp_path).load(["one"])
    store(tmp_path).save({"one": vector(1)})
    assert set(store(tmp_path).load(["one"])) == {"one"}
