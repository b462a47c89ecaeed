"""The first job, of the career or after a course of study."""

from __future__ import annotations

import re

from services.resume.answers.evidence import stems_of
from services.resume.answers.outcome import Outcome
from services.resume.answers.reading import one_entry
from services.resume.answers.scene import Scene
from services.resume.questions.patterns import any_of

FIRST = any_of(
    r"\b(?:first|earliest|very first) (?:\w+ ){0,2}?(?:job|role|position|employer|"
    r"gig|work|post)\b",
    r"\b(?:how|when|where|what|did)\b.*\bthey (?:\w+ )?(?:start|started|begin|"
    r"began|begun) (?:out|off)\b",
    r"\b(?:start|started|begin|began|begun|starting) (?:they career|they working "
    r"life|working|in the (?:industry|field|business|trade|profession))\b",
    r"\bcareer (?:start|begin|began|started)\b",
    r"\bhow (?:did|was) they (?:\w+ )?(?:start|begin)\b",
    r"\bget they start\b",
    r"\bfirst (?:ever )?(?:paid )?(?:work|employment)\b",
    r"\bget into (?:the|this) (?:field|industry|business|trade|profession)\b",
)
AFTER_STUDY = any_of(
    r"\b(?:after|since|out of|following|straight after|right after|fresh out "
    r"of|upon) (?:they )?(?:university|uni|school|college|graduat\w+|stud\w+|"
    "the degree|they degree|finishing|they apprenticeship|the apprenticeship|"
    r"(?:they|the) (?:\w+ )?(?:masters?|bachelors?|phd|doctorate|diploma)|"
    r"training)\b",
)
FIRSTS = frozenset({"first", "job", "earliest", "start"})
"""Stems of asking for the first, which tell nothing of the job."""
LATER = re.compile(r"\bhow long\b|\bwhen\b")


def first(scene: Scene) -> Outcome | None:
    """The first job; of those after a course of study or of a kind where it is said."""
    q = scene.question
    if not q.has(FIRST) or q.refers:
        return None
    jobs = scene.oldest_first(scene.section("experience"))
    if q.has(AFTER_STUDY):
        jobs = _since_study(scene, jobs) or jobs
    jobs = _of_kind(scene, jobs) or jobs
    return one_entry(scene, jobs[0]) if jobs else None


def first_job(scene: Scene) -> Outcome | None:
    """The first job; None where no job has a date."""
    jobs = scene.oldest_first(scene.section("experience"))
    return one_entry(scene, jobs[0]) if jobs else None


def after_study(scene: Scene) -> Outcome | None:
    """The first job since a course of study: "what did she do after university"."""
    q = scene.question
    if not q.has(AFTER_STUDY) or q.has(LATER):
        return None
    jobs = _since_study(scene, scene.oldest_first(scene.section("experience")))
    return one_entry(scene, jobs[0]) if jobs else None


def _since_study(scene: Scene, jobs: tuple[int, ...]) -> tuple[int, ...]:
    """Those of the jobs that began after the studies that are meant ended."""
    studies = scene.within(("education",)) or scene.section("education")
    ends = [p.end for i in studies if (p := scene.entry(i).period) and p.end]
    if not ends:
        return ()
    since = max(ends).replace(day=1)
    return tuple(
        i for i in jobs if (p := scene.entry(i).period) and p.start and p.start >= since
    )


def _of_kind(scene: Scene, jobs: tuple[int, ...]) -> tuple[int, ...]:
    """Of the jobs those whose name has the question's words: "first nursing job"."""
    stems = scene.question.stems - FIRSTS
    return tuple(
        i
        for i in jobs
        if {s.removesuffix("ship") for s in stems}
        & stems_of(f"{scene.entry(i).role} {scene.entry(i).organization}")
    )
