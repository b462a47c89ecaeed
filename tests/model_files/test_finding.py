"""Model files are found without an import, and used only when they are whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.model_files import checking, finding
from services.model_files.finding import model_files
from services.models.model_file import FoundModel, ModelProblem
from tests.model_packages import flip_one_byte, install, made_model, package

WEIGHTS = bytes(range(256)) * 8
FIRST = package("first-of-two", model__onnx=WEIGHTS)
SECOND = package("second-of-two", words__json=b"{}")
TWO = made_model("two", FIRST, SECOND)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setattr(finding, "model", lambda _: TWO)
    return folder


def both(site: Path) -> Path:
    install(site, FIRST, model__onnx=WEIGHTS)
    install(site, SECOND, words__json=b"{}")
    return site / "first-of-two" / "model.onnx"


def find(tmp_path: Path) -> FoundModel | ModelProblem:
    return model_files("two", tmp_path / "models")


def problem(tmp_path: Path) -> ModelProblem:
    found = find(tmp_path)
    assert isinstance(found, ModelProblem)
    return found


def test_whole_files_are_found(site: Path, tmp_path: Path) -> None:
    weights = both(site)
    found = find(tmp_path)
    assert isinstance(found, FoundModel)
    assert found.paths["model.onnx"] == weights
    assert set(found.paths) == {"model.onnx", "words.json"}


def test_nothing_installed_is_missing(site: Path, tmp_path: Path) -> None:
    assert problem(tmp_path).kind == "missing"


def test_half_an_installation_names_what_lacks(site: Path, tmp_path: Path) -> None:
    install(site, FIRST, model__onnx=WEIGHTS)
    found = problem(tmp_path)
    assert found.kind == "damaged"
    assert "words.json" in found.reason
    assert "second-of-two" in found.reason


def test_a_file_that_is_gone_is_named(site: Path, tmp_path: Path) -> None:
    both(site).unlink()
    assert problem(tmp_path).reason == "model.onnx is missing"


def test_one_byte_is_told_by_name_and_digest(site: Path, tmp_path: Path) -> None:
    flip_one_byte(both(site))
    found = problem(tmp_path)
    assert found.kind == "damaged"
    assert "model.onnx is damaged" in found.reason
    assert FIRST.files[0].sha256[:12] in found.reason
    assert str(tmp_path) not in found.reason


def test_a_digest_is_computed_once(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both(site)
    find(tmp_path)
    monkeypatch.setattr(checking, "digest_of", lambda _: pytest.fail("read again"))
    assert isinstance(find(tmp_path), FoundModel)


def test_a_file_that_changed_is_read_again(site: Path, tmp_path: Path) -> None:
    weights = both(site)
    find(tmp_path)
    flip_one_byte(weights)
    assert problem(tmp_path).kind == "damaged"


def test_a_stamp_that_is_no_stamp_is_none(site: Path, tmp_path: Path) -> None:
    weights = both(site)
    find(tmp_path)
    flip_one_byte(weights)
    for stamp in (tmp_path / "models" / "checked").iterdir():
        stamp.write_bytes(b"\xff{")
    assert problem(tmp_path).kind == "damaged"


def test_without_a_place_for_stamps_it_only_takes_longer(
    site: Path, tmp_path: Path
) -> None:
    both(site)
    (tmp_path / "models").write_bytes(b"a file where a folder should be")
    assert isinstance(find(tmp_path), FoundModel)
