"""A Markdown list inside a reply: one sentence after its opening, or nothing."""

from __future__ import annotations

import re

BULLET = re.compile(r"^[^\S\n]*+(?:[-*+•]\s+|\d{1,2}[.)]\s+)")
STOPPED = re.compile(r"[.!?…][\"'”’)\]]*\s*$")
ITEM_END = " ,;.\n"


class Enumerations:
    """Takes lines and sentences in their order, and joins the items of a list.

    "She knows:", "- Python" and "- Go" become "She knows: Python and Go." Items that
    are sentences stay sentences, and items that nothing opens are left out: names
    alone say nothing of anybody.
    """

    def __init__(self) -> None:
        self._opening = ""
        self._items: list[str] = []

    def take(self, piece: str) -> list[str]:
        """What is whole by now."""
        if bullet := BULLET.match(piece):
            item = piece[bullet.end() :].strip()
            if STOPPED.search(item) and not self._items:
                self._opening = ""
                return [item]
            self._items.append(item.rstrip(ITEM_END))
            return []
        before = self._joined()
        if piece.rstrip().endswith(":"):
            self._opening = piece.strip()
            return before
        return [*before, piece]

    def flush(self) -> list[str]:
        """The list that stood last."""
        return self._joined()

    def _joined(self) -> list[str]:
        opening, items = self._opening, [item for item in self._items if item]
        self._opening, self._items = "", []
        if not opening or not items:
            return []
        *most, last = items
        return [f"{opening} {', '.join(most)}{' and ' if most else ''}{last}."]
