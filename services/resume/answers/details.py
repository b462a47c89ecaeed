"""One entry, or one thing about it: when, where, for whom, with what, what of it."""

from __future__ import annotations

import re

from services.models.fact import Fact, Kind
from services.models.resume import Entry
from services.resume.answers.contact import more_work
from services.resume.answers.evidence import Hit, stems_of
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.places import spoken_place
from services.resume.answers.reading import about_entry, read, told
from services.resume.answers.scene import Scene
from services.resume.answers.wording import lower_opening
from services.resume.facts.spans import spoken_day
from services.resume.questions.patterns import any_of
from services.resume.telling.entries import dates, name_of, place_of, when
from services.resume.telling.lists import joined
from services.resume.telling.nouns import with_article

WHEN = any_of(
    r"^(?:and )?when\b",
    r"\bwhen (?:did|was|is|does|were|has|exactly)\b",
    r"\b(?:what|which) (?:year|years|date|dates|month)\b",
    r"\bsince when\b",
    r"\bhow long ago\b",
    r"\bfrom when\b",
    r"\bdates?$",
    r"\b(?:start|end|finish) date\b",
    r"\bsince what year\b",
    r"\bhow recent(?:ly)?\b",
)
START = any_of(
    r"\b(?:start|started|begin|began|join|joined|become|became|begun|first)\b",
    r"\bsince when\b",
)
END = any_of(
    r"\b(?:end|ended|finish|finished|leave|left|stop|stopped|quit|complete|"
    r"completed|expire|expires|run out|runs out|valid until)\b",
)
WHERE = re.compile(
    r"\bwhere\b|\b(?:which|what) (?:city|country|town|place|state)\b|\blocation\b"
)
WHO_FOR = any_of(
    r"\bwho (?:did|was|is|does) (?:they|it|that|this)\b.*\b(?:for|by|with|from)\b",
    r"\bwho (?:issued?|awarded|gave|gives|published|behind|paid|client|customer|"
    r"commissioned|organi[sz]ed|employ\w*)\b",
    r"\b(?:for|by|from|with) (?:who|whom|which company|what company|which)\b",
    r"\bwhat (?:company|firm|organi[sz]ation|employer|client|journal|publisher|"
    r"venue)\b",
    r"\bwhich (?:company|firm|employer|client|organi[sz]ation|journal|publisher|"
    r"venue|paper)\b",
    r"\bissued by\b",
    r"\bwho is the issuer\b",
    r"\bwhose\b",
)
TOOLS = any_of(
    r"\b(?:tools?|technolog\w+|software|stack|tech|materials?|equipment|programs?|"
    r"built with|with what\b|\bwhat (?:was|is|did|were)\b.*\b(?:with|out of)"
    "$|made with|made (?:of|from|out of)|done with|used? for (?:it|that|this)"
    r"|did they use|techniques?|instruments?|medium|methods?)\b",
)
LINK = any_of(
    r"\b(?:link|url|see it|look at it|find it|view it|read it|watch it|download "
    r"it|website|repo(?:sitory)?|demo|online)\b",
)
DESCRIBE = any_of(
    "^(?:tell|say|more|describe|explain|about|what (?:is|was|does)|who is|"
    "what did they (?:do|actually do|work on)|what (?:does|is) they (?:do|"
    "doing)|what kind of|details|elaborate|go on|how (?:is|was|did))",
    r"\bmore (?:about|on|detail|details|info)\b",
    r"\btell me\b",
    r"\babout (?:it|that|this)$",
    r"\bdetails?\b",
    r"\bwhat (?:did|does|do|was|is|has) they (?:do|done|doing|responsible|"
    r"work on|working on|achieve|achieved|accomplish\w*|learn\w*|contribute)"
    r"\b",
    r"\bwhat was (?:it|that|they role)\b",
    r"\bresponsib\w+\b",
    r"\bduties\b",
    r"\btasks\b",
    r"\bachieve\w*\b",
    r"\baccomplish\w*\b",
    r"\bwhat about\b",
    r"\bwhat is with\b",
    r"\bwhat s with\b",
    r"\bresults?\b",
    r"\bhow did (?:it|that) go\b",
    r"\bhow did .* go$",
    r"\boutcome\b",
)
WORKED_OUT = any_of(
    r"\b(?:help(?:ed)?|work(?:ed)? out|succe\w+|pay off|paid off|make a difference|"
    r"go well|went well|popular|sell|sold|effective|work)\b",
)
HOURS = re.compile(r"\b(full|part) ?time\b")
THINGS = ("projects", "publications", "awards")
NAME = re.compile(r"\b(?:called|titled?|name of|named|name)\b")
CERTAIN = 0.72
"""Score from which a name was surely meant."""
BUDGET = 46
NO_ASPECT = frozenset(
    """
    do did done work role tell detail more responsibl duti task achiev accomplish
    job happen about go went describ explain project award paper place posit year
    time start finish begin end when where
    """.split()
)


def detail(scene: Scene) -> Outcome | None:
    """What was asked about the entry that is named or was spoken of."""
    named = scene.named
    if not named:
        return None
    q = scene.question
    if q.polar and q.sections and scene.own and not _of_parts(scene):
        return None
    if q.has(NAME) and scene.entry(named[0]).section in THINGS:
        at = named[0]
        return Outcome((about_entry(scene, at),), scene.entry(at).section, (at,))
    if q.has(HOURS) and (hours := _hours(scene)):
        return hours
    if q.has(WHEN):
        return date_of(scene, named)
    if q.has(WHO_FOR) and (found := organisation(scene, named)):
        return found
    if q.has(WHERE) and (found := place(scene, named)):
        return found
    if q.has(TOOLS) and (found := tools(scene, named)):
        return found
    if q.has(LINK) and scene.entry(named[0]).links:
        return more_work(scene)
    telling = _telling(scene)
    if scene.own and (clear := _clearer(scene)):
        return clear
    if telling and (found := best_inside(scene, telling)):
        return found
    if q.polar and q.has(WORKED_OUT) and scene.leans and (result := _result(scene)):
        return result
    if q.polar and telling:
        return None
    if q.has(DESCRIBE) or not telling or len(q.tokens) <= 4:
        return described(scene, named)
    return None


def _of_parts(scene: Scene) -> bool:
    """Whether what is named is of a part that the question names."""
    parts = {s for s in scene.question.sections if s not in ("skills", "experience")}
    return not parts or scene.entry(scene.own[0]).section in parts


def _hours(scene: Scene) -> Outcome | None:
    """Whether a job was full or part time, where its lines say so."""
    asked = HOURS.search(scene.question.text)
    at = scene.named[0]
    entry = scene.entry(at)
    lines = [
        entry.role,
        entry.title,
        *(f.text for f in scene.library.facts.get(entry.id, ()) if not f.derived),
    ]
    stated = next(
        (
            m[1].lower()
            for line in lines
            if (m := HOURS.search(line.lower().replace("-", " ")))
        ),
        "",
    )
    if not asked or entry.section not in ("experience", "volunteer", "education"):
        return None
    if not stated:
        return Outcome(
            (
                say(
                    "The résumé doesn't say whether that was full time or part time.",
                    entry.path,
                ),
            ),
            entry.section,
            (at,),
            absent=True,
        )
    yes = "Yes" if stated == asked[1] else "No"
    text = f"{yes}, it was {stated} time."
    more = [
        read(scene, f)
        for f in scene.library.facts.get(entry.id, ())
        if HOURS.search(f.text.lower().replace("-", " ")) and f.kind is Kind.SUMMARY
    ][:1]
    return Outcome((say(text, entry.path), *more), entry.section, (at,))


def _clearer(scene: Scene) -> Outcome | None:
    """A fact elsewhere that has every word, where the name was only touched."""
    q = scene.question
    if scene.forced or not q.targets or q.targets[0].score >= CERTAIN or not q.stems:
        return None
    hits = scene.evidence.ranked(q.stems, q.whole, limit=1)
    if hits and hits[0].own >= 0.95 and hits[0].fact.entry:
        at = scene.library.position[hits[0].fact.entry]
        if at not in scene.own and hits[0].fact.kind in (Kind.HIGHLIGHT, Kind.SUMMARY):
            return _of_hit(scene, hits[0])
    return None


def _result(scene: Scene) -> Outcome | None:
    """What came of it: the entry's strongest figure."""
    at = scene.named[0]
    facts = [
        f
        for f in scene.library.facts.get(scene.entry(at).id, ())
        if f.kind is Kind.HIGHLIGHT and f.values
    ]
    if not facts:
        return None
    best = _by_weight(scene, facts)[0]
    return Outcome(
        (say(f"Yes: {lower_opening(read(scene, best).text)}", best.path),),
        scene.entry(at).section,
        (at,),
    )


def _telling(scene: Scene) -> frozenset[str]:
    """The question's words that are neither the entry's name nor how one asks."""
    names = frozenset(
        s
        for i in scene.named
        for s in stems_of(
            f"{scene.entry(i).title} {scene.entry(i).organization} {scene.entry(i).role}"
        )
    )
    part = frozenset(s for p in scene.question.parts for s in stems_of(p.noun))
    own = (
        frozenset(
            s for t in scene.question.targets[:2] for w in t.words for s in stems_of(w)
        )
        if scene.own
        else frozenset()
    )
    return scene.question.stems - names - part - NO_ASPECT - own


def best_inside(scene: Scene, telling: frozenset[str]) -> Outcome | None:
    """The fact of the named entries that has the words, or comes nearest in meaning."""
    within = {scene.entry(i).id for i in scene.named}
    hits = scene.evidence.ranked(telling, scene.question.whole, within=within, limit=5)
    hits = [
        h
        for h in hits
        if h.fact.kind not in (Kind.DATE, Kind.TENURE, Kind.LINK) and not h.fact.derived
    ]
    if not hits:
        return None
    best = hits[0]
    if best.own < 0.3 and best.near < 0.3:
        return None
    if scene.question.polar and not telling <= stems_of(best.fact.text):
        return None
    return _of_hit(scene, best)


def _of_hit(scene: Scene, hit: Hit) -> Outcome:
    at = scene.library.position[hit.fact.entry]
    named_only = hit.fact.kind in (
        Kind.KEYWORD,
        Kind.TITLE,
        Kind.ORGANIZATION,
        Kind.SUMMARY,
    )
    if named_only and scene.entry(at).section in THINGS and not scene.question.polar:
        return described(scene, (at,))
    said = read(scene, hit.fact)
    if scene.question.polar:
        said = say(f"Yes: {lower_opening(said.text)}", *said.paths)
    return Outcome(
        (said,),
        scene.entry(at).section,
        (at,),
        confidence=min(0.95, 0.4 + hit.score / 2),
    )


def date_of(scene: Scene, named: tuple[int, ...]) -> Outcome | None:
    """The start, the end or the whole time of what is named."""
    q, v = scene.question, scene.voice
    at = next((i for i in named if scene.entry(i).period), None)
    if at is None:
        return None
    entry = scene.entry(at)
    period = entry.period
    assert period is not None  # noqa: S101
    telling = _telling(scene) - {
        "get",
        "got",
        "earn",
        "receiv",
        "win",
        "won",
        "happen",
        "month",
        "date",
        "complet",
        "publish",
        "leav",
        "left",
        "becom",
        "becam",
        "join",
        "quit",
        "stop",
        "expir",
        "exactli",
        "that",
        "long",
        "ago",
        "recent",
        "graduat",
        "pass",
        "did",
        "made",
        "mak",
        "writ",
        "creat",
        "work",
        "was",
        "it",
        "run",
        "vali",
        "valid",
    }
    if telling and scene.own:
        within = {scene.entry(i).id for i in named}
        dated = [
            f
            for f in scene.evidence.ranked(telling, q.whole, within=within, limit=3)
            if f.own >= 0.5 and re.search(r"\b(?:19|20)\d\d\b", f.fact.text)
        ]
        if dated:
            return _of_hit(scene, dated[0])
    if q.has(END) and not q.has(START):
        if re.search(r"\bexpir|\bvalid|\brun", q.text):
            given = f"It dates from {dates(period)}." if not period.ongoing else ""
            return Outcome(
                (
                    say(
                        f"The résumé doesn't say when {name_of(entry)} expires. {given}",
                        entry.path,
                    ),
                ),
                entry.section,
                (at,),
            )
        if period.ongoing:
            return Outcome(
                (say(f"It hasn't ended: {_lower_sentence(scene, at)}", entry.path),),
                entry.section,
                (at,),
            )
        if period.end:
            last = dates(period).split(" to ")[-1]
            subject = (
                f"{v.They} finished {place_of(entry) or 'with ' + name_of(entry)}".replace(
                    "finished at", "left"
                )
                if entry.section in ("experience", "volunteer")
                else f"{name_of(entry)} ended"
            )
            return Outcome(
                (say(f"{subject} in {last}.".replace("left ", "left "), entry.path),),
                entry.section,
                (at,),
            )
    if (
        q.has(START)
        and period.start
        and entry.section in ("experience", "volunteer", "education")
    ):
        earliest = _first_of(scene, entry) if _at_employer(scene, entry) else entry
        begin = earliest.period.start if earliest.period else None
        if begin:
            role = (
                f" as {with_article(earliest.role)}"
                if earliest.role and entry.section != "education"
                else ""
            )
            day = dates(earliest.period).split(" to ")[0].removeprefix("since ")
            return Outcome(
                (
                    say(
                        f"{v.They} started {place_of(entry) or ''}{role} in {day}.",
                        earliest.path,
                    ),
                ),
                entry.section,
                (scene.library.position[earliest.id],),
            )
    if entry.section in ("projects", "interests"):
        verb = (
            "has been going on"
            if period.ongoing
            else "was"
            if " to " not in dates(period)
            else "ran"
        )
        return Outcome(
            (say(f"{name_of(entry)} {verb} {when(period)}.", entry.path),),
            entry.section,
            (at,),
        )
    return Outcome((about_entry(scene, at),), entry.section, (at,))


def _at_employer(scene: Scene, entry: Entry) -> bool:
    role = stems_of(entry.role) - stems_of(entry.organization)
    return not role & scene.question.stems


def _first_of(scene: Scene, entry: Entry) -> Entry:
    employer = scene.career.employer(entry)
    return employer.roles[0] if employer and employer.roles else entry


def _lower_sentence(scene: Scene, at: int) -> str:
    return lower_opening(about_entry(scene, at).text)


def place(scene: Scene, named: tuple[int, ...]) -> Outcome | None:
    """Where it was: a fact that tells it, its location, or who it was with."""
    q, v = scene.question, scene.voice
    telling = _telling(scene)
    if telling:
        within = {scene.entry(i).id for i in named}
        hits = [
            h
            for h in scene.evidence.ranked(telling, q.whole, within=within, limit=3)
            if h.own >= 0.34 and h.fact.kind in (Kind.HIGHLIGHT, Kind.SUMMARY)
        ]
        if hits:
            return _of_hit(scene, hits[0])
    entry = scene.entry(named[0])
    if entry.location:
        where = spoken_place(entry.location)
        subject = (
            f"{v.They} {v.was}"
            if entry.section in ("experience", "volunteer")
            else f"{name_of(entry)} was"
        )
        if entry.period and entry.period.ongoing:
            subject = (
                f"{v.They} {v.does('work')}"
                if entry.section == "experience"
                else f"{name_of(entry)} is"
            )
        text = (
            f"{subject} {place_of(entry)} in {where}."
            if entry.section in ("experience", "volunteer")
            else f"{subject} in {where}."
        )
        return Outcome(
            (say(text, f"{entry.path}.location"),), entry.section, (named[0],)
        )
    if entry.organization:
        return Outcome((about_entry(scene, named[0]),), entry.section, (named[0],))
    return None


def organisation(scene: Scene, named: tuple[int, ...]) -> Outcome | None:
    """For whom it was, or who gave or published it."""
    at = named[0]
    entry = scene.entry(at)
    if not entry.organization:
        return None
    v = scene.voice
    if entry.section in ("awards", "certifications"):
        said = [about_entry(scene, at), *told(scene, at, limit=1)]
        return Outcome(tuple(said), entry.section, (at,))
    if entry.section == "projects":
        text = f"{name_of(entry)} was a project at {entry.organization}."
        client = re.search(r"\bfor\b", scene.question.text)
        if client:
            text = f"{v.They} did {name_of(entry)} for {entry.organization}."
        return Outcome((say(text, entry.path),), entry.section, (at,))
    return Outcome((about_entry(scene, at),), entry.section, (at,))


def tools(scene: Scene, named: tuple[int, ...]) -> Outcome | None:
    """What it was made with."""
    at = next(
        (i for i in named if scene.entry(i).technologies or scene.entry(i).keywords),
        None,
    )
    if at is None:
        return None
    entry = scene.entry(at)
    if entry.section not in ("projects", "experience", "volunteer", "publications"):
        return None
    names = list(entry.technologies or entry.keywords)
    proper = [t for t in names if any(c.isupper() or c.isdigit() for c in t)] or names
    text = f"{scene.voice.They} used {joined(proper[:6])} for {name_of(entry)}."
    return Outcome((say(text, entry.path),), entry.section, (at,))


def described(scene: Scene, named: tuple[int, ...]) -> Outcome:
    """The entry told: what it is, its summary, its best highlights, in one breath."""
    at = named[0]
    entry = scene.entry(at)
    group = list(named)
    employer = scene.career.employer(entry)
    if (
        employer
        and len(employer.roles) > 1
        and all(scene.entry(i).organization == entry.organization for i in named)
        and len(named) > 1
    ):
        group = [scene.library.position[r.id] for r in reversed(employer.roles)]
        at = group[0]
        entry = scene.entry(at)
    facts = scene.library.facts.get(entry.id, ())
    body = [f for f in facts if f.kind is Kind.SUMMARY] + _by_weight(
        scene, [f for f in facts if f.kind is Kind.HIGHLIGHT]
    )
    said: list[Said] = []
    if entry.section == "references":
        from services.resume.answers.lists.quotes import quotes

        return quotes(scene, (at,))
    said.append(about_entry(scene, at))
    if entry.section == "projects" and body:
        said = [_project(scene, entry, body[0])]
        body = body[1:]
        if entry.period:
            pass
    for fact in body:
        each = read(scene, fact)
        if sum(len(s.text.split()) for s in said) + len(each.text.split()) > BUDGET:
            continue
        said.append(each)
    if len(said) == 1 and entry.keywords and entry.section == "education":
        said.append(
            say(
                f"{scene.voice.Their} courses included {joined(entry.keywords[:5])}.",
                entry.path,
            )
        )
    shown = tuple(
        dict.fromkeys(
            (
                at,
                *(
                    i
                    for i in group
                    if scene.entry(i).organization == entry.organization
                ),
            )
        )
    )
    return Outcome(tuple(said), entry.section, shown, listing=True)


def _by_weight(scene: Scene, facts: list[Fact]) -> list[Fact]:
    from services.resume.answers.strengths import weight

    return sorted(facts, key=lambda f: -weight(scene, f))


def _project(scene: Scene, entry: Entry, fact: Fact) -> Said:
    """ "Tidewater is a 32-page picture book …"."""
    text = read(scene, fact).text
    name = name_of(entry)
    ongoing = bool(entry.period and entry.period.ongoing)
    if text.startswith(("It is ", "It was ")):
        return say(f"{name} {text[3:]}", fact.path)
    if name in text:
        return say(text, fact.path)
    time = when(entry.period)
    lead = f"{name}, {time}: " if time else f"{name}: "
    del ongoing
    return say(
        f"{lead}{text[:1].lower() + text[1:] if text.split(' ', 1)[0] in (scene.voice.They, scene.voice.Their, 'It', 'The', 'A', 'An') else text}",
        fact.path,
    )


def spoken(day) -> str:  # type: ignore[no-untyped-def]
    return spoken_day(day)
