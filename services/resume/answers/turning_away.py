"""Questions that are not answered: unsafe ones, small talk, the world at large."""

from __future__ import annotations

from services.resume.answers.contact import contact
from services.resume.answers.details.fields import field
from services.resume.answers.languages import TONGUES
from services.resume.answers.pitch import hiring, portrait
from services.resume.answers.presence.found import told_by
from services.resume.answers.scene import Scene
from services.resume.questions.frame import FRAME, FUNCTION
from services.resume.telling.lists import NUMBERS
from services.resume.understanding.acts import social_act
from services.resume.understanding.decide import OFF_TOPIC, Guard, with_pronoun
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.ours import LESSONS, REQUESTS, points_at_work

LEAST_KNOWN = 0.34
"""Share of a question's weight that the résumé has to know."""
NEAR = 0.42
"""Cosine from which a question is about something of the résumé."""
SURE, LIKELY = 0.7, 0.5
"""How likely a fact answers from which its question is about the résumé, and where
hardly anything else can be meant.
"""
HARDLY = 0.02
"""How likely nothing answers where hardly anything but the résumé can be meant."""
UNANSWERED = 0.3
"""How likely nothing answers a question that looks like one about the world."""
TO_US = (
    ("can", "you"),
    ("could", "you"),
    ("would", "you"),
    ("will", "you"),
    ("please", "you"),
)
OURSELVES = (("should", "i"), ("do", "i"), ("am", "i"), ("will", "i"), ("must", "i"))
OWNER = {"you": "he", "your": "his", "yours": "his", "u": "he", "ur": "his"}


def refused(situation: Situation, guard: Guard, scene: Scene) -> Finding | None:
    """The finding for what is no question about the résumé; None for the others."""
    said = with_pronoun(situation)
    if guard.distress(said):
        return Finding("distress", "unsafe", "off_topic", confidence=0.95)
    if guard.unsafe(said):
        return Finding("unsafe", "unsafe", "off_topic", confidence=0.95)
    foreign = guard.off_topic(said, about_person=False, known=True)
    if not foreign and (act := social_act(situation)) and _all_of_it(situation, scene):
        return act
    person = situation.reading.person or scene.question.person
    of_owner = tuple(OWNER.get(word, word) for word in said)
    if _for_us(scene):
        return None
    if points_at_work(situation):
        return None
    if guard.off_topic(of_owner, about_person=person, known=_known(scene)):
        return None if person and _is_answered(scene) else OFF_TOPIC
    return OFF_TOPIC if _of_the_world(scene, situation) else None


def _is_answered(scene: Scene) -> bool:
    """Whether a fact likely answers, whatever the question looks like."""
    return scene.chances is not None and scene.chances.none < UNANSWERED


def _all_of_it(situation: Situation, scene: Scene) -> bool:
    """Whether the greeting or the like leaves no word that asks for something."""
    acts = {i for m in situation.reading.of("act") for i in range(m.start, m.end)}
    words = situation.reading.words
    if scene.question.parts or (any(w in TONGUES for w in words) and len(words) > 1):
        return False
    left = [
        w
        for i, w in enumerate(words)
        if i not in acts and w not in FUNCTION and w not in FRAME
    ]
    asking = scene.question.person and bool(left)
    return not (asking or (scene.leans and scene.question.polar))


def _for_us(scene: Scene) -> bool:
    """Whether an open question is asked as a visitor: "why should I hire her"."""
    return any(
        rule(scene) is not None
        for rule in (hiring.hire, contact.contact, portrait.about, field)
    )


def _known(scene: Scene) -> bool:
    """Whether the question names something of the résumé or leans on what was said."""
    q = scene.question
    if scene.own or q.sections or scene.leans:
        return True
    telling = [w for w in q.stems if not w.isdigit() and w not in NUMBERS]
    whole = sum(map(scene.evidence.weight, telling))
    known = sum(scene.evidence.weight(w) for w in telling if scene.evidence.known(w))
    if whole and known / whole >= LEAST_KNOWN:
        return True
    near = scene.evidence.near(q.whole)
    if near is not None and float(near.max(initial=0.0)) >= NEAR:
        return True
    return told_by(scene, SURE) is not None or _hardly_else(scene)


def _hardly_else(scene: Scene) -> bool:
    """Whether a fact likely answers and it is hardly possible that none does."""
    chances = scene.chances
    if chances is None or chances.none > HARDLY:
        return False
    return told_by(scene, LIKELY) is not None


def _of_the_world(scene: Scene, situation: Situation) -> bool:
    """Whether a request, lesson or question leaves out the person and the résumé."""
    q = scene.question
    first = situation.reading.said[:1]
    if situation.reading.said[:2] in OURSELVES and not q.person and not _known(scene):
        return True
    if q.person or _known(scene) or not q.content:
        return False
    said = situation.reading.said
    if (
        said[:2] in TO_US
        and said[2:3]
        and (said[2] in REQUESTS or said[2] in ("get", "bring", "buy"))
    ):
        return True
    return bool(first and first[0] in REQUESTS | LESSONS) or (
        bool(q.asking) and not q.polar and len(q.content) > 1
    )
