"""Whole parts of the résumé, or those entries of a part that hold what is asked."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.answers.evidence import stems_of
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.reading import about_entry, group, paths, told
from services.resume.answers.scene import Scene
from services.resume.answers.wording import lower_opening
from services.resume.facts.months import month_number
from services.resume.questions.parts import many, one
from services.resume.questions.patterns import any_of
from services.resume.reading.text import singular, stem
from services.resume.telling.entries import dates, name_of, place_of, when
from services.resume.telling.lists import counted, joined

ASKS: dict[str, re.Pattern[str]] = {
    "interests": any_of(
        r"\bfor fun\b",
        r"\b(?:outside|beside|besides|apart from|away from|when not|when they "
        "is not|after|beyond) (?:of )?(?:they )?(?:work|working|hours|the "
        r"office|the job|job|school|class)\b",
        r"\b(?:free|spare|leisure|own) time\b",
        r"\bhobb(?:y|ies)\b",
        r"\bpastimes?\b",
        r"\bunwind\b",
        r"\brelax\w*\b",
        r"\bdays? off\b",
        r"\btime off do\b",
        r"\boff duty\b",
        r"\bnot (?:at )?work(?:ing)?\b",
        r"\binterests\b",
        r"\bpersonal life\b",
        r"\bwhen they is not (?:at|in|on|working)\b",
        r"\bfree (?:sunday|saturday|weekend|evening|day|afternoon)s?\b",
        r"\b(?:on|at) (?:a|the|they) (?:weekends?|sunday|saturday|day off)\b",
        r"\benjoys? doing$",
        r"\blikes? (?:to do|doing)$",
        r"\bdo they do sports?\b",
        r"\bwork life balance\b",
    ),
    "references": any_of(
        r"\b(?:people|colleagues?|co ?workers?|clients?|customers?|boss|bosses|"
        "managers?|others|peers|students|teachers?|supervisors?|patients|"
        "they team|anyone|someone|somebody|former employers?|parents|partners)"
        r"\b(?: \w+){0,3}? (?:say|says|said|think|thinks|thought|saying|describe|"
        r"vouch\w*|recommend\w*|rate|speak)\b",
        r"\bvouch\w*\b",
        r"\brecommend(?:s|ed|ation|ations)?\b",
        r"\breference(?:s|)\b(?! (?:manual|book|library|design|data|collection|desk))",
        r"\breferees?\b",
        r"\btestimonials?\b",
        r"\breputation\b",
        r"\bendors\w+\b",
        r"\bput in a (?:good )?word\b",
        r"\bsay (?:good|nice|something) about they\b",
        r"\bfeedback\b",
        r"\bspoken of\b",
        r"\bwho can i (?:call|ask|talk to) about\b",
        r"\bsays? about they\b",
        r"\bsaid about they\b",
        r"\blike to work (?:with|for)\b",
    ),
    "awards": any_of(
        r"\b(?:wins?|won|award(?:s|ed)?|prizes?|hono[u]?rs\b(?! degree)|recogni[sz]ed|"
        "recognition|medals?|accolades?|troph(?:y|ies)|scholarships?|fellowships?|"
        r"distinctions|nominat\w+|shortlist\w+)\b",
    ),
    "publications": any_of(
        r"\bpublish(?:ed|es|ing)?\b",
        r"\b(?:papers?|articles?|publications?)\b(?! (?:work|round|mill|chase|"
        "conservation|maker))",
        r"\bauthored\b",
        r"\bwrit\w+ (?:a |any )?(?:books?|papers?|articles?)\b",
        r"\bwritten anything\b",
        r"\bbooks? (?:has|did) they\b",
        r"\bin print\b",
    ),
    "certifications": any_of(
        r"\bcertif\w+\b",
        r"\bcerts?\b",
        r"\blicen[cs]e[sd]?\b",
        r"\bcredentials?\b",
        r"\baccredit\w+\b",
        r"\bprofessional qualifications?\b",
        r"\btickets\b",
        r"\bbadges?\b",
        r"\bpermits?\b",
    ),
    "volunteer": any_of(
        r"\bvolunteer\w*\b",
        r"\bcharit\w+\b",
        r"\bunpaid\b",
        r"\bpro bono\b",
        r"\bcommunity (?:work|service|involvement)\b",
        r"\bgiv(?:e|es|en|ing) back\b",
        r"\bfor free\b",
        r"\bgood causes?\b",
        r"\bnon ?profit\b",
        r"\bvoluntary\b",
    ),
    "projects": any_of(
        r"\bprojects?\b",
        r"\bportfolio\b(?! (?:manager|management|site))",
        r"\bside projects?\b",
        r"\bcase studies\b",
        r"\bexamples? of (?:they|the) work\b",
        r"\bwhat has they (?:built|made|created|designed|produced)$",
        r"\bthings they (?:has )?(?:made|built)\b",
        r"\bwork samples?\b",
        r"\bshow (?:me |us )?(?:the |they )?work$",
        "^they work$",
    ),
    "patents": re.compile(r"\bpatent(?:s|ed)?\b|\binvent(?:ed|ions?)\b"),
    "blog": re.compile(r"\bblogs?\b|\bblog posts?\b|\bnewsletter\b"),
}
SKILLS = any_of(
    r"\b(?:skills?|skill ?sets?|tools?|toolkit|toolbox|software|technolog(?:y|"
    r"ies)|tech stack|stack|techniques?|competenc\w+|expertise|programs|apps|"
    r"equipment|methods?|instruments?|machines|frameworks|systems)\b",
    r"\bwhat (?:can|could) they do$",
    r"\bwhat is they able to do\b",
    r"\bwhat does they (?:use|work with|know)$",
    r"\bknow how to (?:do|use)$",
    r"\babilities\b",
    r"\btalents?\b",
)
WHICH = re.compile(r"\b(?:what|which|list|show|any|all|name|some)\b")
KNOWN = ("experience", "education", "skills", "languages")
RARE = 1.6
"""Weight from which a word of a name says which."""
HOW_MANY = re.compile(r"\bhow (?:many|much|long|often|big|old)\b")
FREE = frozenset(
    map(
        stem,
        """hold holds held own owned owns earn earned win won win received receive wrote written write
        published publish completed complete finished done list show name display current currently
        professional formal official personal big main key major notable best important relevant
        recent latest favourite favorite worked working publicly available real actual interesting cool
        different certified certification certificate licensed licence license award awarded prize project
        portfolio paper article volunteer volunteered volunteering charity hobby interest fun outside time
        spare free leisure people colleague client customer boss manager say recommend vouch reference
        patent invent invention tool software skill technology technique anything something research
        study worth example sample they include has got mention full public side made built created
        given get recognition recognized recognised honour honor medal job role position company
        employer active valid up date ever kind type sort work scholarship nominated nomination others
        speak spoken talk know play live former previous past unpaid community service voluntary give back pro bono good cause""".split(),
    )
)


def whole_or_filtered(scene: Scene) -> Outcome | None:
    """The part that is asked for; with words of its own only what holds them."""
    q = scene.question
    if q.has(HOW_MANY) or q.when or scene.forced:
        return None
    for section in scene.library.by_section:
        if section not in ASKS and section not in KNOWN and _calls(q.tokens, section):
            return _of_section(scene, section)
    for section, pattern in ASKS.items():
        if q.has(pattern) and (
            scene.section(section)
            or section
            in (
                "awards",
                "publications",
                "certifications",
                "volunteer",
                "references",
                "interests",
                "patents",
                "projects",
            )
        ):
            if scene.own and _names_one(scene, section):
                return None
            if (found := _of_section(scene, section)) is not None:
                return found
    return None


def _calls(tokens: tuple[str, ...], section: str) -> bool:
    """Whether a section of the owner's own is called by its name."""
    name = [singular(w) for w in section.replace("_", " ").replace("-", " ").split()]
    said = [singular(w) for w in tokens]
    return any(said[i : i + len(name)] == name for i in range(len(said)))


def _names_one(scene: Scene, section: str) -> bool:
    """Whether one entry is named and not the part it belongs to."""
    if scene.question.has(
        re.compile(
            rf"\b(?:the|that|this|they) (?:\w+ )?(?:{'|'.join(p.noun for p in scene.question.parts if not p.plural and p.section == section) or '-'})\b"
        )
    ):
        return any(
            t.score > 0.5 and scene.entry(t.at).section == section
            for t in scene.question.targets
        )
    best = scene.question.targets[0]
    telling = {stem(w) for w in best.words} - FREE
    return (
        bool(telling)
        and scene.entry(best.at).section == section
        and best.score > 0.6
        and not re.search(
            r"s$",
            next((p.noun for p in scene.question.parts if p.section == section), ""),
        )
    )


def _of_section(scene: Scene, section: str) -> Outcome | None:
    q = scene.question
    pool = scene.newest_first(scene.section(section))
    wanted = frozenset(s for s in q.stems if s not in FREE)
    if not pool:
        if section == "projects" or (section == "publications" and wanted):
            return None
        return none_of(scene, section)
    if section == "references":
        named = tuple(i for i in pool if wanted & stems_of(scene.entry(i).title))
        return listed(scene, section, named or pool)
    if section == "interests" and not (wanted and q.polar):
        return listed(scene, section, pool)
    if wanted:
        inside = tuple(i for i in pool if wanted & words_of(scene.entry(i)))
        whole = tuple(i for i in inside if wanted <= words_of(scene.entry(i)))
        if whole or (inside and not q.polar):
            return listed(scene, section, whole or inside)
        if scene.leans and scene.topic:
            return tied(scene, section, pool)
        if q.polar or section in ("interests",):
            return None
        if not inside:
            return None
    if scene.leans and scene.topic and q.refers:
        return tied(scene, section, pool)
    return listed(scene, section, pool)


def _names(scene: Scene) -> frozenset[str]:
    return frozenset(
        w for w in scene.question.stems if scene.library.targets.is_name_word(w)
    )


def tied(scene: Scene, section: str, pool: tuple[int, ...]) -> Outcome | None:
    """Of a part what belongs to the entry spoken of: its award, its patent."""
    here = scene.topic[0]
    entry = scene.entry(here)
    name = name_of(entry).lower()
    close = [
        i
        for i in pool
        if name in _text(scene.entry(i)).lower()
        or _text(scene.entry(i)).lower() in name
    ]
    if not close:
        own = stems_of(f"{entry.title} {entry.description}")
        within = [i for i in pool if _inside(scene, i, here)]
        told = [i for i in pool if _mentions(scene, i, here)]
        close = told[:1]
        scored = sorted(
            ((len(own & words_of(scene.entry(i))), i) for i in within or pool),
            reverse=True,
        )
        close = close or [i for n, i in scored if n >= 2][:1] or within[:1]
    facts = [
        f
        for f in scene.library.facts.get(entry.id, ())
        if ASKS[section].search(f.text.lower()) and not f.derived
    ]
    if facts:
        said = [
            say(
                f"{'Yes: ' if scene.question.polar else ''}{_lower_first(facts[0].sentence) if scene.question.polar else facts[0].sentence}",
                facts[0].path,
            )
        ]
        said += [about_entry(scene, i) for i in close[:1]]
        return Outcome(tuple(said), section, (*close[:1], here))
    if close:
        text = about_entry(scene, close[0])
        opening = "Yes, " if scene.question.polar else ""
        return Outcome(
            (
                say(
                    f"{opening}{_lower_first(text.text) if opening else text.text}",
                    *text.paths,
                ),
            ),
            section,
            tuple(close),
        )
    none = say(f"The résumé doesn't connect {_a(one(section))} with {name_of(entry)}.")
    return Outcome((none,), section, (here,), absent=True)


def _mentions(scene: Scene, at: int, here: int) -> bool:
    """Whether an entry's texts have a telling word of another's name."""
    entry = scene.entry(here)
    targets = scene.library.targets
    names = stems_of(f"{entry.organization} {entry.title}")
    rare = {w for w in names if targets.weight(w) >= RARE and len(w) > 3}
    return bool(rare & stems_of(_text(scene.entry(at))))


def _inside(scene: Scene, at: int, here: int) -> bool:
    a, b = scene.career.stint(scene.entry(at)), scene.career.stint(scene.entry(here))
    if a is None or b is None:
        return False
    return b.bounds.first <= a.bounds.first <= b.bounds.last + 2


def none_of(scene: Scene, section: str) -> Outcome:
    """That a part is not there; what comes nearest is told where something does."""
    q = scene.question
    noun = (
        many(section)
        if section not in ("volunteer", "publications")
        else {"volunteer": "volunteering", "publications": "publications"}[section]
    )
    text = f"{'No, the' if q.polar else 'The'} résumé doesn't list any {noun}."
    return Outcome((say(text),), "absent", absent=True)


def listed(scene: Scene, section: str, positions: tuple[int, ...]) -> Outcome:
    """The entries of a part in one or two sentences."""
    q, v = scene.question, scene.voice
    yes = "Yes: " if q.polar else ""
    said: list[Said]
    if section == "interests":
        names = [_interest(scene.entry(i)) for i in positions]
        text = f"Outside work {v.they} {v.does('enjoy')} {joined(names)}."
        return Outcome(
            (say(text, *paths(scene, positions)),), section, positions, limit=6
        )
    if section == "references":
        return quotes(scene, positions)
    if len(positions) == 1:
        said = [about_entry(scene, positions[0]), *told(scene, positions[0], limit=1)]
        if section == "projects":
            said = [
                say(f"There is one: {name_of(scene.entry(positions[0]))}."),
                *told(scene, positions[0], limit=2),
            ]
        if yes:
            said[0] = say(f"Yes, {_lower_first(said[0].text)}", *said[0].paths)
        return Outcome(tuple(said), section, positions, listing=True)
    names = [_in_list(scene.entry(i)) for i in positions[:6]]
    more = len(positions) - len(names)
    rest = [f"{counted(more, 'more', 'more')}"] if more > 0 else []
    opening = f"{yes}{v.they if yes else v.They} {v.has} {counted(len(positions), one(section), many(section))}: "
    if section == "projects":
        opening = f"{yes}{'there' if yes else 'There'} are {counted(len(positions), one(section), many(section))}: "
    text = f"{opening}{joined([*names, *rest])}."
    if len(text.split()) > 48:
        names = [name_of(scene.entry(i)) for i in positions[:6]]
        text = f"{opening}{joined([*names, *rest])}."
    return Outcome(
        (say(text, *paths(scene, positions)),),
        section,
        positions,
        limit=6,
        listing=True,
    )


def _in_list(entry: Entry) -> str:
    """A name with the year, as several are told in a row."""
    year = entry.period.start.year if entry.period and entry.period.start else None
    if entry.section == "volunteer":
        role = entry.role
        return f"{role} {place_of(entry)}".strip() if role else name_of(entry)
    name = name_of(entry)
    if not year:
        return name
    return f"{name}, {year}" if name.endswith(")") else f"{name} ({year})"


def _interest(entry: Entry) -> str:
    name = entry.title
    low = name if name[1:2].isupper() else name[:1].lower() + name[1:]
    more = [k for k in entry.keywords if not re.search(r"\d{4}", k)][:2]
    return f"{low} ({joined(more)})" if more else low


def quotes(scene: Scene, positions: tuple[int, ...]) -> Outcome:
    """What referees say, as many as fit."""
    said: list[Said] = []
    total = 0
    for i in positions[:3]:
        entry = scene.entry(i)
        quote = entry.description.strip(' “”"')
        who = entry.title
        comma = "," if "," in who else ""
        text = (
            f"{who}{comma} says: “{quote}”"
            if quote
            else f"{who} is named as {scene.voice.their} reference."
        )
        if said and total + len(text.split()) > 46:
            break
        if len(text.split()) > 46:
            from services.resume.telling.splitting import split_sentences

            text = f"{who}{comma} says: “{split_sentences(quote)[0]}”"
        total += len(text.split())
        said.append(say(text, entry.path))
    if scene.question.says(r"\b(?:who|anyone|someone|any|has they)\b") and len(
        positions
    ) > len(said):
        rest = joined(
            [scene.entry(i).title.split(",")[0] for i in positions[len(said) :]]
        )
        said.append(say(f"{rest} can speak for {scene.voice.them} too."))
    return Outcome(tuple(said), "references", positions)


def skills(scene: Scene) -> Outcome | None:
    """Groups of skills with what is in them; one group where a word of it is said."""
    q, v = scene.question, scene.voice
    if not q.has(SKILLS) or q.has(HOW_MANY) or scene.forced:
        return None
    groups = scene.section("skills")
    wanted = frozenset(s for s in q.stems if s not in FREE)
    if scene.named and scene.entry(scene.named[0]).section in (
        "projects",
        "experience",
        "volunteer",
    ):
        return None
    if wanted and q.polar:
        return None
    chosen = (
        tuple(i for i in groups if wanted & stems_of(scene.entry(i).title))
        if wanted
        else ()
    )
    named = frozenset(
        s for p in q.parts if p.section == "skills" for s in stems_of(p.noun)
    )
    if not chosen:
        chosen = tuple(
            i
            for i in groups
            if named & stems_of(scene.entry(i).title) - stems_of("skill")
        )
    if not chosen and wanted:
        hits = scene.evidence.ranked(wanted, q.whole, limit=4)
        keyword = [
            h
            for h in hits
            if h.fact.about == "skills" and (h.own > 0.4 or h.near > 0.45)
        ]
        chosen = tuple(
            dict.fromkeys(scene.library.position[h.fact.entry] for h in keyword)
        )[:2]
        if not chosen:
            return None
    if not groups:
        return None
    if chosen:
        parts = [
            f"{joined(scene.entry(i).technologies[:8])}"
            for i in chosen
            if scene.entry(i).technologies
        ]
        verb = (
            "uses"
            if re.search(r"\b(?:tools?|software|program|app|equipment)\b", q.text)
            else ""
        )
        names = joined([t for i in chosen for t in scene.entry(i).technologies[:8]])
        level = scene.entry(chosen[0]).role
        text = (
            f"{v.They} {v.does('use')} {names}."
            if verb
            else f"{v.Their} {group(scene.entry(chosen[0]))} include {names}{f', at {level.lower()} level' if level and len(chosen) == 1 else ''}."
        )
        del parts
        return Outcome((say(text, *paths(scene, chosen)),), "skills", chosen)
    if q.says(r"\b(?:tools?|software|programs?|apps|equipment)\b"):
        tools = _tools(scene)
        if tools:
            text = f"{v.They} {v.does('use')} {joined([t for i in tools for t in scene.entry(i).technologies[:6]][:10])}."
            return Outcome((say(text, *paths(scene, tools)),), "skills", tools)
    return all_skills(scene)


def _tools(scene: Scene) -> tuple[int, ...]:
    """Groups called tools or software, or whose members are named with capitals."""
    groups = scene.section("skills")
    called = tuple(
        i
        for i in groups
        if re.search(r"tool|software|program|equipment|app", scene.entry(i).title, re.I)
    )
    proper = tuple(
        i
        for i in groups
        if scene.entry(i).technologies
        and sum(
            t[:1].isupper() and len(t.split()) < 4
            for t in scene.entry(i).technologies[1:]
        )
        >= max(1, len(scene.entry(i).technologies[1:]) // 2)
    )
    return tuple(dict.fromkeys((*called, *proper)))


def all_or_none(scene: Scene) -> Outcome | None:
    return all_skills(scene) if scene.section("skills") else None


def all_skills(scene: Scene) -> Outcome:
    v = scene.voice
    groups = scene.section("skills")
    per = 3 if len(groups) <= 3 else 2
    parts = []
    for i in groups[:6]:
        entry = scene.entry(i)
        inside = (
            f" ({joined(entry.technologies[:per])})"
            if entry.technologies and entry.technologies != (entry.title,)
            else ""
        )
        name = (
            entry.title
            if entry.title[1:2].isupper()
            else entry.title[:1].lower() + entry.title[1:]
        )
        parts.append(f"{name}{inside}")
    if len(groups) == 1:
        parts = list(scene.entry(groups[0]).technologies[:10])
    text = f"{v.Their} skills are {joined(parts)}."
    if len(text.split()) > 48:
        parts = [
            scene.entry(i).title.lower()
            if scene.entry(i).title[1:2].islower()
            else scene.entry(i).title
            for i in groups[:8]
        ]
        text = f"{v.Their} skills cover {joined(parts)}."
    return Outcome(
        (say(text, *paths(scene, groups)),), "skills", groups, limit=6, listing=True
    )


def at_time(scene: Scene) -> Outcome | None:
    """What ran at the time that the question names: jobs first, then the rest."""
    q, v = scene.question, scene.voice
    when_ = q.when
    if when_ is None or q.says(
        r"\bhow (?:many|long|much)\b|^(?:is|was|does|did|has) they (?!do|"
        r"work|live|study|employ)\w+ .*\bin (?:19|20)\d\d\b.*\bor\b"
    ):
        return None
    if scene.own and not q.says(r"\bdoing\b|\bdo\b|\bwork\w*|\blive|\bliving"):
        return None
    start = when_.range.start
    end = when_.range.end or scene.today
    if start is None:
        return None
    running = scene.career.at(start, end)
    if q.says(r"\bwhere\b.*\b(?:live|living|lived|based|staying)\b"):
        return _lived(scene, start, end)
    order = _sections_at(scene)
    found = [e for s in order for e in running.get(s, ())]
    found = [
        e
        for e in found
        if not (
            e.section in ("awards", "certifications", "publications")
            and month_number(start)
            > month_number(e.period.start if e.period and e.period.start else start)
        )
    ]
    if not found:
        return _nothing_then(scene, start, end)
    asked = q.stems - {"happen", "anyth", "year", "time", "work", "live"}
    narrow = [e for e in found if asked & words_of(e)]
    if narrow and len(narrow) < len(found):
        found = narrow
    hits = tuple(scene.library.position[e.id] for e in found)
    said: list[Said] = []
    total = 0
    limit = 44
    for i in hits:
        each = about_entry(scene, i)
        if said and total + len(each.text.split()) > limit:
            break
        said.append(each)
        total += len(each.text.split())
    left = list(hits[len(said) :])
    if left:
        also = joined([name_of(scene.entry(i)) for i in left[:4]])
        if total + len(also.split()) < 47:
            said.append(say(f"There was also {also}.", *paths(scene, tuple(left[:4]))))
    del v
    section = found[0].section if len({e.section for e in found}) == 1 else "search"
    return Outcome(
        tuple(said),
        section,
        hits,
        limit=6,
        item_type="" if section != "search" else "mixed",
    )


def _sections_at(scene: Scene) -> tuple[str, ...]:
    q = scene.question
    asked = [s for s in q.sections if scene.section(s)]
    if asked:
        return tuple(asked)
    if q.says(r"\bstud(?:y|ied|ying)\b|\bschool\b|\buniversity\b"):
        return ("education",)
    if q.says(r"\bwork\w*\b|\bjob\b|\bemploy\w*\b"):
        return ("experience", "volunteer", "education")
    if q.says(r"\b(?:win|won|award\w*)\b"):
        return ("awards",)
    if q.says(r"\bpublish\w*|\bwrit\w+\b|\bwrote\b"):
        return ("publications", "blog")
    if q.says(r"\b(?:anything|made|make|built|build|create\w*)\b"):
        return (
            "projects",
            "experience",
            "awards",
            "publications",
            "volunteer",
            "education",
        )
    return (
        "experience",
        "volunteer",
        "education",
        "projects",
        "awards",
        "publications",
    )


def _lived(scene: Scene, start, end) -> Outcome | None:  # type: ignore[no-untyped-def]
    from services.resume.facts.residence import stays_at

    v = scene.voice
    stays = [s for s in stays_at(scene.career, start, end) if s.entry is not None]
    if not stays:
        return None
    best = stays[0]
    assert best.entry is not None  # noqa: S101
    text = f"The résumé doesn't say where {v.they} lived, but {v.they} {v.was} {'studying' if best.entry.section == 'education' else 'working'} in {best.place} then, {place_of(best.entry)}."
    text = f"{v.They} {v.was} in {best.place} then: the résumé has {v.them} {place_of(best.entry)}, {when(best.entry.period)}."
    at = scene.library.position[best.entry.id]
    return Outcome((say(text, best.entry.path),), best.entry.section, (at,))


def _nothing_then(scene: Scene, start, end) -> Outcome | None:  # type: ignore[no-untyped-def]
    """That nothing is listed for that time, and what stands around it."""
    v = scene.voice
    jobs = scene.career.jobs
    before = [s for s in jobs if s.bounds.last < month_number(start)]
    after = [s for s in jobs if s.bounds.first > month_number(end)]
    said = [say("The résumé doesn't list anything for that time.")]
    if before and after:
        a = max(before, key=lambda s: s.bounds.last).entry
        b = min(after, key=lambda s: s.bounds.first).entry
        said.append(
            say(
                f"It falls between {v.their} jobs at {name_of(a)} ({dates(a.period)}) and {name_of(b)} ({dates(b.period)}).",
                a.path,
                b.path,
            )
        )
        hits = (scene.library.position[a.id], scene.library.position[b.id])
        return Outcome(tuple(said), "experience", hits)
    return Outcome(tuple(said), "absent", absent=True)


def _text(entry: Entry) -> str:
    return f"{entry.title} {entry.description} {' '.join(entry.highlights)}"


def words_of(entry: Entry) -> frozenset[str]:
    texts = [
        entry.title,
        entry.role,
        entry.organization,
        entry.location,
        entry.description,
    ]
    texts += [*entry.highlights, *entry.technologies, *entry.keywords, *entry.metrics]
    for value in entry.facts.values():
        texts += [value] if isinstance(value, str) else list(value)
    return frozenset().union(*map(stems_of, texts))


def _lower_first(text: str) -> str:
    return lower_opening(text)


def _a(noun: str) -> str:
    from services.resume.telling.nouns import with_article

    return with_article(noun)
