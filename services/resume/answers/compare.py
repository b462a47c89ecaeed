"""Two things compared, and the first, last, longest or biggest of several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.models.fact import Amount, Fact, Kind
from services.models.resume import Entry
from services.resume.answers.evidence import stems_of
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.ranks import RANKS
from services.resume.answers.reading import about_entry, group, paths, read, told
from services.resume.answers.scene import Scene, meant
from services.resume.facts.spans import spoken_day, spoken_months
from services.resume.questions.parts import one
from services.resume.questions.patterns import any_of
from services.resume.telling.entries import dates, fluency, name_of
from services.resume.telling.lists import joined

LONGER = re.compile(
    r"\blong(?:er|est)\b|\bmost (?:time|years)\b|\bmore (?:time|years)\b(?! ago)"
)
SHORTER = re.compile(r"\bshort(?:er|est)\b|\bless time\b|\bleast time\b")
OLDER = re.compile(r"\b(?:first|earli(?:er|est)|old(?:er|est)|before|sooner)\b")
NEWER = re.compile(
    r"\b(?:new(?:er|est)|latest|(?:most|more) recent\w*|later|last|youngest)\b"
)
BIGGER = any_of(
    r"\b(?:bigg(?:er|est)|larg(?:er|est)|most|more|highest|higher|greatest|"
    "greater|best ?selling|widest|furthest|farthest|tallest|heaviest|busiest|"
    "costliest|expensive|cheap(?:er|est)?|fewest|smallest|smaller|lowest)"
    r"\b",
)
BETTER = any_of(
    r"\b(?:better|best|stronger|strongest|more (?:of|experienced|comfortable|"
    r"fluent|into)|most (?:fluent|comfortable|experienced)|rather)\b",
)
DIFFERENCE = any_of(
    r"\bdifferen(?:ce|t|ces)\b",
    r"\bcompare[ds]?\b",
    r"\bcomparison\b",
    r"\bversus\b",
    r"\bvs\b",
    r"\bdiffer\b",
    r"\bcontrast\b",
)
SHARED = any_of(
    r"\bin common\b",
    r"\bboth\b",
    r"\bshared?\b",
    r"\bsimilar\w*\b",
    r"\bcommon\b",
)
CHOICE = any_of(
    r"\b(?:which|what|who|whether|is|was|does|did|do|more)\b.*\bor\b",
    r"\bthan\b",
    r"\bversus\b",
    r"\bvs\b",
    r"\bbetween\b.*\band\b",
    r"\bcompare[ds]?\b.*\b(?:and|with|to)\b",
    r"\b(?:difference|common|differ)\b.*\b(?:and|from|with)\b",
)
SPLIT = re.compile(r"\b(?:or|than|versus|vs|and|with|compared to|from|against)\b")
BEFORE_OR_AFTER = re.compile(
    r"\b(?:before or after|earlier or later|after or before|later or earlier)\b"
)
SUPERLATIVE = any_of(
    r"\b(?:first|last|latest|newest|oldest|earliest|longest|shortest|biggest|"
    "largest|best|most|highest|greatest|smallest|fewest|lowest|most recent|"
    r"tallest|heaviest|busiest|furthest|strongest|worst|least)\b",
)
DATED = (
    "experience",
    "projects",
    "education",
    "awards",
    "certifications",
    "publications",
    "volunteer",
)


def compared(scene: Scene) -> Outcome | None:
    """Two things side by side, the one that was asked for first."""
    q = scene.question
    if q.has(BEFORE_OR_AFTER) and scene.topic and (other := _other(scene)):
        return order_of(scene, scene.topic[0], other[0])
    if not q.has(CHOICE) and not q.has(DIFFERENCE):
        return None
    pair = _pair(scene)
    if pair is None:
        return levels_compared(scene)
    first, second = pair
    if q.has(SHARED):
        return shared(scene, first, second)
    if q.has(LONGER) or q.has(SHORTER):
        return by_length(scene, first, second)
    if q.has(DIFFERENCE):
        return difference(scene, first, second)
    if q.has(OLDER) or q.has(NEWER):
        return by_date(scene, first, second)
    if q.has(BIGGER):
        return by_amount(scene, pair) or by_length(scene, first, second)
    if q.has(BETTER) or _is_group(scene, first):
        return levels_compared(scene) or difference(scene, first, second)
    return None


def _pair(scene: Scene) -> tuple[int, int] | None:
    """The two entries named, each in its own part of the question."""
    pieces = [p.split() for p in SPLIT.split(scene.question.text)]
    sections = [s for s in scene.question.sections if s in DATED]
    found: list[int] = []
    for piece in pieces:
        targets = scene.library.targets.found(piece, ()) or (
            scene.library.targets.found(piece, sections, pointed=True)
            if sections
            else ()
        )
        for at in meant(targets)[:1]:
            if at not in found:
                found.append(at)
    if len(found) >= 2:
        return found[-2], found[-1]
    both = (
        scene.own[:2]
        if len(scene.own) == 2
        else scene.listed[:2]
        if len(scene.listed) == 2 and scene.leans
        else ()
    )
    if found and both and set(found) < set(both):
        return both[0], both[1]
    if len(both) == 2:
        return both[0], both[1]
    return None


def _is_group(scene: Scene, at: int) -> bool:
    return scene.entry(at).section in ("skills", "languages")


def by_length(scene: Scene, first: int, second: int) -> Outcome | None:
    stints = [scene.career.stint(scene.entry(i)) for i in (first, second)]
    if None in stints:
        return None
    spans = [(s.months, i) for s, i in zip(stints, (first, second), strict=True) if s]
    spans.sort(reverse=not scene.question.has(SHORTER))
    (more, a), (less, b) = spans
    long_, short = (
        ("shorter", "longer") if scene.question.has(SHORTER) else ("longer", "shorter")
    )
    del short
    text = f"{_named(scene, a)} was {long_}: {spoken_months(more)}, against {spoken_months(less)} for {_named(scene, b, start=False)}."
    if more == less:
        text = f"Both lasted {spoken_months(more)}: {_named(scene, a, start=False)} and {_named(scene, b, start=False)}."
    return Outcome(
        (say(_up(text), *paths(scene, (a, b))),), scene.entry(a).section, (a, b)
    )


def _other(scene: Scene) -> list[int]:
    """What is named behind "before or after"."""
    said = BEFORE_OR_AFTER.split(scene.question.text)[-1].split()
    found = scene.library.targets.found(said, (), pointed=True)
    return [i for i in meant(found) if i not in scene.topic]


def order_of(scene: Scene, this: int, other: int) -> Outcome | None:
    """Whether what was spoken of came before or after something else."""
    a, b = _day(scene.entry(this)), _day(scene.entry(other))
    if not a or not b:
        return None
    side = "before" if a < b else "after"
    text = f"{_named(scene, this)} came {side} {_named(scene, other, start=False)}: {_starts(scene, this)}, against {_starts(scene, other)}."
    return Outcome(
        (say(_up(text), *paths(scene, (this, other))),),
        scene.entry(this).section,
        (this, other),
    )


def by_date(scene: Scene, first: int, second: int) -> Outcome | None:
    days = [(d, i) for i in (first, second) if (d := _day(scene.entry(i)))]
    if len(days) < 2:
        return None
    newer = scene.question.has(NEWER) and not scene.question.has(OLDER)
    days.sort(reverse=newer)
    (_, a), (_, b) = days
    word = "came later" if newer else "came first"
    text = f"{_named(scene, a)} {word}, {_starts(scene, a)}; {_named(scene, b, start=False)} followed {_starts(scene, b)}."
    if newer:
        text = f"{_named(scene, a)} is newer, {_starts(scene, a)}; {_named(scene, b, start=False)} was {_starts(scene, b)}."
    return Outcome(
        (say(_up(text), *paths(scene, (a, b))),), scene.entry(a).section, (a, b)
    )


def _starts(scene: Scene, at: int) -> str:
    said = dates(scene.entry(at).period)
    return (
        f"in {said}"
        if " to " not in said and not said.startswith("since")
        else (f"from {said}" if " to " in said else said)
    )


def difference(scene: Scene, first: int, second: int) -> Outcome:
    """What each is, in its own words, with its dates."""
    said: list[Said] = []
    for at in (first, second):
        told_ = told(scene, at, limit=1)
        entry = scene.entry(at)
        when_ = dates(entry.period)
        if told_ and entry.section in ("projects", "experience", "volunteer"):
            said.append(
                say(
                    f"{name_of(entry)}{f' ({when_})' if when_ else ''}: {told_[0].text}",
                    entry.path,
                )
            )
        else:
            said.append(about_entry(scene, at))
    return Outcome(
        tuple(said), scene.entry(first).section, (first, second), listing=True
    )


def shared(scene: Scene, first: int, second: int) -> Outcome:
    a, b = scene.entry(first), scene.entry(second)
    terms = [
        t
        for t in (*a.technologies, *a.keywords)
        if t.lower() in {x.lower() for x in (*b.technologies, *b.keywords)}
    ]
    if not terms and a.organization and a.organization == b.organization:
        terms = [a.organization]
    if terms:
        text = f"{_up(_named(scene, first))} and {_named(scene, second, start=False)} share {joined(terms)}."
        return Outcome((say(text, a.path, b.path),), a.section, (first, second))
    both = difference(scene, first, second)
    none = say("The résumé names nothing that the two share.")
    return Outcome((none, *both.said), a.section, (first, second))


def by_amount(scene: Scene, pool: Sequence[int]) -> Outcome | None:
    """The one with the biggest amount of what was asked: downloads, cars, beds."""
    q = scene.question
    asked = frozenset(q.stems)
    found: list[tuple[float, float, int, Fact]] = []
    near = scene.evidence.near(q.whole)
    by_fact = {f.id: n for n, f in enumerate(scene.evidence.facts)}
    for at in pool:
        for fact in scene.library.facts.get(scene.entry(at).id, ()):
            if fact.derived or fact.kind in (Kind.DATE, Kind.TENURE, Kind.SCORE):
                continue
            amount = max(
                (
                    v.data.number
                    for v in fact.values
                    if isinstance(v.data, Amount)
                    and not (1900 < v.data.number < 2100 and not v.data.unit)
                ),
                default=None,
            )
            if amount is None:
                continue
            cover = len(asked & stems_of(fact.text)) / max(1, len(asked))
            close = (
                float(near[by_fact[fact.id]])
                if near is not None and fact.id in by_fact
                else 0.0
            )
            found.append((cover + close, amount, at, fact))
    if not found:
        return None
    best = max(score for score, *_ in found)
    if best < 0.25 and asked:
        return None
    alike = [f for f in found if f[0] >= 0.75 * best]
    least = q.says(r"\b(?:fewest|smallest|least|lowest|smaller)\b")
    score, amount, at, fact = (min if least else max)(alike, key=lambda f: f[1])
    del score, amount
    entry = scene.entry(at)
    lead = f"{_up(_named(scene, at))}: " if name_of(entry) not in fact.sentence else ""
    said = say(f"{lead}{fact.sentence}", fact.path)
    return Outcome((said,), entry.section, (at,))


def superlative(scene: Scene) -> Outcome | None:
    """The first, newest, longest or biggest of a section, a filter, or what was shown."""
    q = scene.question
    if not q.has(SUPERLATIVE):
        return None
    pool = _pool(scene)
    if len(pool) < 1:
        return None
    section = scene.entry(pool[0]).section
    if q.has(LONGER) or q.has(SHORTER):
        return extreme_length(scene, pool)
    if (q.says(r"\b(?:first|earliest|oldest)\b") and section in DATED) or q.says(
        r"\boldest|\bearliest"
    ):
        return extreme_date(scene, pool, first=True)
    if q.says(r"\b(?:last|latest|newest|most recent|youngest)\b"):
        return extreme_date(scene, pool, first=False)
    if section in ("skills", "languages"):
        return extreme_level(scene, pool)
    if q.says(
        r"\b(?:biggest|largest|most|highest|greatest|smallest|fewest|lowest|"
        r"tallest|heaviest|busiest|furthest)\b"
    ):
        return by_amount(scene, pool)
    return best_of(scene, pool)


def _pool(scene: Scene) -> tuple[int, ...]:
    q = scene.question
    if (
        scene.leans
        and len(scene.listed) > 1
        and q.says(
            r"\b(?:of (?:them|those|these)|which one|the \w+(?: \w+)? "
            r"one|those|these)\b"
        )
    ):
        return scene.listed
    sections = [p.section for p in q.parts if scene.section(p.section)]
    if sections:
        pool = scene.section(sections[0])
        filtered = tuple(i for i in pool if _holds(scene.entry(i), q.stems - _ORDER))
        return filtered or pool
    from services.resume.answers.lists.asks import ASKS

    for section, pattern in ASKS.items():
        if section in DATED and pattern.search(q.text) and scene.section(section):
            return scene.section(section)
    if q.says(
        r"\bthing (?:they|has)|\bthey (?:has )?(?:made|make|built|design\w*|"
        r"did|done|work)\b|\bbest work\b|\bmade\b|\bbuilt\b"
    ) and scene.section("projects"):
        return scene.section("projects")
    return ()


_ORDER = frozenset(
    next(iter(stems_of(w)))
    for w in """
    first last latest newest oldest earliest longest shortest biggest largest best
    most highest greatest recent stayed stay held done
    """.split()
)


def _holds(entry: Entry, stems: frozenset[str]) -> bool:
    texts = [
        entry.title,
        entry.role,
        entry.organization,
        entry.location,
        *entry.technologies,
        *entry.keywords,
        entry.description,
    ]
    return bool(stems) and stems <= frozenset().union(*map(stems_of, texts))


def extreme_length(scene: Scene, pool: Sequence[int]) -> Outcome | None:
    stints = [(s.months, i) for i in pool if (s := scene.career.stint(scene.entry(i)))]
    if not stints:
        return None
    short = scene.question.has(SHORTER)
    employers = [e for e in scene.career.employers if e.stints]
    if (
        scene.entry(pool[0]).section == "experience"
        and scene.question.says(
            r"\b(?:employer|company|stay\w*|where|place|firm|organi[sz]ation|"
            r"at one)\b"
        )
        and employers
    ):
        chosen = (min if short else max)(employers, key=lambda e: e.months)
        v = scene.voice
        since = (
            f"since {spoken_day(chosen.first)}"
            if chosen.ongoing and chosen.first
            else f"from {spoken_day(chosen.first)} to {spoken_day(chosen.last)}"
            if chosen.first and chosen.last
            else ""
        )
        verb = f"{v.has} been" if chosen.ongoing else v.was
        text = f"The {'shortest' if short else 'longest'} was {chosen.name}: {v.they} {verb} there for {spoken_months(chosen.months)}, {since}."
        hits = tuple(scene.library.position[r.id] for r in reversed(chosen.roles))
        return Outcome((say(text, *paths(scene, hits)),), "experience", hits)
    months, at = (min if short else max)(stints, key=lambda s: s[0])
    entry = scene.entry(at)
    ongoing = bool(entry.period and entry.period.ongoing)
    text = f"The {'shortest' if short else 'longest'} {'is' if ongoing else 'was'} {_named(scene, at, start=False)}: {spoken_months(months)}, {dates(entry.period)}."
    return Outcome((say(text, entry.path),), entry.section, (at,))


def extreme_date(scene: Scene, pool: Sequence[int], *, first: bool) -> Outcome | None:
    ordered = (
        scene.oldest_first(pool)
        if first
        else scene.newest_first(tuple(i for i in pool if scene.entry(i).period))
    )
    if not ordered:
        return None
    at = ordered[0]
    entry = scene.entry(at)
    if entry.section == "projects":
        said = [
            say(
                f"{v if (v := name_of(entry)) else entry.title} is the {'oldest' if first else 'newest'} {one(entry.section)}, {_starts(scene, at)}.",
                entry.path,
            )
        ]
        said += told(scene, at, limit=1)
        return Outcome(tuple(said), entry.section, (at,))
    return Outcome(
        (about_entry(scene, at), *told(scene, at, limit=1)), entry.section, (at,)
    )


def best_of(scene: Scene, pool: Sequence[int]) -> Outcome | None:
    """The entry with the strongest highlight or an award to its name."""
    from services.resume.answers.strengths import highlights

    ids = frozenset(scene.entry(i).id for i in pool)
    awards = {
        i
        for i in pool
        for a in scene.section("awards")
        if name_of(scene.entry(i)).lower()
        in f"{scene.entry(a).description} {scene.entry(a).title}".lower()
    }
    best = highlights(scene, limit=2, within=ids)
    if not best and not awards:
        return None
    at = min(awards) if awards else scene.library.position[best[0].entry]
    entry = scene.entry(at)
    said = [
        say(
            f"Going by the résumé, {_named(scene, at, start=False)} stands out.",
            entry.path,
        )
    ]
    said += (
        told(scene, at, limit=2)
        if entry.section == "projects"
        else [read(scene, f) for f in best if f.entry == entry.id][:2]
    )
    prize = [
        a
        for a in scene.section("awards")
        if name_of(entry).lower()
        in f"{scene.entry(a).description} {scene.entry(a).title}".lower()
    ]
    said += [about_entry(scene, a) for a in prize[:1]]
    return Outcome(tuple(said[:4]), entry.section, (at, *prize[:1]), listing=True)


def extreme_level(scene: Scene, pool: Sequence[int]) -> Outcome | None:
    """The skills or the language of the highest or lowest level."""
    ranked = [(_rank(scene.entry(i)), i) for i in pool if _rank(scene.entry(i)) >= 0]
    if not ranked:
        return None
    low = scene.question.says(r"\b(?:worst|weakest|least|lowest)\b")
    top = (min if low else max)(r for r, _ in ranked)
    best = [i for r, i in ranked if r == top]
    v = scene.voice
    names = [_label(scene.entry(i)) for i in best]
    level = _level(scene.entry(best[0]))
    is_ = (
        "is"
        if len(names) == 1 and scene.entry(best[0]).section == "languages"
        else "are"
    )
    at = f"at level {level}" if re.match(r"[ABC][12]", level) else f"at {level} level"
    text = f"{_up(joined(names))} {is_} {'the lowest' if low else v.their + ' best'}, {at}."
    return Outcome(
        (say(text, *paths(scene, tuple(best))),),
        scene.entry(best[0]).section,
        tuple(best),
    )


def levels_compared(scene: Scene) -> Outcome | None:
    """Two skills or languages by their levels, the higher one first."""
    pieces = [p.split() for p in SPLIT.split(scene.question.text)]
    found: list[tuple[int, str]] = []
    for piece in pieces:
        hit = skill_named(scene, piece)
        if hit is not None and hit[0] not in [h for h, _ in found]:
            found.append(hit)
    if len(found) < 2:
        return None
    ranked = sorted(found[:2], key=lambda h: -_rank(scene.entry(h[0])))
    (a, _), (b, _) = ranked
    first, second = scene.entry(a), scene.entry(b)
    if _rank(first) < 0 or _rank(second) < 0:
        return None
    v = scene.voice
    if _rank(first) == _rank(second):
        text = (
            f"Both are at {_level(first)} level: {_label(first)} and {_label(second)}."
        )
    else:
        text = f"{_up(_label(first))} more: {v.they} {v.is_} at {_level(first)} level there, against {_level(second)} for {_label(second)}."
    return Outcome((say(text, first.path, second.path),), first.section, (a, b))


def skill_named(scene: Scene, tokens: Sequence[str]) -> tuple[int, str] | None:
    """The skill group or language that words name, and the word that did."""
    stems = {s for t in tokens for s in stems_of(t)}
    for section in ("skills", "languages"):
        for i in scene.section(section):
            entry = scene.entry(i)
            for name in (entry.title, *entry.technologies):
                words = stems_of(name)
                if words and words <= stems:
                    return i, name
    for i in scene.section("skills"):
        for name in (scene.entry(i).title, *scene.entry(i).technologies):
            if stems_of(name) & stems:
                return i, name
    return None


def _label(entry: Entry) -> str:
    return entry.title if entry.section == "languages" else group(entry)


def _level(entry: Entry) -> str:
    level = fluency(entry) if entry.section == "languages" else entry.role
    return level if re.match(r"[ABC][12]", level) else level.lower()


def _rank(entry: Entry) -> int:
    low = (entry.role or fluency(entry)).lower()
    return max(
        (n for n, word in enumerate(RANKS) if re.search(rf"\b{word}\b", low)),
        default=-1,
    )


def _named(scene: Scene, at: int, *, start: bool = True) -> str:
    """ "the job as a Telemetry Nurse at St. Brendan's Hospital", or a name."""
    entry = scene.entry(at)
    if entry.section == "experience" and entry.role:
        return (
            f"the {entry.role} job at {entry.organization}"
            if entry.organization
            else f"the {entry.role} job"
        )
    if entry.section == "volunteer":
        return f"the volunteering at {name_of(entry)}"
    if entry.section == "education":
        return (
            f"the {entry.role} at {entry.organization}"
            if entry.role
            else name_of(entry)
        )
    del start
    return name_of(entry)


def _day(entry: Entry) -> int:
    period = entry.period
    day = (period.start or period.end) if period else None
    return day.toordinal() if day else 0


def _up(text: str) -> str:
    return text[:1].upper() + text[1:]
