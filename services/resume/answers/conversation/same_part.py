"""The part asked for before, of another technology: "and in Go"."""

from __future__ import annotations

from services.models.resume import Entry
from services.resume.answers.conversation.carrying import ABOUT_NEXT
from services.resume.answers.entry_words import words_of
from services.resume.answers.evidence import stems_of
from services.resume.answers.lists.telling import listed
from services.resume.answers.outcome import Outcome, not_there
from services.resume.answers.scene import Scene
from services.resume.questions.parts import many
from services.resume.questions.question import Question
from services.resume.reading.topics import TECHNOLOGY
from services.resume.telling.lists import joined

NO_LIST = ("how", "when", "where", "who", "why")
SHORT_NAME = 3
"""Letters up to which a name is an everyday word as well: "Go", "R"."""


def same_part(scene: Scene, last: Question | None) -> Outcome | None:
    """Of the part that was asked for the entries with the technology now named."""
    q = scene.question
    if last is None or last.asking in NO_LIST or not ABOUT_NEXT.match(q.whole):
        return None
    if not any(p.plural and p.section != "skills" for p in last.parts):
        return None
    wanted = _technologies(scene)
    if q.person or q.sections or not wanted or len(q.content) > len(wanted):
        return None
    section = last.sections[0]
    found = tuple(
        i
        for i in scene.newest_first(scene.section(section))
        if all(_has(scene.entry(i), title) for title in wanted)
    )
    if not found:
        titles = joined(sorted(wanted))
        return not_there(f"The résumé doesn't list any {many(section)} with {titles}.")
    return listed(scene, section, found)


def _has(entry: Entry, title: str) -> bool:
    """Whether an entry lists a technology or says its name."""
    listed_there = title.lower() in {name.lower() for name in entry.technologies}
    told = len(title) > SHORT_NAME and stems_of(title) <= words_of(entry)
    return listed_there or told


def _technologies(scene: Scene) -> frozenset[str]:
    """The titles of the technologies that are named."""
    by_id = scene.library.topics.by_id
    topics = (by_id[value] for value in scene.question.reading.values("topic"))
    return frozenset(t.title for t in topics if t.kind == TECHNOLOGY)
