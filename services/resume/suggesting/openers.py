"""What can be asked first: the parts of a résumé, and how to reach the person."""

from __future__ import annotations

from collections.abc import Container, Iterator

from services.resume.index import Index
from services.resume.replies.phrases import Phrases
from services.resume.understanding.contact import held

SECTIONS = (
    *("projects", "experience", "education", "publications", "skills", "awards"),
    *("certifications", "languages", "volunteer", "interests"),
)


def first_question(index: Index, phrases: Phrases) -> str:
    """One that this résumé can answer; empty where there is none."""
    questions = (phrases.suggestion(key) for key in openers(index))
    return next(filter(None, questions), "")


def openers(
    index: Index, covered: Container[str] = (), *, turn: int = 0
) -> Iterator[str]:
    """Names of the questions for parts not yet covered; `turn` says where to begin."""
    known = [s for s in SECTIONS if s in index.by_section and s not in covered]
    start = turn % len(known) if known else 0
    yield from (*known[start:], *known[:start])
    if "contact" not in covered and held("contact", index.resume.profile):
        yield "contact"
