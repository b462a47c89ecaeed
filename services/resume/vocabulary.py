"""The names in a résumé: what a recogniser should expect and repair can restore."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from services.models.resume import Entry, Resume

ASIDE = re.compile(r"\([^()]*\)|,.*$")
SEVERAL = re.compile(r"\s*/\s*|\s+&\s+")
MAX_NAME_WORDS = 6
MIN_PART_CHARS = 3
TITLED_BY_ROLE = ("experience", "education", "volunteer", "skills", "languages")
"""Sections whose titles are put together, or are everyday words."""


def names(resume: Resume) -> tuple[str, ...]:
    """Technologies first, then people, organisations and titles; none twice."""
    entries = [e for section in resume.sections.values() for e in section]
    found: list[str] = []
    for entry in entries:
        for technology in entry.technologies:
            found += _parts(technology)
    found += [resume.profile.name, *resume.profile.name.split()]
    for entry in entries:
        found += _of(entry)
    kept = (name.strip(" .,:;()“”") for name in found)
    return tuple(dict.fromkeys(n for n in kept if 0 < len(n.split()) <= MAX_NAME_WORDS))


def _of(entry: Entry) -> Iterator[str]:
    if entry.organization:
        yield ASIDE.sub("", entry.organization)
    if entry.section not in TITLED_BY_ROLE:
        yield entry.title.split(":")[0].split(" — ")[0]


def _parts(technology: str) -> Iterable[str]:
    """The technologies named: two in "TypeScript/JavaScript (ES6)", one in "CI/CD"."""
    plain = ASIDE.sub("", technology)
    parts = SEVERAL.split(plain)
    return parts if min(map(len, parts)) >= MIN_PART_CHARS else [plain]
