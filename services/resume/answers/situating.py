"""Lines that answer "when" or "where" without a date or a place: the entry tells it."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.answers.details.asks import WHEN, WHERE
from services.resume.answers.outcome import Said
from services.resume.answers.reading import about_entry
from services.resume.answers.scene import Scene

LINE = re.compile(r"\.(?:summary|description|highlights)\b")
TIME = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b"
)
MOST = 2


def situated(scene: Scene, said: tuple[Said, ...]) -> tuple[Said, ...]:
    """The sentences, with what and when the entry was where only that tells it."""
    entry = _of_line(scene, said[0])
    if entry is None or len(said) > MOST or not _missing(scene, entry, said):
        return said
    whole = about_entry(scene, scene.at(entry))
    return said if whole in said else (said[0], whole)


def _of_line(scene: Scene, first: Said) -> Entry | None:
    """The entry of which the sentence reads a line."""
    path = next(iter(first.paths), "")
    if not LINE.search(path):
        return None
    return next((e for e in scene.entries if e.path == path.partition(".")[0]), None)


def _missing(scene: Scene, entry: Entry, said: tuple[Said, ...]) -> bool:
    """Whether a date or a place was asked for, which no sentence has."""
    told = " ".join(s.text for s in said)
    if scene.question.has(WHEN):
        return entry.period is not None and not TIME.search(told)
    names = [n for n in (entry.organization, *entry.location.split(", ")) if n]
    asked = scene.question.asking == "where" and scene.question.has(WHERE)
    return asked and bool(names) and not any(name in told for name in names)
