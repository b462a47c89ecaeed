"""An address, a number, a profile: whatever was asked for."""

from __future__ import annotations

from services.resume.answers.contact.asks import (
    COPY,
    EMAIL,
    MORE_WORK,
    PHONE,
    REACH,
    STREET,
    WEBSITE,
)
from services.resume.answers.contact.more_work import more_work, profile
from services.resume.answers.contact.networks import NETWORKS
from services.resume.answers.contact.ways import (
    copy_of_resume,
    email,
    phone,
    reach,
    street,
)
from services.resume.answers.outcome import Outcome
from services.resume.answers.scene import Scene
from services.resume.questions.patterns import any_of

HAS_PROFILE = any_of(
    r"\b(?:on|has|they|handle|profile|account|link|username|name|url|page)\b",
)
MAKING = any_of(
    r"\b(?:built?|made?|design(?:ed)?|create[ds]?|done|do|did|build\w*|writ\w+|"
    r"wrote|about)\b",
)


def contact(scene: Scene) -> Outcome | None:
    """An address, a number, a profile: whatever was asked for, or what there is."""
    q = scene.question
    if q.has(STREET):
        return street(scene)
    if network := _network(scene):
        return profile(scene, network)
    if q.has(COPY):
        return copy_of_resume(scene)
    if q.has(MORE_WORK):
        return more_work(scene)
    if q.has(EMAIL) and not scene.own:
        return email(scene)
    if q.has(PHONE):
        return phone(scene)
    if q.has(WEBSITE) and q.person and not q.has(MAKING):
        return more_work(scene)
    return reach(scene) if q.has(REACH) and not scene.own else None


def _network(scene: Scene) -> str:
    """The network whose profile is wanted; empty where it is a thing of the work."""
    match = NETWORKS.search(scene.question.text)
    if not match:
        return ""
    work = scene.evidence.known(match[0]) and not scene.question.has(HAS_PROFILE)
    return "" if work else match[0]
