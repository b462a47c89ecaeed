"""What is stated about such a matter, or that nothing is and whom to ask."""

from __future__ import annotations

import re

from services.models.fact import Fact, Kind
from services.resume.answers.contact.asking import ask
from services.resume.answers.contact.asks import REACH
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.presence.found import told_by
from services.resume.answers.presence.telling import in_other_words
from services.resume.answers.reading import read
from services.resume.answers.scene import Scene
from services.resume.answers.unstated.matter import Matter
from services.resume.answers.unstated.private import PRIVATE
from services.resume.answers.unstated.terms import TERMS
from services.resume.answers.wording import lower_opening
from services.resume.telling.places import spoken_place

MATTERS = (*PRIVATE, *TERMS)
STATED_IN = (
    Kind.PROFILE,
    Kind.SUMMARY,
    Kind.HIGHLIGHT,
    Kind.FIELD,
    Kind.KEYWORD,
    Kind.TITLE,
)
WANTED_FROM = re.compile(
    r"\b(?:look\w*|open|want\w*|seek\w*|hop\w*|free)\b.*\b(?:from|as of|after)\b"
    r"(?: \w+){0,2} 20\d\d\b",
    re.I,
)
WILLING = ("move", "remote", "hours")
"""Matters that a statement about them answers with a yes."""
OF_PROFILE = (*WILLING, "notice")
"""Matters that only the profile states: in an entry it was so in another job."""


def unstated(scene: Scene) -> Outcome | None:
    """The answer about the matter that is asked for."""
    if scene.question.has(REACH):
        return None
    asked = (m for m in MATTERS if scene.question.has(m.asked))
    matter = next(asked, None)
    return about_matter(scene, matter) if matter else None


def matter_named(name: str) -> Matter:
    """The matter of that name."""
    return next(m for m in MATTERS if m.name == name)


def about_matter(scene: Scene, matter: Matter) -> Outcome:
    """What is stated about a matter, or that nothing is."""
    fact = _stated(scene, matter)
    if fact is None and matter.name == "notice" and (wish := _dated_wish(scene)):
        return Outcome((read(scene, wish),), "about", item_type="about")
    if fact is None and (likely := _likely(scene, matter)):
        return in_other_words(scene, likely)
    if fact is None:
        return silent(scene, matter)
    said = read(scene, fact)
    if scene.question.polar and matter.name in WILLING:
        said = say(f"Yes: {lower_opening(said.text)}", *said.paths)
    at = scene.library.position.get(fact.entry)
    hits = () if at is None else (at,)
    return Outcome((said,), "about", hits, item_type="about", confidence=0.8)


def silent(scene: Scene, matter: Matter) -> Outcome:
    """That the matter is not stated, and whom to ask."""
    v = scene.voice
    charge, earn = v.does("charge"), v.does("earn")
    what = matter.what.format(
        they=v.they, their=v.their, has=v.has, charge=charge, earn=earn
    )
    said = [say(f"The résumé doesn't say {what}.")]
    place = spoken_place(scene.library.resume.profile.location)
    if matter.name == "move" and place:
        said.append(say(f"{v.They} {v.is_} based in {place}.", "basics.location"))
    return Outcome((*said, *ask(scene)), "absent", absent=True)


def _likely(scene: Scene, matter: Matter) -> Fact | None:
    """What the profile states of the matter in words of its own; None where it does
    not surely.
    """
    fact = told_by(scene) if matter.name in OF_PROFILE else None
    return fact if fact and not fact.entry else None


def _dated_wish(scene: Scene) -> Fact | None:
    """What is wanted next where it says from when: "a post from summer 2027"."""
    facts = (f for f in scene.evidence.facts if not f.entry)
    return next((f for f in facts if WANTED_FROM.search(f.text)), None)


def _stated(scene: Scene, matter: Matter) -> Fact | None:
    """The first fact that states the matter."""
    if matter.stated is None:
        return None
    facts = (f for f in scene.evidence.facts if f.kind in STATED_IN)
    if matter.name == "notice" and scene.availability:
        return scene.availability
    if matter.name in OF_PROFILE:
        facts = (f for f in facts if not f.entry)
    if matter.name == "leaving" and scene.own:
        left = {scene.entry(i).id for i in scene.own}
        facts = (f for f in facts if f.entry in left)
    return next((f for f in facts if matter.stated.search(_labelled(f))), None)


def _labelled(fact: Fact) -> str:
    """The fact, after the name of its field where the profile has one of its own."""
    if fact.kind is not Kind.FIELD or fact.entry:
        return fact.text
    label = fact.path.rpartition(".")[2].replace("_", " ")
    return f"{label}: {fact.text}"
