"""Skills by their family: Python and SQL are programming languages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.resume.answers.members import Member
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import paths
from services.resume.answers.scene import Scene
from services.resume.questions.patterns import any_of
from services.resume.reading.text import clean, words
from services.resume.reading.topics import FAMILY, TECHNOLOGY
from services.resume.telling.lists import joined

CODE = re.compile(
    r"\b(?:cod(?:e|ed|er|es|ing)|programm?(?:e|ed|er|es|ing)?|script(?:s|ing)?)\b"
)
FOR_US = any_of(
    r"\b(?:code|program|write|build|make|script) (?:me|us|it|this|a|an|my|the)\b",
    r"\bsource code\b",
)
"""Code that is asked for, not about."""
PROGRAMMING = "family:programming-languages"
MOST = 6
SHOWN_PATHS = 4


def family(scene: Scene) -> Outcome | None:
    """Which or whether any of a family: "what programming languages", "can he code"."""
    if scene.own:
        return None
    held = (scene.library.members.get(name, ()) for name in families_asked(scene))
    members = next(filter(None, held), ())
    return _told(scene, members) if members else None


def families_asked(scene: Scene) -> list[str]:
    """The ids of the families that a question is about; none beside a technology."""
    q, by_id = scene.question, scene.library.topics.by_id
    topics = [m.value for m in q.reading.of("topic")]
    if any(by_id[name].kind == TECHNOLOGY for name in topics):
        return []
    asked = [name for name in topics if by_id[name].kind == FAMILY]
    if q.has(CODE) and q.person and not q.has(FOR_US):
        asked.append(PROGRAMMING)
    return asked


def uses_any(scene: Scene, at: int, families: Sequence[str]) -> bool:
    """Whether an entry names a technology of one of the families."""
    topics, entry = scene.library.topics, scene.entry(at)
    texts = (entry.description, *entry.highlights, *entry.technologies)
    marks = (m for t in texts for m in topics.shown.marks(words(clean(t))))
    named = (topics.by_id[m.value] for m in marks)
    return any(name in each.parents for each in named for name in families)


def _told(scene: Scene, members: Sequence[Member]) -> Outcome:
    v = scene.voice
    names = joined(list(dict.fromkeys(m.text for m in members))[:MOST])
    subject = f"Yes, {v.they}" if scene.question.polar else v.They
    hits = tuple(dict.fromkeys(m.at for m in members))
    said = say(
        f"{subject} {v.does('know')} {names}.", *paths(scene, hits[:SHOWN_PATHS])
    )
    return Outcome((said,), "skills", hits)
