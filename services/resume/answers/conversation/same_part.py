"""The part asked for before, of another technology: "and in Go"."""

from __future__ import annotations

from services.resume.answers.conversation.carrying import ABOUT_NEXT
from services.resume.answers.lists.telling import listed
from services.resume.answers.outcome import Outcome
from services.resume.answers.scene import Scene
from services.resume.questions.question import Question
from services.resume.reading.topics import TECHNOLOGY


def same_part(scene: Scene, last: Question | None) -> Outcome | None:
    """Of the part that was asked for the entries with the technology now named."""
    q = scene.question
    if last is None or not last.sections or not ABOUT_NEXT.match(q.whole):
        return None
    wanted = _technologies(scene)
    if q.person or q.sections or not wanted or len(q.content) > len(wanted):
        return None
    section = last.sections[0]
    found = tuple(
        i
        for i in scene.newest_first(scene.section(section))
        if wanted <= {name.lower() for name in scene.entry(i).technologies}
    )
    return listed(scene, section, found) if found else None


def _technologies(scene: Scene) -> frozenset[str]:
    """The titles of the technologies that are named."""
    by_id = scene.library.topics.by_id
    topics = (by_id[value] for value in scene.question.reading.values("topic"))
    return frozenset(t.title.lower() for t in topics if t.kind == TECHNOLOGY)
