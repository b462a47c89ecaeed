"""Work on one's own account: a business, freelancing."""

from __future__ import annotations

import re

from services.resume.answers.outcome import Outcome, not_there, say
from services.resume.answers.reading import about_entry
from services.resume.answers.scene import Scene
from services.resume.answers.wording import lower_opening
from services.resume.questions.patterns import any_of

ASKED = any_of(
    r"\bown (?:business|company|firm|shop|practice|studio|agency)\b",
    r"\bself ?employed\b",
    r"\bfreelanc\w+\b",
    r"\b(?:run|runs|running|found\w*|start\w*|own|owns) (?:a|any|they) (?:business|"
    r"company|firm|startup)\b",
    r"\bentrepreneur\w*\b",
)
STILL = re.compile(r"\bstill\b")


def own_business(scene: Scene) -> Outcome | None:
    """Whether there is a business of one's own, or freelance work."""
    q = scene.question
    if not (q.polar and q.has(ASKED)) or scene.own or q.has(STILL):
        return None
    own = scene.on_own_account
    if not own:
        return not_there("No, the résumé shows no work on one's own account.")
    said = about_entry(scene, own[0])
    text = f"Yes, {lower_opening(said.text)}"
    return Outcome((say(text, *said.paths),), "experience", own)
