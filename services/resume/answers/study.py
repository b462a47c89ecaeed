"""Where and what somebody studied, the degrees, the grades."""

from __future__ import annotations

import re

from services.resume.answers.jobs.still import still_studying
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import about_entry, grade, paths
from services.resume.answers.scene import Scene
from services.resume.questions.patterns import any_of
from services.resume.questions.question import Question
from services.resume.telling.entries import name_of, when
from services.resume.telling.lists import joined
from services.resume.telling.nouns import with_article

WHERE = any_of(
    r"\bwhere (?:did|does|has|is) they (?:\w+ )?(?:study|studied|studying|"
    "go to (?:school|college|university|uni)|graduate|learn|train|trained|"
    r"educated|get (?:they|the|a) (?:degree|education|diploma|training|qualification\w*)"
    r")\b",
    r"\b(?:which|what) (?:university|college|school|uni|institution)\b",
    r"\balma mater\b",
    r"\bwher\w* (?:\w+ )?(?:school|college|university|uni)\b",
    r"\bwhere (?:is|was) they (?:educated|trained)\b",
)
WHAT = any_of(
    r"\bwhat (?:did|does|has|is) they (?:study|studied|studying|major|majoring|"
    r"learn|read at)\b",
    r"\b(?:what|which) (?:degrees?|qualifications?|diplomas?|major|subject|"
    r"education|academic|field of study|training)\b",
    r"\bthey (?:degrees?|major|education|qualifications|studies|educational "
    "background|academic background|schooling)$",
    r"\beducation\b$",
    r"\bwhat (?:is|was) they (?:degree|major|education|subject)\b",
    r"\bdegrees? does they has\b",
    r"\bmajor(?:ed)? in\b",
    r"\bacademic\b",
    r"\bfield of study\b",
    r"\bwhat (?:they )?(?:degree|diploma)\b",
    r"\beducation (?:and|is|does)\b",
    r"\b(?:about|list) they (?:education|studies|degrees?|schooling|academic)\b",
    r"\bwhat (?:kind|sort) of (?:education|degree|training|qualification)\b",
    "^(?:any )?(?:education|degrees?|qualifications?|schooling)$",
    r"\bformal (?:education|training|qualification)",
)
GRADE = any_of(
    r"\bgpa\b",
    r"\bgrades?\b(?! (?:school|students|pupils|\d))",
    r"\b(?:final |average )?marks?\b",
    r"\bscore[ds]?\b",
    r"\bdegree class(?:ification)?\b",
    r"\ba (?:first|2 1|two one|upper second|distinction|merit)\b(?! (?:job|"
    "role|project|aid|class (?:flight|ticket)))",
    r"\bfirst class\b",
    r"\bhow did they (?:do|perform) (?:in|at|on) (?:they|the|school|college|uni\w*)\b",
    r"\bclass of degree\b",
    r"\bresults?\b.*\b(?:course|exams?|degree|school|college|diploma|certificate|"
    r"apprenticeship)\b",
    r"\bcum laude\b",
    r"\bhonou?rs\b",
    r"\bhow (?:well|good) (?:did|was) they (?:do|perform|at)?\s?(?:in|at)? "
    "?(?:school|college|university|uni|they studies|study|degree|they degree)"
    r"\b",
    r"\bacademic (?:results?|performance)\b",
    r"\bwith (?:distinction|honou?rs|merit)\b",
)
COURSES = re.compile(
    r"\b(?:courses|classes|modules|coursework|subjects|lectures|electives|curriculum)\b"
)
GRADUATED = any_of(
    r"\bwhen\b.*\b(?:graduat\w+|finish (?:school|college|university|uni|they "
    "(?:degree|studies|studying))|complete (?:they )?(?:degree|studies)|done "
    r"(?:with )?(?:school|studying|they degree))\b",
    r"\bgraduat(?:ed|ion|e)\b.*\b(?:when|year|date)\b",
    r"\bwhat year\b.*\bgraduat\w+",
)
STUDENT = any_of(
    r"\b(?:is|are) they (?:currently |now |still )?(?:a student|studying|at "
    "(?:university|college|school|uni)|in (?:school|college|university|uni|"
    r"education))\b",
    r"\bstill in (?:school|college|university|uni|education)\b",
    r"\bstill (?:a student|studying)\b",
)
ANY_DEGREE = any_of(
    r"\b(?:a|any|university|college|academic) (?:university |college |academic "
    r")?degree\b",
    r"\bgo to (?:university|college|uni)\b",
)
LEVELS = {
    "bachelor": any_of(
        r"\b(?:bachelor\w*|undergrad\w*|bsc|ba|beng|bfa|first degree|llb|bed|"
        r"bba|b sc|b a)\b",
    ),
    "master": any_of(
        r"\b(?:master(?:s|s degree|s program\w*| s)?|msc|mba|meng|mfa|llm|"
        r"ma|postgrad\w*|m sc|m a|mphil|grad school|graduate (?:degree|school|"
        r"studies))\b(?! (?:carpenter|craftsman|builder|plan|class))",
    ),
    "doctorate": re.compile(
        r"\b(?:phd|ph d|doctorate|doctoral|dphil|d phil)\b|\bdoctor of\b"
    ),
}


def levels_asked(q: Question) -> frozenset[str]:
    return frozenset(name for name, pattern in LEVELS.items() if q.has(pattern))


def degree(scene: Scene) -> Outcome | None:
    """Whether there is a degree of that level, and which."""
    q, v = scene.question, scene.voice
    wanted = levels_asked(q)
    if not wanted and q.polar and q.has(ANY_DEGREE):
        wanted = frozenset(LEVELS)
    if not wanted:
        return None
    has = tuple(
        i
        for i in scene.section("education")
        if wanted & scene.library.targets.degrees[i]
    )
    if q.polar and not has:
        level = (
            "university degree"
            if len(wanted) > 1
            else {
                "bachelor": "bachelor's degree",
                "master": "master's degree",
                "doctorate": "doctorate",
            }[min(wanted)]
        )
        none = say(f"No, the résumé doesn't list {with_article(level)}.")
        rest = scene.newest_first(scene.section("education"))[:1]
        return Outcome(
            (none, *(about_entry(scene, i) for i in rest)), "education", absent=True
        )
    if not has:
        return None
    if q.has(COURSES) and not q.polar:
        return None
    if not q.polar and q.says(r"\b(?:what|which|where|when)\b") and not q.has(GRADE):
        return Outcome(tuple(about_entry(scene, i) for i in has[:2]), "education", has)
    if q.polar and not q.has(GRADE):
        going = all((p := scene.entry(i).period) and p.ongoing for i in has)
        opening = (
            "Not yet: "
            if going and q.says(r"\b(?:has|hold|finish\w*|complet\w*)\b")
            else "Yes, "
        )
        sentence = about_entry(scene, has[0])
        text = (
            sentence.text
            if v.first_person
            else sentence.text[:1].lower() + sentence.text[1:]
        )
        return Outcome((say(f"{opening}{text}", *sentence.paths),), "education", has)
    return None


def graduated(scene: Scene) -> Outcome | None:
    """When a study ended; that it goes on where it does."""
    q, v = scene.question, scene.voice
    if not q.has(GRADUATED):
        return None
    wanted = levels_asked(q)
    studies = scene.within(("education",)) if scene.own else ()
    studies = studies or tuple(
        i
        for i in scene.section("education")
        if not wanted or wanted & scene.library.targets.degrees[i]
    )
    studies = scene.newest_first(studies)
    if not studies:
        return None
    future = q.says(r"\b(?:does|will|is|going to)\b")
    done = [
        i for i in studies if (p := scene.entry(i).period) and p.end and not p.ongoing
    ]
    going = [i for i in studies if (p := scene.entry(i).period) and p.ongoing]
    said = []
    if going and (future or not done):
        said.append(
            say(
                f"{v.They} {v.is_} still studying {_at(scene, going[0])}, {when(scene.entry(going[0]).period)}; no end date is given.",
                scene.entry(going[0]).path,
            )
        )
    if done and (not said or len(said[0].text.split()) < 30):
        entry = scene.entry(done[0])
        end = entry.period.end if entry.period else None
        if end is not None:
            from services.resume.telling.entries import dates

            month = dates(entry.period).split(" to ")[-1]
            what = f" with {with_article(entry.role)}" if entry.role else ""
            said.append(
                say(
                    f"{v.They} graduated from {entry.organization}{what} in {month}.",
                    entry.path,
                )
            )
    hits = (*going[:1], *done[:1])
    return Outcome(tuple(said), "education", hits) if said else None


def _at(scene: Scene, at: int) -> str:
    entry = scene.entry(at)
    course = f"for {with_article(entry.role)} " if entry.role else ""
    return f"{course}at {entry.organization}".strip()


def grades(scene: Scene) -> Outcome | None:
    """The grade of the study asked about, or of all that have one."""
    q, v = scene.question, scene.voice
    if not q.has(GRADE) or (
        scene.own and scene.entry(scene.own[0]).section not in ("education",)
    ):
        return None
    if (
        not scene.own
        and scene.leans
        and scene.topic
        and scene.entry(scene.topic[0]).section not in ("education",)
        and not q.person
    ):
        return None
    wanted = levels_asked(q)
    pool = scene.within(("education",)) or scene.newest_first(
        scene.section("education")
    )
    if wanted:
        pool = (
            tuple(i for i in pool if wanted & scene.library.targets.degrees[i]) or pool
        )
    graded = [i for i in pool if scene.entry(i).facts.get("gpa")]
    if not graded:
        if not pool:
            return None
        return Outcome(
            (
                say(
                    f"The résumé doesn't give {v.their} grade{' there' if scene.named else 's'}."
                ),
            ),
            "education",
            pool[:1],
            absent=True,
        )
    said = [
        say(
            grade(scene, scene.entry(i), str(scene.entry(i).facts["gpa"])),
            f"{scene.entry(i).path}.gpa",
        )
        for i in graded[: 2 if not scene.named else 1]
    ]
    if q.polar:
        value = str(scene.entry(graded[0]).facts["gpa"])
        asked = set(q.stems)
        from services.resume.answers.evidence import stems_of

        if asked & stems_of(value):
            text = (
                said[0].text
                if v.first_person
                else said[0].text[:1].lower() + said[0].text[1:]
            )
            said[0] = say(f"Yes, {text}", *said[0].paths)
    return Outcome(tuple(said), "education", tuple(graded))


def courses(scene: Scene) -> Outcome | None:
    q = scene.question
    if not q.has(COURSES) or (q.polar and q.stems):
        return None
    if scene.own and scene.entry(scene.own[0]).section not in ("education",):
        return None
    wanted = levels_asked(q)
    levelled = tuple(
        i
        for i in scene.section("education")
        if wanted & scene.library.targets.degrees[i]
    )
    pool = scene.within(("education",)) or levelled or scene.section("education")
    taken = [i for i in pool if scene.entry(i).keywords]
    if not taken:
        return None
    said = [
        say(
            f"At {name_of(scene.entry(i))} {scene.voice.their} courses include{'' if (p := scene.entry(i).period) and p.ongoing else 'd'} {joined(scene.entry(i).keywords[:8])}.",
            scene.entry(i).path,
        )
        for i in taken[:2]
    ]
    return Outcome(tuple(said), "education", tuple(taken))


def where_or_what(scene: Scene) -> Outcome | None:
    """The courses of study, the newest first, each as a sentence."""
    q = scene.question
    if not (q.has(WHERE) or q.has(WHAT)) or q.says(r"\bhow (?:long|many)\b"):
        return None
    if (
        scene.own
        and scene.entry(scene.own[0]).section != "education"
        and not q.has(WHERE)
    ):
        return None
    wanted = levels_asked(q)
    pool = scene.newest_first(scene.section("education"))
    own = scene.within(("education",)) if scene.own else ()
    if wanted:
        pool = (
            tuple(i for i in pool if wanted & scene.library.targets.degrees[i]) or pool
        )
    pool = own or pool
    if not own and not wanted and q.says(r"\bqualifications?\b|\btraining\b"):
        held = scene.newest_first(scene.section("certifications"))
        if held:
            return _qualifications(scene, pool, held)
    if not pool:
        return Outcome(
            (say("The résumé doesn't list any education."),), "education", absent=True
        )
    said = [about_entry(scene, i) for i in pool[:3]]
    kept = said[:1]
    for each in said[1:]:
        if sum(len(s.text.split()) for s in kept) + len(each.text.split()) <= 46:
            kept.append(each)
    return Outcome(tuple(kept), "education", pool, listing=True)


def _qualifications(
    scene: Scene, studies: tuple[int, ...], held: tuple[int, ...]
) -> Outcome:
    """Degrees and certificates in one sentence."""
    v = scene.voice
    names = [scene.entry(i).role or name_of(scene.entry(i)) for i in studies[:3]]
    names += [name_of(scene.entry(i)) for i in held[:4]]
    text = f"{v.Their} qualifications are {joined(names)}."
    hits = (*studies, *held)
    return Outcome((say(text, *paths(scene, hits)),), "education", hits, limit=6)


def student(scene: Scene) -> Outcome | None:
    return still_studying(scene) if scene.question.has(STUDENT) else None


def school_paths(scene: Scene) -> tuple[str, ...]:
    return paths(scene, scene.section("education"))
