"""Which generated files there are, whose they are, and which one has to go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Kept:
    size_bytes: int
    visitor: str


class AudioShelf:
    """Counts only; whoever uses it touches the files. Not safe between threads."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._held: Counter[str] = Counter()

    @property
    def total_bytes(self) -> int:
        return self._held.total()

    def put(self, name: str, size_bytes: int, visitor: str = "") -> None:
        self.drop(name)
        self._kept[name] = _Kept(size_bytes, visitor)
        self._held[visitor] += size_bytes

    def drop(self, name: str) -> None:
        kept = self._kept.pop(name, None)
        if kept is not None:
            self._held[kept.visitor] -= kept.size_bytes
            if not self._held[kept.visitor]:
                del self._held[kept.visitor]

    def recount(self, sizes: Mapping[str, int]) -> None:
        """Take the folder's word, oldest first; whose a file is stays known."""
        known, self._kept, self._held = self._kept, {}, Counter()
        for name, size_bytes in sizes.items():
            self.put(name, size_bytes, known[name].visitor if name in known else "")

    def leaving(self, staying: Collection[str]) -> str | None:
        """The name that makes room next, none of those that have to stay.

        It is the oldest of whoever holds most: a visitor who fills the shelf loses
        their own.
        """
        for visitor, _ in self._held.most_common():
            for name, kept in self._kept.items():
                if kept.visitor == visitor and name not in staying:
                    return name
        return None
