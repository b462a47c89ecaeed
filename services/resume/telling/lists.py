"""Several things said in one breath."""

from __future__ import annotations

from collections.abc import Sequence

NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()


def joined(parts: Sequence[str], by: str = "and") -> str:
    """The parts as "a, b and c"; semicolons where a part has a comma of its own."""
    kept = [p for p in parts if p]
    if len(kept) < 2:
        return "".join(kept)
    apart = "; " if any("," in p for p in kept) and len(kept) > 2 else ", "
    return f"{apart.join(kept[:-1])} {by} {kept[-1]}"


def number(count: int) -> str:
    """A small number in words, others in digits."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else f"{count:,}"


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun: "two jobs"."""
    return f"{number(count)} {one if count == 1 else many}"
