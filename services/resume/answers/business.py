"""Work on one's own account: a business, freelancing."""

from __future__ import annotations

import re

from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import about_entry
from services.resume.answers.scene import Scene
from services.resume.questions.patterns import any_of

ASKED = any_of(
    r"\bown (?:business|company|firm|shop|practice|studio|agency)\b",
    r"\bself ?employed\b",
    r"\bfreelanc\w+\b",
    r"\b(?:run|runs|running|found\w*|start\w*|own|owns) (?:a|any|they) (?:business|"
    r"company|firm|startup)\b",
    r"\bentrepreneur\w*\b",
)
OWN = any_of(
    "self[- ]?employed",
    "freelanc",
    r"\bowner\b",
    r"\bfounder\b",
    r"\bproprietor\b",
    r"\bindependent\b",
    r"\bown account\b",
    r"\bsole trader\b",
    flags=re.I,
)


def own_business(scene: Scene) -> Outcome | None:
    """Whether there is a business of one's own, or freelance work."""
    q = scene.question
    if not (q.polar and q.has(ASKED)) or scene.own or q.says(r"\bstill\b"):
        return None
    own = tuple(
        i
        for i in scene.newest_first(scene.section("experience"))
        if OWN.search(f"{scene.entry(i).role} {scene.entry(i).organization}")
    )
    if not own:
        none = "No, the résumé shows no work on one's own account."
        return Outcome((say(none),), "absent", absent=True)
    said = about_entry(scene, own[0])
    text = (
        said.text if scene.voice.first_person else said.text[:1].lower() + said.text[1:]
    )
    return Outcome((say(f"Yes, {text}", *said.paths),), "experience", own)
