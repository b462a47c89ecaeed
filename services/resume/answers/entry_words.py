"""The words that an entry has."""

from __future__ import annotations

from services.models.resume import Entry
from services.resume.answers.evidence import stems_of


def words_of(entry: Entry) -> frozenset[str]:
    """The stems of all that an entry says."""
    texts = [
        entry.title,
        entry.role,
        entry.organization,
        entry.location,
        entry.description,
    ]
    texts += [*entry.highlights, *entry.technologies, *entry.keywords, *entry.metrics]
    for value in entry.facts.values():
        texts += [value] if isinstance(value, str) else list(value)
    return frozenset().union(*map(stems_of, texts))


def text_of(entry: Entry) -> str:
    """The title, the summary and the highlights of an entry in one text."""
    return f"{entry.title} {entry.description} {' '.join(entry.highlights)}"
