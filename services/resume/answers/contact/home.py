"""Where somebody lives."""

from __future__ import annotations

from services.resume.answers.contact.asking import unknown
from services.resume.answers.contact.ways import told
from services.resume.answers.evidence import stems_of
from services.resume.answers.naming import is_place
from services.resume.answers.outcome import Outcome
from services.resume.answers.scene import Scene
from services.resume.questions.patterns import any_of
from services.resume.telling.places import spoken_place

LIVES = any_of(
    r"\bwhere (?:is|does|do) they (?:based|located|living|live|lives|from|"
    "at|now|stay|reside|situated|currently)?(?: at| in| now| these days| "
    "currently| based| live| located| living)*$",
    r"\bwhere (?:is|does) they (?:currently |now )?(?:live|based|located|living|"
    r"reside)\b(?!.*\b(?:19|20)\d\d)",
    r"\b(?:what|which) (?:city|town|country|state|place|region|part of (?:the "
    r"country|the world|town|\w+)) (?:is|does|do) they\b(?! (?:work|study)"
    ")",
    r"\bthey (?:is )?(?:location|hometown|home town)\b",
    "^location$",
    r"\bwhere (?:in|about) .*\bis they (?:based|living)?$",
    r"\bis they (?:based|located|living) (?:in|near|around|at)\b",
    r"\bdoes they live (?:in|near|around)\b",
    r"\bhas they (?:ever )?lived in\b",
    r"^is they (?:currently |now |still )?in (?!\w+ (?:a|the)\b)\w+(?: \w+)?$",
    r"\bwhereabouts\b",
)
LIVED = any_of(r"\bhas they (?:ever )?lived in\b")
OF_LIVING = frozenset({"based", "bas", "live", "locat"})
"""Stems of asking where somebody lives, which name no place."""


def lives(scene: Scene) -> Outcome | None:
    """The answer to where the person is based."""
    q = scene.question
    if not q.has(LIVES) or scene.own or q.when:
        return None
    if q.has(LIVED) and not q.stems & stems_of(scene.library.resume.profile.location):
        return None
    if q.polar and not _names_place(scene):
        return None
    return based(scene)


def _names_place(scene: Scene) -> bool:
    """Whether what stands behind "in" is a place, and not a field or a state."""
    home = stems_of(scene.library.resume.profile.location)
    asked = scene.question.stems - OF_LIVING
    living = bool(scene.question.stems & OF_LIVING)
    return living or bool(asked & home) or is_place(scene.question.content)


def based(scene: Scene) -> Outcome:
    """The place the person lives in; yes or no where a place was named."""
    q, v = scene.question, scene.voice
    place = spoken_place(scene.library.resume.profile.location)
    if not place:
        return unknown(scene, f"where {v.they} {v.does('live')}")
    subject = v.They
    if q.polar and (asked := q.stems - OF_LIVING):
        subject = f"{'Yes' if asked & stems_of(place) else 'No'}, {v.they}"
    return told(f"{subject} {v.is_} based in {place}.", "basics.location")
