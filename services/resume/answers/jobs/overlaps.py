"""Jobs that ran at the same time, or beside a course of study."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.models.resume import Entry
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.scene import Scene
from services.resume.answers.wording import lower_opening
from services.resume.facts.gaps import Overlap
from services.resume.questions.patterns import any_of
from services.resume.telling.entries import entry_sentence
from services.resume.telling.naming import name_of, place_of
from services.resume.telling.nouns import as_post

TOGETHER = any_of(
    r"\b(?:two|2|several|more than one|multiple|both) (?:jobs|roles|positions|"
    r"employers|things)\b.*\b(?:once|same time|together|parallel|simultaneous\w*|"
    r"time)\b",
    r"\bat the same time\b",
    r"\bat once\b",
    r"\bsimultaneous\w*\b",
    r"\bin parallel\b",
    r"\bmoonlight\w*\b",
    r"\bside (?:job|gig|hustle|business)\b",
    r"\boverlap\w*\b",
    r"\bsecond job\b",
    r"\balongside (?:they|the|another|a)\b.*\bjob\b",
    r"\bon the side\b",
    r"\bjuggl\w+\b",
    r"\bwhile (?:working|they was working|employed|also)\b",
)
WHILE_STUDYING = any_of(
    r"\b(?:work\w*|job|employed|earn\w*)\b.*\b(?:while|during|whilst|when|"
    r"alongside|beside|through)\b.*\b(?:stud\w+|degree|university|school|college|"
    r"student|uni|course)\b",
    r"\bstudent job\b",
    r"\bworking student\b",
    r"\bjob (?:as|while) a student\b",
)
HOW_MUCH = re.compile(r"\bhow (?:long|many|much)\b")


def together(scene: Scene) -> Outcome | None:
    """Jobs that ran at the same time, or a job beside a course of study."""
    q = scene.question
    study = q.has(WHILE_STUDYING)
    if not (study or q.has(TOGETHER)) or q.when or q.has(HOW_MUCH):
        return None
    pairs = _pairs(scene, study=study)
    if not pairs and not study:
        pairs = _pairs(scene, study=True)
        study = bool(pairs)
    if not pairs:
        what = "a job during the studies" if study else "two jobs at the same time"
        none = say(f"No, the résumé doesn't show {what}.")
        return Outcome((none,), "experience", absent=True)
    best = max(pairs, key=lambda o: (study or not o.ongoing, len(o.span)))
    first, second = best.first.entry, best.second.entry
    tell = _beside_study if study else _beside_job
    said = say(tell(scene, first, second), first.path, second.path)
    return Outcome((said,), "experience", (scene.at(second), scene.at(first)))


def _pairs(scene: Scene, *, study: bool) -> Sequence[Overlap]:
    """What overlaps: with a course of study, or without one and best both jobs."""
    pairs = [o for o in scene.career.overlaps() if ("education" in _parts(o)) == study]
    jobs = [o for o in pairs if _parts(o) == {"experience"}]
    return jobs or pairs


def _parts(overlap: Overlap) -> set[str]:
    return {overlap.first.entry.section, overlap.second.entry.section}


def _beside_study(scene: Scene, first: Entry, second: Entry) -> str:
    job, course = (first, second) if first.section == "experience" else (second, first)
    told = lower_opening(entry_sentence(job, scene.voice)).rstrip(".")
    return f"Yes: {told}, during {scene.voice.their} time at {name_of(course)}."


def _beside_job(scene: Scene, first: Entry, second: Entry) -> str:
    told = lower_opening(entry_sentence(second, scene.voice)).rstrip(".")
    other = f"{as_post(first.role or 'employee')} {place_of(first)}".strip()
    return f"Yes: {told}, alongside the job as {other}."
