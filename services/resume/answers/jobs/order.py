"""What came before and after a job, a course of study or another entry."""

from __future__ import annotations

import re
from dataclasses import replace

from services.models.resume import Entry
from services.resume.answers.evidence import stems_of
from services.resume.answers.lists.telling import listed as entries_listed
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import one_entry, told
from services.resume.answers.scene import Scene, began, day_number
from services.resume.answers.wording import lower_opening
from services.resume.questions.patterns import any_of
from services.resume.questions.question import Question
from services.resume.telling.entries import entry_sentence

LAST = any_of(
    r"\b(?:previous|prior|former|last|second last|preceding) (?:\w+ )?(?:job|"
    r"role|position|employer|company|title|workplace|gig|post)\b",
    r"\bbefore (?:this|the current|they current|they present|now|they (?:job|"
    r"role) now)\b(?: job| role| position| one| post)?",
)
BEFORE = any_of(
    r"\bbefore\b",
    r"\bprior to\b",
    r"\bpreviously to\b",
    r"\bpreced\w+\b",
    r"\bearlier than\b",
)
AFTER = any_of(
    r"(?<!look )(?<!looks )(?<!looked )(?<!looking )\bafter\b"
    r"(?! all\b| hours\b| effects\b)",
    r"\bfollowing\b(?! \w+ing)",
    r"\bnext\b",
    r"\bsince leaving\b",
    r"\bthen what\b",
    "^then$",
    r"\bafterwards?\b",
    r"\bthen (?:what|where|did)\b",
    r"\b(?:came|went|go|happened|happen) then\b",
)
STEPS = re.compile(r"\b(?:do|go|move|work|stud\w+|join|start|take|have|has)\b")
"""What somebody does before or after something else."""
ENDS_WITH_THEN = re.compile(r"\b(?:go|went|do|did|come|came|happened?) then$")
LAST_ONE = re.compile(r"\blast\b")
OTHERWISE_ASKED = any_of(
    r"\bhow (?:many|much|long)\b",
    r"^when\b",
    r"\bever\b.*\bbefore$",
    r"\bworked? .* before$",
)
"""Questions with "before" or "after" that ask for something else."""
DATED = ("projects", "education", "awards", "certifications", "publications")
IN_LINE = ("experience", "education", "volunteer", "projects")


def previous(scene: Scene) -> Outcome | None:
    """The job that ended last before the one of today."""
    if not scene.question.has(LAST) or scene.own:
        return None
    now = scene.current_jobs
    here = scene.entry(now[0]) if now else _last_job(scene)
    if here is None:
        return None
    if not now and scene.question.has(LAST_ONE):
        return one_entry(scene, scene.at(here))
    before = scene.career.before(here, "experience")
    return one_entry(scene, scene.at(before)) if before else None


def _last_job(scene: Scene) -> Entry | None:
    jobs = scene.career.jobs
    return jobs[-1].entry if jobs else None


def beside_it(scene: Scene) -> Outcome | None:
    """What came before or after the job, the study or whatever was named."""
    here = _anchor(scene) if _asks_order(scene) else None
    if here is None:
        return None
    entry = scene.entry(here)
    before = scene.question.has(BEFORE)
    if other := _of_another_part(scene, entry, before=before):
        return other
    section = _section(entry, scene.question.sections)
    found = (scene.career.before if before else scene.career.after)(entry, section)
    if found is None:
        return _nothing(scene, here, "before" if before else "after")
    outcome = one_entry(scene, scene.at(found))
    return replace(
        outcome, said=(*outcome.said, *told(scene, scene.at(found), limit=1))
    )


def _of_another_part(scene: Scene, here: Entry, *, before: bool) -> Outcome | None:
    """What of another part lies before or after: "her papers before Lux"."""
    parts = [p for p in scene.question.parts if p.plural and p.section in DATED]
    if not parts or parts[0].section == here.section or not here.period:
        return None
    start, end = here.period.start, here.period.end or here.period.start
    line = scene.oldest_first(scene.section(parts[0].section))
    days = [(i, began(scene.entry(i))) for i in line]
    found = tuple(
        i
        for i, day in days
        if day and start and end and (day < start if before else day > end)
    )
    return entries_listed(scene, parts[0].section, found) if found else None


def _asks_order(scene: Scene) -> bool:
    """Whether it is asked what lies beside something, and not how long or when."""
    q = scene.question
    if not (q.has(BEFORE) or q.has(AFTER) or _then(q)):
        return False
    if scene.leans:
        return True
    if q.polar and not q.has(STEPS):
        return False
    dated = q.when is not None and q.when.range.start is not None
    return not dated and not q.has(OTHERWISE_ASKED)


def _then(q: Question) -> bool:
    """Whether it asks what followed: "where did she go then"."""
    return bool(ENDS_WITH_THEN.search(" ".join(q.reading.words)))


def _nothing(scene: Scene, here: int, side: str) -> Outcome:
    """That nothing lies on that side, and what was asked about."""
    entry = scene.entry(here)
    sentence = lower_opening(entry_sentence(entry, scene.voice))
    said = say(f"The résumé lists nothing {side} that; {sentence}", entry.path)
    return Outcome((said,), "experience", (here,), confidence=0.7)


def _section(entry: Entry, asked: tuple[str, ...]) -> str:
    """The section in which what came next is looked for."""
    if asked and asked[0] in IN_LINE:
        return asked[0]
    return "experience" if entry.section == "volunteer" else entry.section


def _anchor(scene: Scene) -> int | None:
    """The named entry, or the one spoken of, that the question starts from."""
    dated = _dated(scene, scene.named) or _dated(scene, scene.topic)
    if not dated:
        return None
    if scene.own:
        dated = _of_one_employer(scene, dated)
    first = min if scene.question.has(BEFORE) else max
    return first(dated, key=lambda i: day_number(scene.entry(i)))


def _dated(scene: Scene, positions: tuple[int, ...]) -> list[int]:
    return [i for i in positions if (p := scene.entry(i).period) and p.start]


def _of_one_employer(scene: Scene, dated: list[int]) -> list[int]:
    """All roles at the employer where it was named, else the best of the entries."""
    employer = scene.entry(dated[0]).organization
    if not scene.question.stems & stems_of(employer):
        return dated[:1]
    return [i for i in dated if scene.entry(i).organization == employer]
