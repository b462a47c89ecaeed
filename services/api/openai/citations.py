"""What a reply rests on, as citations that lead to the résumé's entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from services.models.answer import Evidence
from services.models.resume import Resume

PROFILE = "Profile"

Cite = Callable[[str, Iterable[Evidence]], list[dict[str, Any]]]
"""The citations of a text, each with where in it the cited words stand."""


def citing(resume: Resume, address: Callable[[str], str]) -> Cite:
    """How texts about a résumé are cited; `address` makes whole addresses of paths."""
    titles = {
        entry.path: entry.title
        for entries in resume.sections.values()
        for entry in entries
    }

    def cite(text: str, evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
        return [
            {
                "type": "url_citation",
                "start_index": start,
                "end_index": end,
                "title": titles.get(entry, PROFILE),
                "url": address(page_of(entry, titles)),
            }
            for start, end, entry in places(text, evidence)
        ]

    return cite


def places(text: str, evidence: Iterable[Evidence]) -> Iterator[tuple[int, int, str]]:
    """Where each sentence with evidence stands, and each entry that it rests on.

    Words that are not found as they stand are those of the whole text.
    """
    for one in evidence:
        start = text.find(one.sentence)
        end = start + len(one.sentence)
        if start < 0:
            start, end = 0, len(text)
        for entry in dict.fromkeys(entry_of(path) for path in one.paths):
            yield start, end, entry


def entry_of(path: str) -> str:
    """The entry of a place in the résumé: `projects[2]` of `projects[2].metrics`."""
    head, bracket, _ = path.partition("]")
    return f"{head}{bracket}" if bracket else path


def page_of(entry: str, titles: Iterable[str]) -> str:
    """Where an entry can be read; the profile has no page but the first."""
    section = entry.partition("[")[0]
    page = f"/content/{section}" if entry in titles else "/"
    return f"{page}#{entry}"
