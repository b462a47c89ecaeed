"""The career: today's job, the first, what came before and after, gaps, promotions."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.answers.evidence import stems_of
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.pitch import named
from services.resume.answers.reading import about_entry, paths, told
from services.resume.answers.scene import Scene
from services.resume.facts.spans import spoken_day, spoken_months, spoken_stretch
from services.resume.questions.patterns import any_of
from services.resume.telling.entries import entry_sentence, name_of, place_of, when
from services.resume.telling.lists import counted, joined, number
from services.resume.telling.nouns import with_article

JOBS = ("experience",)
LASTING = ("experience", "volunteer", "projects", "education")
UNFINISHED = any_of(
    "not completed",
    "incomplete",
    "unfinished",
    "not finished",
    "dropped out",
    "discontinued",
    "withdr[ae]wn?",
    "left early",
    "first year only",
    flags=re.I,
)
CURRENT = any_of(
    r"\bwhere (?:does|is|do) they (?:currently |now |actually )?(?:work|working|"
    "employed)(?: now| at| for| currently| today| these days| at the moment|"
    " at present)*$",
    r"\b(?:current|present|latest|most recent|newest) (?:\w+ )?(?:job|role|"
    "title|position|employer|company|work|workplace|gig|post|employment|occupation)"
    r"\b",
    r"\bwho (?:does|is) they (?:currently |now )?(?:work|working|employed|"
    r"employer)(?: for| by| with)?\b",
    r"\bwhat is they (?:job )?(?:title|position|role)$",
    r"\bwhat (?:is|does) they (?:do|doing|working on|working as|work as|up "
    "to)(?: now| currently| at the moment| today| right now| these days| "
    "at present)$",
    r"\bjob now\b",
    r"\bwhat is they (?:there|here)(?: now| today| currently)?$",
    r"\bthey employer$",
    r"\b(?:job )?rank\b(?: now| right now| currently)?$",
    r"\bwho (?:does|is) they (?:currently |now )?\w+ (?:for|with|at)(?: now|"
    " these days| currently| today| at the moment)*$",
    r"\b(?:which|what) \w+ (?:is|does) they (?:currently |now |work(?:ing)"
    "? )?(?:at|in|employed at)(?: now| these days| currently)*$",
    r"\bwhat company (?:is|does) they (?:work|at|with|working)\b",
    r"\bworking (?:at|for) now\b",
    r"\bwork(?:s|ing)? (?:at )?(?:the moment|present)\b",
)
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
LAST = any_of(
    r"\b(?:previous|prior|former|last|second last|preceding) (?:\w+ )?(?:job|"
    r"role|position|employer|company|title|workplace|gig|post)\b",
    r"\bbefore (?:this|the current|they current|they present|now|they (?:job|"
    r"role) now)\b(?: job| role| position| one| post)?",
)
WALK = any_of(
    r"\b(?:walk|talk|take|run|guide|lead) (?:me|us) through (?:they|the)?",
    r"\bcareer (?:path|so far|story|history|progress\w*|journey|development|"
    "timeline|trajectory|in (?:a|one|short|brief|order)|overview|steps|moves|"
    r"arc)\b",
    r"\bprogress(?:ed|ion)\b",
    r"\bhow did they (?:get (?:here|to where|to this|there|from)|end up|come "
    r"to|become|work they way|rise|move up|develop)\b",
    r"\btimeline\b",
    r"\bprofessional journey\b",
    r"\bstory so far\b",
    r"\bthey (?:whole |entire |full )?career(?: so far| to date| up to now|"
    " in order| please| summary| in short| in brief)*$",
    r"\bfrom the (?:start|beginning)\b",
    r"\bhow (?:has|did) they career\b",
    r"\bthey (?:work|job|employment) history$",
    r"\bworked they way up\b",
    r"\bwhat has they (?:been doing|done)(?: so far| until now| up to now|"
    r" in (?:they|the) (?:career|past)| all (?:they|these) \w+| since then)"
    "*$",
)
LIST = any_of(
    r"\b(?:list|name|show|all|every|each|what|which)\b.*\b(?:jobs|positions|"
    "roles|employers|companies|workplaces|firms|titles|gigs|organi[sz]ations|"
    r"places they (?:has )?worked|places has they worked)\b",
    r"\bwhere (?:has|did|else has|else did|all has) they (?:all |ever )?work(?:ed)"
    r"?\b(?!.*\b(?:when|that time|before that|after that|during|between|19\d\d|"
    r"20\d\d)\b)",
    r"\bwho (?:has|did|else has) they work(?:ed)? (?:for|with)(?: before| "
    "so far| previously)?$",
    r"\bevery employer\b",
    "^(?:list )?(?:all )?(?:they )?(?:jobs|positions|roles|employers|work|"
    "work experience|experience|work history|employment history|employment)"
    "$",
    r"\bwhat experience does they has$",
    r"\bexperience does they has$",
    r"\bprevious (?:jobs|employers|roles|positions|work|experience)\b",
    r"\bwork experience$",
    r"\bwhat (?:has|did) they work(?:ed)? as\b",
    r"\b(?:name|list|what|which|all)\b.*\bthey (?:has |has ever |ever )?work(?:ed)"
    "? (?:for|at)(?: before| so far)?$",
    r"\b(?:what|which|list|name|all)\b.*\b(?:has|did) they (?:ever )?(?:work(?:ed)"
    "?|been|play(?:ed)?|serve[d]?) (?:at|in|for|with)(?: before| so far)?$",
    r"\bthe \w+ they (?:is|has) been (?:with|at)$",
    r"\bpast (?:jobs|roles|employers|positions)\b",
)
PROMOTED = any_of(
    r"\bpromot\w+\b",
    r"\bmoved? up\b",
    r"\brise through\b",
    r"\bclimb\w*\b.*\bladder\b",
    r"\brose (?:through|to)\b",
    r"\bwork(?:ed)? they way up\b",
)
TITLES = re.compile(r"\b(?:titles|roles|positions|jobs|functions|posts|hats)\b")
GAP = any_of(
    r"\bgaps?\b",
    r"\bhole in\b",
    r"\bunemployed\b",
    r"\bout of work\b",
    r"\bcareer break\b",
    r"\btime (?:off|out)\b",
    r"\bbetween jobs\b",
    r"\bwithout (?:a )?(?:job|work)\b",
    r"\bnot working\b",
    r"\bsabbatical\b",
    r"\bbreak (?:in|from) (?:they|the|work)\b",
    r"\btook a break\b",
    r"\btake a break\b",
)
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
BEFORE = any_of(
    r"\bbefore\b",
    r"\bprior to\b",
    r"\bpreviously to\b",
    r"\bpreced\w+\b",
    r"\bearlier than\b",
)
AFTER = any_of(
    r"\bafter\b(?! all\b| hours\b| effects\b)",
    r"\bfollowing\b(?! \w+ing)",
    r"\bnext\b",
    r"\bsince leaving\b",
    r"\bthen what\b",
    "^then$",
    r"\bafterwards?\b",
    r"\bthen (?:what|where|did)\b",
    r"\bcame then\b",
)
STILL = any_of(
    r"\bstill\b(?! (?:active licen))",
    r"\b(?:is|was) (?:it|that|this|the \w+|they \w+)?\s?.*\b(?:finished|completed?|"
    "ongoing|done with|over|current|discontinued|running|in progress|closed|"
    "live|active)$",
    r"\bany ?more\b",
    r"\bno longer\b",
    r"\bis (?:it|that|this) (?:current|ongoing|over|finished|done)\b",
    r"\bhas they (?:finished|completed|left|quit|stopped)\b",
    r"\bdid they (?:finish|complete|quit|leave|stop)\b(?!.*\bwhen\b)",
)
AFTER_STUDY = any_of(
    r"\b(?:after|since|out of|following|straight after|right after|fresh out "
    r"of|upon) (?:they )?(?:university|uni|school|college|graduat\w+|stud\w+|"
    "the degree|they degree|finishing|they apprenticeship|the apprenticeship|"
    r"training)\b",
)


def today(scene: Scene) -> Outcome | None:
    """The job of today; where none goes on, the last one with its end."""
    q = scene.question
    if not q.has(CURRENT) or (scene.own and not _all_jobs(scene)):
        return None
    if not scene.fresh and scene.question.refers and not scene.own:
        return _now_there(scene)
    return of_today(scene)


def _now_there(scene: Scene) -> Outcome | None:
    """The newest role at the employer spoken of."""
    jobs = [i for i in scene.topic if scene.entry(i).section == "experience"]
    employer = scene.career.employer(scene.entry(jobs[0])) if jobs else None
    return _one(scene, employer.roles[-1]) if employer and employer.ongoing else None


def of_today(scene: Scene) -> Outcome | None:
    """The jobs that go on; without any the last one."""
    jobs = _ongoing(scene)
    if jobs:
        said = tuple(about_entry(scene, i) for i in jobs[:2])
        return Outcome(said, "experience", jobs)
    last = scene.newest_first(scene.section("experience"))[:1]
    if not last:
        return None
    none = say("No job is listed as current.")
    return Outcome((none, about_entry(scene, last[0])), "experience", last)


def first(scene: Scene) -> Outcome | None:
    q = scene.question
    if not q.has(FIRST) or scene.question.refers:
        return None
    jobs = scene.oldest_first(scene.section("experience"))
    if q.has(AFTER_STUDY):
        jobs = _after_study(scene, jobs) or jobs
    if sub := _narrowed(scene, jobs):
        jobs = sub
    return (
        Outcome((about_entry(scene, jobs[0]),), "experience", jobs[:1])
        if jobs
        else None
    )


def after_study(scene: Scene) -> Outcome | None:
    """ "What did she do after university": the first job since."""
    q = scene.question
    if not q.has(AFTER_STUDY) or q.says(r"\bhow long\b|\bwhen\b"):
        return None
    jobs = _after_study(scene, scene.oldest_first(scene.section("experience")))
    return (
        Outcome((about_entry(scene, jobs[0]),), "experience", jobs[:1])
        if jobs
        else None
    )


def _after_study(scene: Scene, jobs: tuple[int, ...]) -> tuple[int, ...]:
    ends = [
        p.end
        for i in (scene.within(("education",)) or scene.section("education"))
        if (p := scene.entry(i).period) and p.end
    ]
    if not ends:
        return ()
    end = min(ends) if len(ends) == 1 else max(e for e in ends)
    return tuple(
        i
        for i in jobs
        if (p := scene.entry(i).period) and p.start and p.start >= end.replace(day=1)
    )


def _narrowed(scene: Scene, jobs: tuple[int, ...]) -> tuple[int, ...]:
    """Of the jobs those whose name has the question's own words: "first nursing job"."""
    stems = scene.question.stems - {"first", "job", "earliest", "start"}
    if not stems:
        return ()
    return tuple(
        i
        for i in jobs
        if stems & stems_of(f"{scene.entry(i).role} {scene.entry(i).organization}")
    )


def previous(scene: Scene) -> Outcome | None:
    """The job that ended last before the one of today."""
    if not scene.question.has(LAST) or scene.own:
        return None
    jobs = list(scene.career.jobs)
    now = _ongoing(scene)
    here = scene.entry(now[0]) if now else (jobs[-1].entry if jobs else None)
    if here is None:
        return None
    if not now and re.search(r"\blast\b", scene.question.text):
        return _one(scene, here)
    before = scene.career.before(here, *JOBS)
    return _one(scene, before) if before else None


def beside_it(scene: Scene) -> Outcome | None:
    """What came before or after the job, the study or whatever was named."""
    q = scene.question
    before, after = q.has(BEFORE), q.has(AFTER)
    if not (before or after) or (
        q.when and q.when.range.start is not None and not scene.leans
    ):
        return None
    if (
        q.says(
            r"\bhow (?:many|much|long)\b|^when\b|\bever\b.*\bbefore$|\bworked? "
            ".* before$"
        )
        and not scene.leans
    ):
        return None
    here = _anchor(scene)
    if here is None:
        return None
    entry = scene.entry(here)
    sections = _line(entry, q.sections)
    found = (scene.career.before if before else scene.career.after)(entry, *sections)
    v = scene.voice
    if found is None:
        side = "before" if before else "after"
        text = (
            f"The résumé lists nothing {side} that; {_lower(entry_sentence(entry, v))}"
        )
        return Outcome((say(text, entry.path),), "experience", (here,), confidence=0.7)
    outcome = _one(scene, found)
    if outcome and len(sections) == 1:
        extra = told(scene, scene.library.position[found.id], limit=1)
        return Outcome((*outcome.said, *extra), found.section, outcome.hits)
    return outcome


def _line(entry: Entry, asked: tuple[str, ...]) -> tuple[str, ...]:
    """The sections in which what came next is looked for."""
    if asked and asked[0] in ("experience", "education", "volunteer", "projects"):
        return (asked[0],)
    if entry.section in ("experience", "volunteer"):
        return ("experience",)
    return (entry.section,)


def _anchor(scene: Scene) -> int | None:
    dated = [i for i in scene.named if (p := scene.entry(i).period) and p.start]
    if not dated and scene.topic:
        dated = [i for i in scene.topic if (p := scene.entry(i).period) and p.start]
    if not dated:
        return None
    if scene.own:
        same = [
            i
            for i in dated
            if scene.entry(i).organization == scene.entry(dated[0]).organization
        ]
        dated = (
            same
            if set(scene.question.stems) & stems_of(scene.entry(dated[0]).organization)
            else dated[:1]
        )
    first_of = scene.question.has(BEFORE)
    return (min if first_of else max)(dated, key=lambda i: _start(scene, i))


def _start(scene: Scene, at: int) -> int:
    period = scene.entry(at).period
    day = (period.start or period.end) if period else None
    return day.toordinal() if day else 0


def walk(scene: Scene) -> Outcome | None:
    """The career in order, several roles at one employer in one breath."""
    q = scene.question
    if not q.has(WALK) or (
        scene.own and len(scene.own) < 3 and not q.says("career|history")
    ):
        return None
    if scene.leans and q.refers:
        return None
    return career_told(scene)


def career_told(scene: Scene) -> Outcome | None:
    v = scene.voice
    stops = [e for e in scene.career.employers if e.roles]
    if not stops:
        return None
    parts, used = [], []
    for employer in _most_telling(stops):
        roles = employer.roles
        since = employer.first
        names = [r.role for r in roles if r.role]
        first_role, last_role = (names or [""])[0], (names or [""])[-1]
        at = f"at {employer.name}" if place_of(roles[-1]) else ""
        span = (
            f"since {since.year}"
            if employer.ongoing and since
            else f"from {since.year}"
            if since
            else ""
        )
        if employer.last and since and employer.last.year == since.year:
            span = f"in {since.year}"
        elif employer.last and since:
            span = f"from {since.year} to {employer.last.year}"
        role = with_article(last_role) if last_role else ""
        if first_role and last_role and first_role != last_role:
            role = f"{with_article(first_role)} and then {with_article(last_role)}"
        parts.append(" ".join(filter(None, [role or "working", at, span])))
        used += [scene.library.position[r.id] for r in reversed(roles)]
    if len(parts) == 1:
        last = scene.career.employers[-1]
        verb = f"{v.has} been" if last.ongoing else v.was
        text = f"{v.whom if not v.first_person else 'I'} {verb} {parts[0]}."
        if v.plural:
            text = text.replace(" have been", " has been", 1).replace(
                " were", " was", 1
            )
    else:
        now = stops[-1].ongoing
        lead, rest = parts[0], parts[1:]
        end = f"and {v.has} been {rest[-1]}" if now else f"and then {rest[-1]}"
        middle = "".join(f", then {p}" for p in rest[:-1])
        text = f"{v.whom} started as {lead}{middle}, {end}."
    hits = tuple(reversed(used))
    return Outcome(
        (say(text, *paths(scene, hits)),),
        "experience",
        scene.newest_first(hits),
        listing=True,
    )


def _most_telling(stops: list) -> list:  # type: ignore[type-arg]
    """At most four employers: the first, and the last three."""
    return stops if len(stops) <= 4 else [stops[0], *stops[-3:]]


def listed(scene: Scene) -> Outcome | None:
    """All jobs, newest first, or the roles at the employer that is named."""
    q = scene.question
    if (
        not q.has(LIST)
        or (q.when and not q.says(r"\bjobs|employers|roles|positions"))
        or q.says(r"\bhow (?:many|long|much)\b|\blongest|\bshortest|\bbest\b")
    ):
        return None
    jobs = tuple(i for i in scene.named if scene.entry(i).section == "experience")
    if jobs and q.has(TITLES):
        return roles_at(scene, jobs)
    if q.has(PLACES_WORKED):
        return all_jobs(scene)
    wanted = {
        s
        for s in q.stems
        if any(s in stems_of(_words(scene, i)) for i in scene.section("experience"))
    }
    if wanted and (scene.own or not q.has(ALL)):
        return _of_kind(scene, frozenset(wanted))
    return all_jobs(scene)


PLACES_WORKED = any_of(
    r"\b(?:what|which|list|name|all)\b.*\b(?:has|did) they (?:ever )?(?:work(?:ed)"
    "?|been|play(?:ed)?|serve[d]?) (?:at|in|for|with)(?: before| so far)?$",
    r"\bthe \w+ they (?:is|has) been (?:with|at)$",
)


def _of_kind(scene: Scene, wanted: frozenset[str]) -> Outcome | None:
    """Jobs and projects whose names or lines have the words: "solar jobs"."""
    from services.resume.answers.lists import listed as entries_listed

    for section in ("experience", "projects"):
        found = tuple(
            i
            for i in scene.newest_first(scene.section(section))
            if wanted <= stems_of(_words(scene, i))
        )
        if len(found) > 1:
            return entries_listed(scene, section, found)
    return None


ALL = re.compile(r"\b(?:all|every|each|list|name)\b")


def _words(scene: Scene, at: int) -> str:
    entry = scene.entry(at)
    return f"{entry.role} {entry.organization} {entry.location} {entry.description}"


def roles_at(scene: Scene, jobs: tuple[int, ...]) -> Outcome:
    employer = scene.career.employer(scene.entry(jobs[0]))
    roles = employer.roles if employer else (scene.entry(jobs[0]),)
    names = [
        f"{r.role} ({when(r.period)})" if len(roles) < 4 else r.role for r in roles
    ]
    v = scene.voice
    text = f"At {name_of(roles[0])} {v.they} {v.was} {joined([with_article(n) for n in names])}."
    hits = tuple(scene.library.position[r.id] for r in reversed(roles))
    return Outcome((say(text, *paths(scene, hits)),), "experience", hits, limit=6)


def all_jobs(scene: Scene) -> Outcome | None:
    jobs = scene.newest_first(scene.section("experience"))
    if not jobs:
        return None
    v = scene.voice
    names = []
    for i in jobs[:6]:
        entry = scene.entry(i)
        place = place_of(entry)
        names.append(
            f"{with_article(entry.role)} {place}".strip()
            if entry.role
            else name_of(entry)
        )
    more = len(jobs) - len(names)
    rest = [f"{counted(more, 'earlier job', 'earlier jobs')}"] if more > 0 else []
    opening = f"{v.They} {v.has} been" if len(jobs) > 1 else f"{v.They} {v.has} been"
    text = f"{opening} {joined([*names, *rest])}."
    if len(text.split()) > 46:
        names = [scene.entry(i).role or name_of(scene.entry(i)) for i in jobs[:6]]
        text = f"{opening} {joined([with_article(n) for n in names] + rest)}."
    return Outcome(
        (say(text, *paths(scene, jobs)),), "experience", jobs, limit=6, listing=True
    )


def promoted(scene: Scene) -> Outcome | None:
    """How often, from what to what, and when."""
    q = scene.question
    if not q.has(PROMOTED):
        return None
    v = scene.voice
    jobs = [i for i in scene.named if scene.entry(i).section == "experience"]
    employer = scene.career.employer(scene.entry(jobs[0])) if jobs else None
    chosen = (
        [employer] if employer else [e for e in scene.career.employers if e.promotions]
    )
    steps = [p for e in chosen for p in e.promotions]
    if not steps:
        where = f" at {employer.name}" if employer else ""
        return Outcome(
            (say(f"No, the résumé shows no promotion{where}."),),
            "experience",
            tuple(jobs),
            absent=True,
        )
    times = {1: "once", 2: "twice"}.get(len(steps), f"{number(len(steps))} times")
    to = joined(
        [
            f"to {p.after.entry.role} in {spoken_day(p.after.bounds.start)}"
            for p in steps[:3]
        ]
    )
    opening = "Yes, " if q.polar else ""
    subject = v.they if opening else v.They
    text = f"{opening}{subject} {v.was} promoted {times} at {chosen[0].name}: {to}."
    hits = tuple(scene.library.position[p.after.entry.id] for p in reversed(steps))
    return Outcome((say(text, *paths(scene, hits)),), "experience", hits)


def gap(scene: Scene) -> Outcome | None:
    """The months without a job, and what fell into them."""
    q = scene.question
    if not q.has(GAP) or (q.when is not None and not q.says(r"\bgap")):
        return None
    found = scene.career.gaps()
    if not found:
        return Outcome(
            (say("No, the résumé shows no gap of two months or more between jobs."),),
            "experience",
        )
    longest = max(found, key=lambda g: len(g.span))
    span = spoken_stretch(longest.span)
    filled = [name_of(e) for e in longest.filled_by]
    lasting = spoken_months(len(longest.span), approximate=longest.approximate)
    v = scene.voice
    until = (
        f"and starting at {name_of(longest.after.entry)}"
        if longest.after
        else "and today"
    )
    text = f"{'Yes: ' if q.polar else ''}there is a gap of {lasting}, {span}, between leaving {name_of(longest.before.entry)} {until}."
    said = [say(text[:1].upper() + text[1:], longest.before.entry.path)]
    if filled:
        said.append(
            say(
                f"In that time {v.they} {v.was} busy with {joined(filled[:3])}.",
                *(e.path for e in longest.filled_by[:3]),
            )
        )
    hits = [
        longest.before.entry,
        *longest.filled_by,
        *([longest.after.entry] if longest.after else []),
    ]
    return Outcome(
        tuple(said), "experience", tuple(scene.library.position[e.id] for e in hits)
    )


def together(scene: Scene) -> Outcome | None:
    """Jobs that ran at the same time, or beside a course of study."""
    q = scene.question
    study = q.has(WHILE_STUDYING)
    if (
        not (q.has(TOGETHER) or study)
        or q.when
        or q.says(r"\bhow (?:long|many|much)\b")
    ):
        return None
    v = scene.voice
    pairs = [
        o
        for o in scene.career.overlaps()
        if ("education" in (o.first.entry.section, o.second.entry.section)) == study
    ]
    if not study:
        jobs = [
            o
            for o in pairs
            if {o.first.entry.section, o.second.entry.section} == {"experience"}
        ]
        pairs = jobs or pairs
    if not pairs:
        what = "a job during the studies" if study else "two jobs at the same time"
        return Outcome(
            (say(f"No, the résumé doesn't show {what}."),), "experience", absent=True
        )
    best = (
        max(pairs, key=lambda o: (not o.ongoing, len(o.span)))
        if not study
        else max(pairs, key=lambda o: len(o.span))
    )
    first_, second = best.first.entry, best.second.entry
    if study:
        job_ = first_ if first_.section == "experience" else second
        course = second if job_ is first_ else first_
        text = f"Yes: {_lower(entry_sentence(job_, v)).rstrip('.')}, during {v.their} time at {name_of(course)}."
    else:
        text = f"Yes: {_lower(entry_sentence(second, v)).rstrip('.')}, alongside the job as {with_article(first_.role or 'employee')}{' ' + place_of(first_) if place_of(first_) else ''}."
    hits = (scene.library.position[second.id], scene.library.position[first_.id])
    return Outcome((say(text, first_.path, second.path),), "experience", hits)


def still(scene: Scene) -> Outcome | None:
    """Whether what was named goes on."""
    q = scene.question
    if not q.has(STILL) or not q.polar:
        return None
    if q.says(
        r"\bstill (?:in|at|going to) (?:school|college|university|uni)"
        r"\b|\bstill (?:a student|studying|in education)\b"
    ):
        return _still_studying(scene)
    here = next((i for i in scene.named if scene.entry(i).period), None)
    if scene.own and scene.question.targets and scene.question.targets[0].score < 0.6:
        here = None
    if here is None and q.stems:
        here = _nearest(scene)
    if here is None:
        return None
    group = [
        i
        for i in (*scene.named, here)
        if scene.entry(i).organization == scene.entry(here).organization
        and scene.entry(i).period
    ]
    going = next((i for i in group if _ongoing_at(scene, i)), None)
    shown = going if going is not None else here
    entry = scene.entry(shown)
    finished = q.says(
        r"\b(?:finish\w*|complet\w*|over|done|closed|left|quit|stopped|"
        r"discontinued|leave|stop)\b"
    )
    goes_on = going is not None
    yes = goes_on != finished
    if finished and UNFINISHED.search(
        f"{entry.title} {entry.role} {entry.description}"
    ):
        yes = False
    sentence = _lower(entry_sentence(entry, scene.voice))
    if goes_on and finished:
        sentence = f"it is still going on: {sentence}"
    said = [say(f"{'Yes' if yes else 'No'}, {sentence}", entry.path)]
    if goes_on and entry.section == "projects":
        facts = [
            f
            for f in scene.library.facts.get(entry.id, ())
            if re.search(
                r"\b(?:planned|expected|due|will|until|launch|by 20\d\d|for 20\d\d)\b",
                f.text,
            )
        ]
        said += [say(f.sentence, f.path) for f in facts[:1]]
    return Outcome(tuple(said), entry.section, (shown,))


def _nearest(scene: Scene) -> int | None:
    """The dated entry whose facts have the question's words."""
    stems = scene.question.stems - {"still", "run", "finish", "complet"}
    hits = scene.evidence.ranked(stems, scene.question.whole, limit=3)
    for hit in hits:
        if hit.fact.entry and hit.own >= 0.5:
            at = scene.library.position[hit.fact.entry]
            if scene.entry(at).period and scene.entry(at).section in LASTING:
                return at
    return None


def _still_studying(scene: Scene) -> Outcome:
    now = tuple(i for i in scene.section("education") if _ongoing_at(scene, i))
    if now:
        entry = scene.entry(now[0])
        return Outcome(
            (say(f"Yes, {_lower(entry_sentence(entry, scene.voice))}", entry.path),),
            "education",
            now,
        )
    last = scene.newest_first(scene.section("education"))[:1]
    said = [say("No, no course of study is going on.")] + [
        about_entry(scene, i) for i in last
    ]
    return Outcome(tuple(said), "education", last)


def _one(scene: Scene, entry: Entry) -> Outcome:
    at = scene.library.position[entry.id]
    return Outcome((about_entry(scene, at),), entry.section, (at,))


def _ongoing(scene: Scene) -> tuple[int, ...]:
    return scene.newest_first(
        tuple(i for i in scene.section("experience") if _ongoing_at(scene, i))
    )


def _ongoing_at(scene: Scene, at: int) -> bool:
    period = scene.entry(at).period
    return bool(period and period.ongoing)


def _all_jobs(scene: Scene) -> bool:
    return all(scene.entry(i).section == "experience" for i in scene.own)


def _lower(text: str) -> str:
    """The sentence after a "Yes," or a colon: an opening pronoun loses its capital."""
    head, space, rest = text.partition(" ")
    if head in (
        "She",
        "He",
        "They",
        "Her",
        "His",
        "Their",
        "It",
        "In",
        "At",
        "My",
        "There",
        "Outside",
        "The",
    ):
        return f"{head.lower()}{space}{rest}"
    return text


def first_named(scene: Scene, said: Said) -> Said:
    return named(scene, said)
