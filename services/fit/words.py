"""The words that advertisements are read by, from the file beside the code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "advertisements.toml"


@cache
def table(name: str) -> Mapping[str, Any]:
    """One table of the file."""
    found: Mapping[str, Any] = _file()[name]
    return found


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


@cache
def phrases(of: str, name: str) -> re.Pattern[str]:
    """A pattern that finds any phrase of a list as whole words, in any case."""
    return re.compile(alternatives(table(of)[name]), re.IGNORECASE)


def alternatives(listed: Iterable[str]) -> str:
    """A pattern for any of some phrases, the longest first; `*` ends a word freely."""
    ordered = sorted(listed, key=len, reverse=True)
    return rf"(?<![\w-])(?:{'|'.join(map(_pattern, ordered))})(?![\w])"


def _pattern(phrase: str) -> str:
    spaced = re.escape(phrase.replace("’", "'")).replace(r"\ ", r"[\s-]+")
    return spaced.replace(r"\*", r"\w*").replace("'", "['’]")
