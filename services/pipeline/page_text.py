"""What a page says that its visitor sees, cut to what is looked at."""

from __future__ import annotations

LONGEST = 600
"""Characters; the widget sends no more, others may."""


def plain_text(given: str | None) -> str:
    """A page's text in one line, of at most LONGEST characters."""
    return " ".join((given or "")[: 4 * LONGEST].split())[:LONGEST]
