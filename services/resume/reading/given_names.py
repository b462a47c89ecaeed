"""The name a person is called by."""

from __future__ import annotations

TITLES = frozenset("dr prof professor mr mrs ms mx sir dame dipl-ing ing".split())


def first_name(name: str) -> str:
    """The first name without titles: "Karim" of Dr. Karim Osei."""
    given = [part for part in name.split() if part.lower().rstrip(".") not in TITLES]
    return given[0] if given else name
