"""Patterns of how visitors ask, written one way of asking a line."""

from __future__ import annotations

import re
from functools import lru_cache


def any_of(*ways: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that finds any of the ways of asking."""
    return re.compile("|".join(ways), flags)


@lru_cache(maxsize=512)
def pattern(way: str) -> re.Pattern[str]:
    """The compiled pattern, kept."""
    return re.compile(way)
