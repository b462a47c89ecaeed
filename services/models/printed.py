"""A résumé as it is read on paper: headings, lines and links, nothing of a machine."""

from __future__ import annotations

from dataclasses import dataclass

Link = tuple[str, str]
"""What it leads to, and its address; one that begins with `/` is this service's."""


@dataclass(frozen=True, slots=True)
class PrintedEntry:
    """One job, project or study; what is empty is not printed."""

    heading: str
    beside: str = ""
    """Where and for whom."""
    when: str = ""
    texts: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    """Names and values: `Grade`, `3.7`."""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """`is_short` for names with a few words each, which need a line and no more."""

    heading: str
    entries: tuple[PrintedEntry, ...]
    is_short: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class PrintedResume:
    """Each is equal to itself only: it is made once for a version of the résumé."""

    name: str
    headline: str
    beside: tuple[str, ...]
    """Where the person is, and whether free."""
    ways: tuple[Link, ...]
    summary: tuple[str, ...]
    sections: tuple[PrintedSection, ...]
