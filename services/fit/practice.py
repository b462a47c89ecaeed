"""Years of practice, counted over jobs without counting a month twice."""

from __future__ import annotations

from collections.abc import Mapping

from services.fit.kinds import is_seniority, years_in
from services.fit.listing import alternatives_of
from services.fit.ranks import leading_facts
from services.fit.skills import shown, topics_in, topics_of
from services.fit.stated import Stated, content
from services.language.english import tokens
from services.models.fact import Fact, Kind
from services.models.fit import Judged, Requirement, Verdict
from services.resume.facts.employers import JOBS
from services.resume.facts.spans import spoken_months

SHORT_OF = 1
"""Months that may be missing: a bare year is no exact date."""
WORDS = 0.4
"""Share of the field's words that a job has to state to be of it."""


TOLD = 0.15
"""The same of a sentence that says how many years there are."""


def judged(requirement: Requirement, stated: Stated) -> Judged:
    """The months in the jobs of the field, against those asked for."""
    wanted = round((requirement.least or 0) * 12)
    jobs = _jobs_of(requirement.subject, stated)
    if is_seniority(requirement.subject):
        led = leading_facts(stated)
        jobs = {f.entry: f for f in led if f.about == JOBS} or jobs
    total = stated.career.months_in_field(lambda entry: entry.id in jobs)
    facts = _proof(jobs, stated)
    if told := _told(requirement, stated):
        return Judged(requirement, Verdict.MET, (told,))
    if not total.months or not facts:
        verdict, shown_by = shown(requirement.subject, stated)
        if verdict is Verdict.NOT_NAMED:
            return Judged(requirement, Verdict.NOT_NAMED)
        short = "The résumé names it, but not for how long"
        return Judged(requirement, Verdict.PARTLY, shown_by, short)
    span = spoken_months(total.months, approximate=total.approximate)
    if total.months + SHORT_OF >= wanted:
        return Judged(requirement, Verdict.MET, facts)
    short = f"The résumé shows {span}"
    return Judged(requirement, Verdict.PARTLY, facts, short)


def _told(requirement: Requirement, stated: Stated) -> Fact | None:
    """A sentence of the résumé that states as many years of it."""
    wanted = content(requirement.subject)
    for fact in stated.facts:
        years = years_in(fact.text)
        if years and years.least >= (requirement.least or 0):
            told = {key for token in tokens(fact.text) for key in token.keys}
            shared = sum(stated.weight(t) for t in wanted if t.keys & told)
            if shared >= TOLD * sum(map(stated.weight, wanted)) > 0:
                return fact
    return None


def _jobs_of(subject: str, stated: Stated) -> dict[str, Fact | None]:
    """The jobs that are of a field, each with a fact that says so; all for no field."""
    jobs = stated.resume.sections.get(JOBS, ())
    if not content(subject) and not topics_in(subject, stated):
        return {job.id: None for job in jobs}
    found: dict[str, Fact | None] = {}
    for option in dict.fromkeys((subject, *alternatives_of(subject))):
        found |= _of_option(option, stated)
    return found


def _of_option(option: str, stated: Stated) -> dict[str, Fact | None]:
    topics = {t.id for t in topics_in(option, stated)}
    found: dict[str, Fact | None] = {}
    for job in stated.resume.sections.get(JOBS, ()):
        for at in stated.by_entry.get(job.id, ()):
            fact = stated.facts[at]
            if topics & topics_of(fact, stated):
                found.setdefault(job.id, fact)
    if topics:
        return found
    for cover in stated.covers(content(option), JOBS):
        if cover.together >= WORDS and cover.entry:
            found[cover.entry] = cover.facts[0]
    return found | _others_there(found, stated)


def _others_there(
    jobs: Mapping[str, Fact | None], stated: Stated
) -> dict[str, Fact | None]:
    """The other jobs at the same employers: the field of a firm is that of its jobs."""
    firms = {stated.entries[job].organization for job in jobs} - {""}
    return {
        job.id: None
        for job in stated.resume.sections.get(JOBS, ())
        if job.organization in firms and job.id not in jobs
    }


def _proof(jobs: dict[str, Fact | None], stated: Stated) -> tuple[Fact, ...]:
    """The lengths of the jobs counted, with what shows their field."""
    lengths = [f for f in stated.derived if f.kind is Kind.TENURE and f.entry in jobs]
    shown = [fact for fact in jobs.values() if fact]
    return (*lengths[:6], *shown[:2])
