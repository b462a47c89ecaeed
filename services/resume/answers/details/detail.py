"""What was asked about the entry that is named or was spoken of."""

from __future__ import annotations

import re
from collections.abc import Callable

from services.resume.answers.contact.more_work import more_work
from services.resume.answers.counts.figures import HOW_MANY
from services.resume.answers.details.asks import (
    DESCRIBE,
    HOURS,
    LINK,
    NAME,
    TOOLS,
    WHEN,
    WHERE,
    WHO_FOR,
    WORKED_OUT,
)
from services.resume.answers.details.circumstances import organisation, place, tools
from services.resume.answers.details.dates import date_of
from services.resume.answers.details.describing import described
from services.resume.answers.details.fields import field
from services.resume.answers.details.hours import hours
from services.resume.answers.details.lines import (
    THINGS,
    best_inside,
    clearer,
    result,
    telling_words,
)
from services.resume.answers.entry_words import words_of
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.presence.found import told_by
from services.resume.answers.presence.telling import in_other_words
from services.resume.answers.reading import about_entry, one_entry
from services.resume.answers.scene import Scene
from services.resume.telling.naming import name_of

OPEN_PARTS = ("skills", "experience")
"""Sections whose nouns do not say which entry is meant."""
FEW_WORDS = 4
ASPECTS: tuple[
    tuple[re.Pattern[str], Callable[[Scene, tuple[int, ...]], Outcome | None]], ...
] = (
    (WHO_FOR, organisation),
    (WHERE, place),
    (TOOLS, tools),
)


def detail(scene: Scene) -> Outcome | None:
    """What was asked about the entry that is named or was spoken of."""
    if found := field(scene):
        return found
    q, named = scene.question, scene.named
    if not named or (q.polar and q.sections and scene.own and not _of_parts(scene)):
        return None
    if scene.own and not _of_parts(scene) and _elsewhere(scene):
        return None
    if q.has(NAME) and scene.entry(named[0]).section in THINGS:
        return one_entry(scene, named[0])
    if q.has(HOURS) and (found := hours(scene)):
        return found
    if q.has(WHEN):
        return date_of(scene, named)
    return _aspect(scene, named) or _line(scene, named)


def _aspect(scene: Scene, named: tuple[int, ...]) -> Outcome | None:
    """Whom it was for, where it was, what with, or where to see it."""
    for asks, tell in ASPECTS:
        if scene.question.has(asks) and (found := tell(scene, named)):
            return found
    if scene.question.has(LINK) and scene.entry(named[0]).links:
        return more_work(scene)
    return None


def _line(scene: Scene, named: tuple[int, ...]) -> Outcome | None:
    """The line that has the question's own words, or the whole entry."""
    q, telling = scene.question, telling_words(scene)
    if scene.own and (found := clearer(scene)):
        return found
    if telling and (found := best_inside(scene, telling)):
        return found
    if telling and not q.polar and (fact := told_by(scene)):
        return in_other_words(scene, fact)
    if q.polar and q.has(WORKED_OUT) and scene.leans and (found := result(scene)):
        return found
    if q.polar and telling:
        return None
    if telling and q.has(HOW_MANY):
        return _not_counted(scene, named[0])
    if q.has(DESCRIBE) or not telling or len(q.tokens) <= FEW_WORDS:
        return described(scene, named)
    return None


def _elsewhere(scene: Scene) -> bool:
    """Whether entries of the part that is named have words of the question too."""
    parts = [s for s in scene.question.sections if s in THINGS]
    stems = scene.question.stems
    entries = (scene.entry(i) for s in parts for i in scene.section(s))
    return any(stems & words_of(entry) for entry in entries)


def _not_counted(scene: Scene, at: int) -> Outcome:
    """That the entry gives no such number."""
    entry = scene.entry(at)
    said = say(f"The résumé doesn't say that of {name_of(entry)}.", entry.path)
    sentences = (said, about_entry(scene, at))
    return Outcome(sentences, entry.section, (at,), absent=True)


def _of_parts(scene: Scene) -> bool:
    """Whether what is named is of a part that the question names."""
    parts = {s for s in scene.question.sections if s not in OPEN_PARTS}
    return not parts or scene.entry(scene.own[0]).section in parts
