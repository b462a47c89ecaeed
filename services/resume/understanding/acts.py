"""What is no question about the résumé: greetings, thanks, tests, noise."""

from __future__ import annotations

from services.resume.reading.phrasebook import Mark
from services.resume.reading.reading import Reading
from services.resume.understanding.finding import Finding, Situation

SOCIAL = ("greeting", "thanks", "goodbye", "smalltalk")
WINS = ("meta", "thanks", "goodbye", "greeting", "smalltalk")
PASSING = ("shape", "followup", "order", "ordinal", "negation")
EXPLAINING = ("act", "filler", "lead", "person", "noise")


def social_act(situation: Situation) -> Finding | None:
    """A greeting and its like, when the question holds nothing else."""
    reading = situation.reading
    if not reading.words or reading.has("noise"):
        return Finding("unclear", "unclear")
    if reading.words[:2] == ("are", "you") and reading.has("person", "name"):
        return Finding("act", "smalltalk", subject="smalltalk")
    acts = reading.values("act")
    if not acts:
        return _nothing_said(reading)
    if reading.left and "meta" not in acts:
        return None
    others = [m for m in reading.marks if m.kind not in EXPLAINING]
    if any(m.kind in ("section", "topic", "entry", "slot", "when") for m in others):
        return None
    if others and not _mere(others) and "thanks" not in acts:
        return None
    if set(acts) == {"smalltalk"} and _about_someone(reading):
        return None
    chosen = next(act for act in WINS if act in acts)
    if chosen == "smalltalk" and set(acts) & {"greeting"} and len(reading.words) < 3:
        chosen = "greeting"
    if "greeting" in acts and "smalltalk" in acts:
        chosen = "greeting"
    return Finding("act", chosen, subject=chosen, confidence=0.95)


def _about_someone(reading: Reading) -> bool:
    """ "Something interesting about him" is a question, "cool" is not."""
    return reading.has("person", "he") and reading.has("lead")


def _mere(marks: list[Mark]) -> bool:
    return all(mark.kind in PASSING for mark in marks)


def _nothing_said(reading: Reading) -> Finding | None:
    if all(m.kind in ("filler",) for m in reading.marks) and not reading.left:
        covered = sum(m.length for m in reading.marks)
        if covered >= len(reading.words):
            return Finding("unclear", "unclear")
    return None
