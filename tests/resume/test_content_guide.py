"""Every example of docs/content.md loads, and what it lists is so."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from services.resume.entries import MAX_ITEMS
from services.resume.fields import MAX_TEXT_CHARS
from services.resume.json_lines import MAX_DEPTH
from services.resume.loading import MAX_FILE_BYTES, read_resume
from services.resume.own_format import KNOWN, SECTION_NAMES
from services.resume.periods import read_period

GUIDE = (Path(__file__).parents[2] / "docs" / "content.md").read_text(encoding="utf-8")
EXAMPLES = [
    json.loads(block) for block in re.findall(r"```json\n(.*?)```", GUIDE, re.S)
]
DATES = GUIDE.split("## Dates")[1].split("month names")[0]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: " ".join(list(e)[:4]))
def test_an_example_loads(example: dict[str, Any]) -> None:
    resume = read_resume(example)
    assert resume.profile.name == "Ada Example"
    given = [key for key in example if isinstance(example[key], list)]
    assert len(resume.sections) >= len(given)


@pytest.mark.parametrize("written", re.findall(r"`([^`]+)`", DATES))
def test_every_way_of_writing_a_date_is_read(written: str) -> None:
    assert read_period(written)


def test_every_section_and_its_other_names_are_listed() -> None:
    for name in (*KNOWN, *SECTION_NAMES):
        assert f"`{name}`" in GUIDE


def test_the_limits_are_the_real_ones() -> None:
    assert f"{MAX_FILE_BYTES // 1_000_000} MB a file" in GUIDE
    assert f"{MAX_ITEMS:,} items a section" in GUIDE
    assert f"{MAX_TEXT_CHARS:,} characters a text" in GUIDE
    assert f"{MAX_DEPTH} levels" in GUIDE
