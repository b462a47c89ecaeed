"""A model in parts is put together once, whole, and leaves nothing when it fails."""

from __future__ import annotations

import hashlib
import os
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.model_files import finding, joining
from services.model_files.finding import model_files
from services.model_files.table import JoinedFile
from services.models.model_file import FoundModel, ModelProblem
from tests.model_packages import flip_one_byte, install, made_model, package

FIRST, SECOND = os.urandom(1_500_000), os.urandom(1_500_000)
ONE = package("part-one", model__part1=FIRST, config__json=b"{}")
TWO = package("part-two", model__part2=SECOND)
WHOLE = JoinedFile(
    "model.bin",
    ("model.part1", "model.part2"),
    hashlib.sha256(FIRST + SECOND).hexdigest(),
    3_000_000,
)
MODEL = made_model("parted", ONE, TWO, joined=WHOLE)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site"
    install(folder, ONE, model__part1=FIRST, config__json=b"{}")
    install(folder, TWO, model__part2=SECOND)
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setattr(finding, "model", lambda _: MODEL)
    return folder


@pytest.fixture
def small_disk() -> Iterator[None]:
    """No file may grow over 2 MB: the system itself refuses the rest."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, old[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, old)


def find(tmp_path: Path) -> FoundModel | ModelProblem:
    return model_files("parted", tmp_path / "models")


def whole(tmp_path: Path) -> FoundModel:
    found = find(tmp_path)
    assert isinstance(found, FoundModel)
    return found


def test_the_parts_become_one_file_beside_the_rest(site: Path, tmp_path: Path) -> None:
    folder = whole(tmp_path).folder
    assert folder == tmp_path / "models" / "parted"
    assert (folder / "model.bin").read_bytes() == FIRST + SECOND
    assert {path.name for path in folder.iterdir()} == {"model.bin", "config.json"}


def test_it_is_done_once(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole(tmp_path)
    monkeypatch.setattr(joining, "write_pieces", lambda *_: pytest.fail("again"))
    monkeypatch.setattr(
        "services.model_files.checking.digest_of", lambda _: pytest.fail("read again")
    )
    whole(tmp_path)


def test_a_joined_file_that_was_damaged_is_put_together_again(
    site: Path, tmp_path: Path
) -> None:
    path = whole(tmp_path).paths["model.bin"]
    flip_one_byte(path)
    assert whole(tmp_path).paths["model.bin"].read_bytes() == FIRST + SECOND


def test_a_damaged_part_is_named_and_nothing_is_joined(
    site: Path, tmp_path: Path
) -> None:
    flip_one_byte(site / "part-two" / "model.part2")
    found = find(tmp_path)
    assert isinstance(found, ModelProblem)
    assert found.kind == "damaged"
    assert "model.part2 is damaged: sha256" in found.reason
    assert not (tmp_path / "models" / "parted").exists()


def test_a_full_disk_leaves_nothing_of_the_file_behind(
    site: Path, tmp_path: Path, small_disk: None
) -> None:
    found = find(tmp_path)
    assert isinstance(found, ModelProblem)
    assert found.kind == "unusable"
    assert "parted cannot be put together: File too large" in found.reason
    left = list((tmp_path / "models" / "parted").iterdir())
    assert [path.name for path in left] == ["config.json"]


def test_what_a_killed_process_left_is_removed_when_it_is_old(
    site: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "models" / "parted"
    folder.mkdir(parents=True)
    old, fresh = folder / ".unfinished-old", folder / ".unfinished-fresh"
    for path in (old, fresh):
        path.write_bytes(FIRST)
    os.utime(old, (1, 1))
    whole(tmp_path)
    assert (old.exists(), fresh.exists()) == (False, True)
