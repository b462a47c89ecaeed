"""Settings are there to be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from services.settings import Settings

ROOT = Path(__file__).parent.parent
READERS = [
    ROOT / "api_server.py",
    *(p for p in (ROOT / "services").rglob("*.py") if p.name != "settings.py"),
]


@pytest.fixture(scope="module")
def code() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in READERS)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_read_somewhere(name: str, code: str) -> None:
    assert re.search(rf"\.{name}\b", code)
