"""Every setting in the form that docs/configuration.md gives for it."""

from __future__ import annotations

import re
from pathlib import Path

from services.settings import Settings

ROOT = Path(__file__).parent.parent
ROW = re.compile(r"\| `([A-Z_]+)` \| (`(.+?)`|\(not set\)) \| (.*) \|")
EXAMPLE = re.compile(r"For example `(.+?)`")
KEY = "key-of-visible-characters-0123456789"
SET_OTHERWISE = {"API_PORT", "DATA_DIR", "RESUME_PATH"}
"""Each test run has a port and folders of its own."""


def documented() -> dict[str, str]:
    """Name to the default, or to the example where there is no default."""
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    found = {}
    for name, _, default, meaning in ROW.findall(page):
        example = EXAMPLE.search(meaning)
        found[name] = default or (example[1] if example else KEY)
    assert set(found) == {name.upper() for name in Settings.model_fields}
    return found
