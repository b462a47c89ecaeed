"""Facts that follow from the dates: durations, promotions, order, gaps, totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.models.fact import Amount, Fact, Kind, Value
from services.models.resume import Entry
from services.resume.facts.career import STUDY, Career, Total
from services.resume.facts.career_sentences import CareerSentences
from services.resume.facts.employers import JOBS, Employer
from services.resume.facts.months import Months
from services.resume.facts.spans import spoken_months
from services.resume.facts.stints import Stint
from services.resume.facts.writing import PERSON
from services.resume.replies.phrases import phrases_for
from services.resume.telling.person import Person

MOST_OVERLAPS = 24
"""The longest ones; a résumé with more is a list of gigs."""


def derived_facts(career: Career, person: Person) -> Iterator[Fact]:
    """Every computed fact, in English."""
    phrases = phrases_for("en", "neutral", "", career.resume.profile)
    say = CareerSentences(phrases, person)
    for stint in career.stints:
        if stint.months and (stint.ongoing or not stint.single):
            yield _tenure(stint, say)
    for employer in career.employers:
        yield from _employer(employer, say)
    yield from _order(career, say)
    yield from _overlaps(career, say)
    yield from _gaps(career, say)
    yield from _totals(career, say)
    for section, entries in career.resume.sections.items():
        text = say.count(section, entries)
        values = [Value("amount", str(len(entries)), Amount(len(entries), section))]
        yield _fact(f"{section}#count", None, text, Kind.COUNT, values, entries[0])


def _fact(
    id: str,
    entry: Entry | None,
    text: str,
    kind: Kind,
    values: Iterable[Value],
    beside: Entry,
    field: str = "",
) -> Fact:
    """A derived fact; `beside` is the entry whose place in the résumé proves it."""
    path = f"{entry.path}{field}" if entry else beside.path.partition("[")[0]
    return Fact(
        id=id,
        entry=entry.id if entry else "",
        path=path,
        text=text,
        sentence=text,
        kind=kind,
        values=tuple(values),
        derived=True,
        about=beside.section if beside else PERSON,
    )


def _tenure(stint: Stint, say: CareerSentences) -> Fact:
    entry = stint.entry
    values = _time_values(stint.bounds, stint.months, stint.ongoing)
    id, text = f"{entry.id}#tenure", say.tenure(stint)
    return _fact(id, entry, text, Kind.TENURE, values, entry, ".dates")


def _employer(employer: Employer, say: CareerSentences) -> Iterator[Fact]:
    bounds = employer.bounds
    if len(employer.roles) < 2 or bounds is None:
        return
    newest = employer.stints[-1].entry
    name = Value("organisation", employer.name, employer.name)
    values = [name, *_time_values(bounds, employer.months, employer.ongoing)]
    id, text = f"employer/{employer.key}#tenure", say.employer(employer, bounds)
    yield _fact(id, newest, text, Kind.EMPLOYER, values, newest, ".dates")
    if employer.promotions:
        steps = len(employer.promotions)
        values = [name, Value("amount", str(steps), Amount(steps, "promotions"))]
        id, text = f"employer/{employer.key}#promotions", say.promotions(employer)
        yield _fact(id, newest, text, Kind.PROMOTION, values, newest, ".role")


def _order(career: Career, say: CareerSentences) -> Iterator[Fact]:
    jobs = career.jobs
    for stint in jobs:
        if previous := career.before(stint.entry):
            id, text = f"{stint.entry.id}#before", say.before(stint.entry, previous)
            yield _fact(id, stint.entry, text, Kind.ORDER, (), stint.entry, ".dates")
    if len(jobs) < 2:
        return
    yield from _longest_employer(career, say)
    extremes = {
        "first": career.first(),
        "latest": career.last(),
        "longest": career.longest(),
        "shortest": career.shortest(),
    }
    for word, entry in extremes.items():
        if entry and (found := career.stint(entry)):
            values = _time_values(found.bounds, found.months, found.ongoing)
            text = say.superlative(word, found)
            id = f"{JOBS}#{word}"
            yield _fact(id, entry, text, Kind.ORDER, values, entry, ".dates")


def _longest_employer(career: Career, say: CareerSentences) -> Iterator[Fact]:
    longest = max(career.employers, key=lambda e: e.months, default=None)
    if longest is None or not longest.bounds or len(career.employers) < 2:
        return
    newest = longest.stints[-1].entry
    name = Value("organisation", longest.name, longest.name)
    values = [name, *_time_values(longest.bounds, longest.months, longest.ongoing)]
    id, text = f"{JOBS}#longest-employer", say.longest_employer(longest)
    yield _fact(id, newest, text, Kind.ORDER, values, newest, ".dates")


def _overlaps(career: Career, say: CareerSentences) -> Iterator[Fact]:
    longest = sorted(career.overlaps(), key=lambda o: -len(o.span))
    for each in longest[:MOST_OVERLAPS]:
        one, other = each.first.entry, each.second.entry
        values = _time_values(each.span, len(each.span), each.ongoing)
        id, text = f"{one.id}+{other.id}#overlap", say.overlap(each)
        yield _fact(id, other, text, Kind.OVERLAP, values, other, ".dates")


def _gaps(career: Career, say: CareerSentences) -> Iterator[Fact]:
    for gap in career.gaps():
        before = gap.before.entry
        values = _time_values(gap.span, len(gap.span), gap.after is None)
        id, text = f"{before.id}#gap", say.gap(gap)
        yield _fact(id, None, text, Kind.GAP, values, before)


def _totals(career: Career, say: CareerSentences) -> Iterator[Fact]:
    paid = career.years_of_experience()
    if paid.months:
        ids = {entry.id for entry in paid.entries}
        places = [e for e in career.employers if any(r.id in ids for r in e.roles)]
        text = say.experience(paid, len(places))
        yield _total(f"{JOBS}#total", paid, text)
    training = career.internships()
    if training.months:
        text = say.total(training, "in internships and the like")
        yield _total(f"{JOBS}#internships", training, text)
    study = career.months_in_field(lambda entry: True, STUDY)
    if len(study.entries) > 1:
        yield _total(f"{STUDY}#total", study, say.total(study, "studying"))


def _total(id: str, total: Total, text: str) -> Fact:
    bounds = total.bounds
    values = _time_values(bounds, total.months, total.ongoing) if bounds else []
    return _fact(id, None, text, Kind.TOTAL, values, total.entries[-1])


def _time_values(bounds: Months, months: int, ongoing: bool) -> list[Value]:
    span = (bounds.start, None if ongoing else bounds.end)
    said = spoken_months(months)
    return [
        Value("span", said, span),
        Value("amount", said, Amount(months, "month")),
    ]
