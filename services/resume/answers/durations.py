"""How long: at an employer, in a role, in a place, of a study, in a field, in all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from services.models.resume import Entry
from services.resume.answers.compare.pairs import pair
from services.resume.answers.evidence import stems_of
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import paths
from services.resume.answers.scene import Scene
from services.resume.facts.months import Months, month_number
from services.resume.facts.spans import spoken_day, spoken_months, spoken_stretch
from services.resume.facts.stints import Stint
from services.resume.questions.patterns import any_of
from services.resume.telling.entries import name_of, place_of
from services.resume.telling.lists import joined
from services.resume.telling.nouns import with_article

HOW_LONG = any_of(
    r"\bhow long\b(?! ago\b)",
    r"\bhow many (?:years|months|weeks)\b",
    r"\bhow much (?:work |professional |real |relevant |actual |total |hands "
    r"on |paid )*(?:experience|time)\b",
    r"\bduration\b",
    r"\b(?:years|amount) of (?:\w+ )?experience\b",
    r"\bhow experienced\b",
    r"\blength of\b",
    r"\bhow (?:senior|junior) is\b",
    r"\bexperience in years\b",
)
TOTAL = any_of(
    r"\bexperience\b",
    r"\bexperienced\b",
    r"\bworking life\b",
    r"\bin (?:the )?(?:industry|business|workforce|field|profession|trade|game)\b",
    r"\bprofessionally\b",
    r"\bcareer\b",
    r"\bbeen (?:working|doing (?:this|it))\b",
)
BETWEEN = re.compile(r"\bbetween\b(?! jobs)|\bfrom\b.*\bto\b|\bgap\b")
WHOLE = any_of(
    r"\b(?:altogether|in total|in all|overall|total|combined|at the (?:company|"
    r"firm|hospital|place))\b",
)
STUDY = any_of(
    r"\b(?:degree|studies|studying|study|university|college|school|bachelor\w*|"
    r"master\w*|phd|doctorate|course|education|uni|training|apprenticeship|"
    r"diploma)\b",
)
FREE = frozenset(
    """
    long year month week experi total time work career job professional paid real
    relevant actual industri busines profession trade field spend spent last take
    took altogether combin so far alreadi sinc role posit compani employ there
    hospital together journey firm stay been
    """.split()
)
AS_OR_IN = any_of(
    r"\b(?:as|been|being) (?:a|an)\b",
    r"\b(?:in|of) (?:the )?\w+(?: all together| altogether| in total| overall)?$",
)
LASTING = ("experience", "education", "projects", "volunteer")


def how_long(scene: Scene) -> Outcome | None:
    q = scene.question
    if not q.has(HOW_LONG) or q.says(
        r"\bhow long (?:is|was) (?:the|they) (?:bridge|book|race|list|"
        r"film|road|run)\b"
    ):
        return None
    if q.has(BETWEEN) and (spread := between(scene)):
        return spread
    if q.has(STUDY) and not _job_named(scene) and (studied := of_study(scene)):
        return studied
    field = _field(scene)
    if field and not scene.forced and (there := in_place(scene, field)):
        return there
    if q.has(AS_OR_IN) and field and (whole := in_profession(scene, field)):
        return whole
    if (scene.own or scene.leans) and (found := of_named(scene)) is not None:
        return found
    if field and (known := in_field(scene, field)):
        return known
    if field and q.says(r"\bexperience (?:with|in|of|on|using)\b"):
        return None
    if (
        q.person
        and not scene.named
        and q.says(
            r"\byears\b|\bexperience|\bhow long (?:has|did|was) they (?:been "
            r")?\w+ing\b"
        )
    ):
        return in_all(scene)
    return None


def in_profession(scene: Scene, field: tuple[str, ...]) -> Outcome | None:
    """The time in all jobs of a role or trade that several of them are of."""
    jobs = [i for i in scene.section("experience") if _akin(field, scene.entry(i).role)]
    if len(jobs) < 2:
        headline = scene.library.resume.profile.headline
        if jobs or not _akin(field, headline):
            return None
        return in_all(scene)
    return _summed(scene, jobs)


def _akin(field: Iterable[str], text: str) -> bool:
    """Whether each word or its close kin is in the text: journalism, journalist."""
    told = stems_of(text)
    return all(
        any(w == t or (len(w) > 5 and len(t) > 5 and w[:6] == t[:6]) for t in told)
        for w in field
    )


def of_named(scene: Scene) -> Outcome | None:
    """The time of the entry or employer that is named."""
    dated = [
        i
        for i in scene.named
        if scene.career.stint(scene.entry(i)) and scene.entry(i).section in LASTING
    ]
    if not dated:
        return None
    here = scene.entry(dated[0])
    employer = scene.career.employer(here)
    if employer and len(employer.stints) > 1 and _means_employer(scene, here, dated):
        return at_employer(scene, here)
    stint = scene.career.stint(here)
    return of_entry(scene, here, stint) if stint else None


def _job_named(scene: Scene) -> bool:
    return any(scene.entry(i).section == "experience" for i in scene.own[:1])


def _means_employer(scene: Scene, here: Entry, dated: list[int]) -> bool:
    """Whether the employer was named and not one of its roles."""
    q = scene.question
    if q.has(WHOLE):
        return True
    if not scene.own:
        return len(dated) > 1
    role = stems_of(here.role) - stems_of(here.organization)
    return not (role & set(q.stems))


def at_employer(scene: Scene, here: Entry) -> Outcome:
    v = scene.voice
    employer = scene.career.employer(here)
    assert employer is not None
    assert employer.first
    span = spoken_months(employer.months, approximate=employer.approximate)
    roles = [r.role for r in employer.roles if r.role]
    start = spoken_day(employer.first)
    if employer.ongoing:
        text = f"{v.They} {v.has} been at {employer.name} for {span}, since {start}, in {len(roles)} roles: {joined(roles)}."
    else:
        end = spoken_day(employer.last) if employer.last else ""
        text = f"{v.They} {v.was} at {employer.name} for {span}, from {start} to {end}, in {len(roles)} roles: {joined(roles)}."
    if len(roles) == 2:
        text = text.replace("in 2 roles: ", "as ", 1)
        text = text.replace(
            f"as {joined(roles)}",
            f"first as {with_article(roles[0])} and then as {with_article(roles[1])}",
        )
    hits = tuple(scene.library.position[r.id] for r in reversed(employer.roles))
    return Outcome((say(text, *paths(scene, hits)),), "experience", hits)


def of_entry(scene: Scene, entry: Entry, stint: Stint) -> Outcome:
    v = scene.voice
    span = spoken_months(stint.months, approximate=stint.approximate)
    what = _what(entry)
    start = spoken_day(stint.bounds.start, year_only=stint.approximate)
    end = spoken_day(stint.bounds.end, year_only=stint.approximate)
    subject, was = (v.They, f"{v.has} been" if stint.ongoing else v.was)
    if entry.section == "projects":
        subject, was, what = (
            entry.title,
            "has been running" if stint.ongoing else "took",
            "",
        )
        text = f"{subject} {was} {'for ' if stint.ongoing else ''}{span}"
    else:
        text = f"{subject} {was} {what} for {span}"
    text += (
        f", since {start}."
        if stint.ongoing
        else f", from {start} to {end}."
        if start != end
        else f", in {start}."
    )
    at = scene.library.position[entry.id]
    return Outcome((say(text, entry.path),), entry.section, (at,))


def _what(entry: Entry) -> str:
    place = place_of(entry)
    if entry.section == "education":
        return f"studying {place}".strip()
    if entry.section == "volunteer":
        return f"volunteering {place}".strip()
    role = with_article(entry.role) if entry.role else ""
    return f"{role} {place}".strip() or f"working on {entry.title}"


def of_study(scene: Scene) -> Outcome | None:
    """The time at one place of study, or at all of them."""
    q, v = scene.question, scene.voice
    own = scene.within(("education",)) if scene.own or scene.leans else ()
    positions = own or _by_level(scene) or scene.section("education")
    stints = [s for i in positions if (s := scene.career.stint(scene.entry(i)))]
    if not stints:
        return None
    if len(stints) == 1 or (own and not q.has(WHOLE)):
        return of_entry(scene, stints[0].entry, stints[0])
    total = scene.career.years_of_experience([s.entry for s in stints])
    span = spoken_months(total.months, approximate=total.approximate)
    parts = [
        f"{spoken_months(s.months, approximate=s.approximate)} at {name_of(s.entry)}"
        for s in stints
    ]
    first, last = (
        min(s.bounds.first for s in stints),
        max(s.bounds.last for s in stints),
    )
    verb = f"{v.has} studied" if any(s.ongoing for s in stints) else "studied"
    years = f"from {Months(first, last).start.year} " + (
        "on" if total.ongoing else f"to {Months(first, last).end.year}"
    )
    text = f"{v.They} {verb} for {span} in all, {years}: {joined(parts)}."
    hits = tuple(scene.library.position[s.entry.id] for s in stints)
    return Outcome((say(text, *paths(scene, hits)),), "education", hits)


def _by_level(scene: Scene) -> tuple[int, ...]:
    from services.resume.answers.study import levels_asked

    wanted = levels_asked(scene.question)
    return tuple(
        i
        for i in scene.section("education")
        if wanted & scene.library.targets.degrees[i]
    )


def _field(scene: Scene) -> tuple[str, ...]:
    return tuple(w for w in scene.question.stems if w not in FREE)


def in_place(scene: Scene, field: tuple[str, ...]) -> Outcome | None:
    """The time somewhere: work and study whose place is it."""
    v = scene.voice
    inside = [
        i
        for i, e in enumerate(scene.entries)
        if e.location and set(field) <= stems_of(e.location)
    ]
    inside += [
        i
        for i in scene.section("education")
        if set(field) & stems_of(scene.entry(i).organization)
        and set(field)
        <= stems_of(f"{scene.entry(i).organization} {scene.entry(i).location}")
    ]
    if not inside:
        return None
    total = scene.career.years_of_experience([scene.entry(i) for i in inside])
    if total.bounds is None:
        return None
    span = spoken_months(total.months, approximate=total.approximate)
    first = spoken_day(total.bounds.start)
    place = next(p for p in _named_place(scene, inside, field))
    verb = f"{v.has} been" if total.ongoing else v.was
    when = (
        f"since {first}"
        if total.ongoing
        else f"from {first} to {spoken_day(total.bounds.end)}"
    )
    names = joined(list(dict.fromkeys(name_of(e) for e in total.entries))[:4])
    text = f"Going by {v.their} jobs and studies, {v.they} {verb} in {place} for {span}, {when}: {names}."
    return Outcome(
        (say(text, *paths(scene, tuple(inside))),), "experience", tuple(inside)
    )


def _named_place(
    scene: Scene, inside: Iterable[int], field: tuple[str, ...]
) -> Iterable[str]:
    for i in inside:
        for part in scene.entry(i).location.split(","):
            if stems_of(part) & set(field):
                yield part.strip()
    yield "there"


def in_field(scene: Scene, field: tuple[str, ...]) -> Outcome | None:
    """The time in jobs and projects that are of a field; none are taken for granted."""
    v = scene.voice
    subject = " ".join(w for w in scene.question.content if stems_of(w) & set(field))
    wanted = set(field)
    jobs = [
        i
        for i in (*scene.section("experience"), *scene.section("volunteer"))
        if wanted <= _words_of(scene.entry(i))
    ]
    if not jobs:
        jobs = [
            i
            for i in scene.section("experience")
            if wanted
            <= stems_of(scene.library.resume.profile.headline)
            | _words_of(scene.entry(i))
        ]
    if not jobs:
        jobs = [
            i for i in scene.section("projects") if wanted <= _words_of(scene.entry(i))
        ]
    if not jobs:
        return None
    del subject, v
    return _summed(scene, jobs)


def _summed(scene: Scene, jobs: list[int]) -> Outcome | None:
    total = scene.career.years_of_experience([scene.entry(i) for i in jobs])
    if not total.months or total.bounds is None:
        return None
    span = spoken_months(total.months, approximate=total.approximate)
    since = spoken_day(total.bounds.start)
    until = (
        f"since {since}"
        if total.ongoing
        else f"between {since} and {spoken_day(total.bounds.end)}"
    )
    names = joined(list(dict.fromkeys(name_of(e) for e in total.entries))[:3])
    text = f"The résumé shows {span} of that, {until}: {names}."
    hits = scene.newest_first(tuple(jobs))
    return Outcome((say(text, *paths(scene, hits)),), "experience", hits)


def _words_of(entry: Entry) -> frozenset[str]:
    texts = [
        entry.title,
        entry.role,
        entry.organization,
        entry.description,
        *entry.highlights,
        *entry.technologies,
        *entry.keywords,
    ]
    return frozenset().union(*map(stems_of, texts))


def in_all(scene: Scene) -> Outcome | None:
    """Paid work in all, internships told apart."""
    v = scene.voice
    total = scene.career.years_of_experience()
    if not total.months or total.bounds is None:
        total = scene.career.years_of_experience(
            [scene.entry(i) for i in scene.section("experience")]
        )
    if not total.months or total.bounds is None:
        return None
    span = spoken_months(total.months, approximate=total.approximate)
    names = list(dict.fromkeys(name_of(e) for e in reversed(total.entries)))
    since = (
        f"since {total.bounds.start.year}"
        if total.ongoing
        else f"between {total.bounds.start.year} and {total.bounds.end.year}"
    )
    text = f"{v.They} {v.has} {span} of work experience, {since}."
    extra = scene.career.internships()
    said = [say(text, *(e.path for e in total.entries[:4]))]
    if extra.months and extra.entries:
        said.append(
            say(
                f"On top of that there {'was' if not extra.ongoing else 'is'} {with_article(extra.entries[-1].role)} job, {spoken_months(extra.months)}.",
                extra.entries[-1].path,
            )
            if len(extra.entries) == 1
            else say(
                f"On top of that there are {spoken_months(extra.months)} of internships and student jobs."
            )
        )
    del names
    hits = tuple(scene.library.position[e.id] for e in reversed(total.entries))
    return Outcome(tuple(said), "experience", hits)


def between(scene: Scene) -> Outcome | None:
    """The time from one entry's date to another's: two patents, two awards."""
    if scene.question.says(r"\bbreak\b|\bgap\b|\btime off\b|\bbetween\b") and (
        both := pair(scene)
    ):
        if broken := _break(scene, *both):
            return broken
    dated = [
        i for i in _two(scene) if (p := scene.entry(i).period) and (p.start or p.end)
    ]
    if len(dated) < 2:
        return None
    first, second = sorted(dated[:2], key=lambda i: _day(scene, i))
    months = month_number(_date(scene, second)) - month_number(_date(scene, first))
    start, end = spoken_day(_date(scene, first)), spoken_day(_date(scene, second))
    if months <= 0:
        return None
    text = f"{spoken_months(months)[:1].upper()}{spoken_months(months)[1:]} lie between them, from {start} to {end}: {name_of(scene.entry(first))} and {name_of(scene.entry(second))}."
    hits = (first, second)
    return Outcome((say(text, *paths(scene, hits)),), scene.entry(first).section, hits)


def _break(scene: Scene, a: int, b: int) -> Outcome | None:
    """The months between the end of one job and the start of another."""
    first, second = sorted((a, b), key=lambda i: _day(scene, i))
    entry = scene.entry(second)
    employer = scene.career.employer(entry)
    later = (
        employer.stints[0]
        if employer and employer.stints
        else scene.career.stint(entry)
    )
    earlier = scene.career.stint(scene.entry(first))
    if earlier is None or later is None or entry.section not in LASTING:
        return None
    months = later.bounds.first - earlier.bounds.last - 1
    if months <= 0:
        return None
    span = Months(earlier.bounds.last + 1, later.bounds.first - 1)
    text = f"There were {spoken_months(months)} between {name_of(scene.entry(first))} and {name_of(entry)}, {spoken_stretch(span)}."
    return Outcome(
        (say(text, *paths(scene, (first, second))),), "experience", (first, second)
    )


def _two(scene: Scene) -> tuple[int, ...]:
    if len(scene.own) == 2:
        return scene.own
    for section in scene.question.sections:
        inside = scene.oldest_first(scene.section(section))
        if len(inside) >= 2:
            return (
                inside[:2]
                if not scene.question.says(r"\blast\b")
                else (inside[0], inside[-1])
            )
    return scene.own[:2] if len(scene.own) > 1 else ()


def _date(scene: Scene, at: int):  # type: ignore[no-untyped-def]
    period = scene.entry(at).period
    assert period is not None  # noqa: S101
    return period.start or period.end


def _day(scene: Scene, at: int) -> int:
    return int(_date(scene, at).toordinal())
