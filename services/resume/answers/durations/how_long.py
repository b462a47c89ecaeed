"""How long something was or has been going on."""

from __future__ import annotations

from services.resume.answers.durations.asks import (
    AS_OR_IN,
    BETWEEN,
    FREE,
    HOW_LONG,
    STUDY,
)
from services.resume.answers.durations.between import between
from services.resume.answers.durations.fields import (
    in_all,
    in_field,
    in_place,
    in_profession,
)
from services.resume.answers.durations.named import of_likeliest, of_named
from services.resume.answers.durations.studies import of_study
from services.resume.answers.outcome import Outcome
from services.resume.answers.scene import Scene
from services.resume.questions.patterns import any_of

OF_A_THING = any_of(
    r"\bhow long (?:is|was) (?:the|they) (?:bridge|book|race|list|film|road|run)\b",
)
"""Lengths that are no time."""
IN_SOMETHING = any_of(r"\bexperience (?:with|in|of|on|using)\b")
IN_ALL = any_of(
    r"\byears\b",
    r"\bexperience",
    r"\bhow long (?:has|did|was) they (?:been )?\w+ing\b",
)


def how_long(scene: Scene) -> Outcome | None:
    """The time of what is asked about, from the narrowest meaning to the widest."""
    q = scene.question
    if not q.has(HOW_LONG) or q.has(OF_A_THING):
        return None
    if q.has(BETWEEN) and (found := between(scene)):
        return found
    if q.has(STUDY) and not _job_named(scene) and (found := of_study(scene)):
        return found
    if (field := _field(scene)) and (found := _in_field(scene, field)):
        return found
    if _of_named(scene) and (found := of_named(scene)):
        return found
    if field and (found := in_field(scene, field)):
        return found
    if field and q.has(IN_SOMETHING):
        return None
    if field and (found := of_likeliest(scene)):
        return found
    named = bool(scene.named) and _of_named(scene)
    whole = (q.person or not field) and not named and q.has(IN_ALL)
    return in_all(scene) if whole else None


def _of_named(scene: Scene) -> bool:
    """Whether the time of what is named is meant; a study is only where it is said."""
    if not scene.own:
        return scene.leans
    studied = scene.entry(scene.own[0]).section == "education"
    return not studied or scene.question.has(STUDY) or scene.question.says(r"\bat\b")


def _in_field(scene: Scene, field: tuple[str, ...]) -> Outcome | None:
    """The time in the place or the profession that the words are."""
    if not scene.forced and (found := in_place(scene, field)):
        return found
    return in_profession(scene, field) if scene.question.has(AS_OR_IN) else None


def _job_named(scene: Scene) -> bool:
    """Whether the best of the named entries is a job."""
    return any(scene.entry(i).section == "experience" for i in scene.own[:1])


def _field(scene: Scene) -> tuple[str, ...]:
    """The question's words that may be a field, a trade or a place."""
    return tuple(w for w in scene.question.stems if w not in FREE)
