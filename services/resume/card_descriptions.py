"""The paragraph of a card: what the entry is, for pages that draw little else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from services.models.resume import Entry, FactValue
from services.resume.telling.lists import joined
from services.resume.telling.times import dates, when

UNSAID = frozenset("study_type area authors doi kind tech_stack".split())
"""Facts that the card has in a field of its own."""
THESES = ("thesis", "dissertation", "thesis_title", "thesisTitle")


def described(entry: Entry) -> str:
    """What the owner wrote, and what kind of thing it is where that may not tell."""
    told = TOLD.get(entry.section)
    if told is not None:
        return told(entry)
    return entry.description or _placed(entry) or _facts(entry) or _kind(entry)


def said(entry: Entry, name: str) -> str:
    """A fact as one text; empty when the owner wrote none."""
    value: FactValue = entry.facts.get(name, "")
    return value if isinstance(value, str) else ", ".join(value)


def _study(entry: Entry) -> str:
    """A study with its place and years, then what else is known of it.

    "Bachelor of Science in Nursing, Riverbend State University, 2010 to 2014"
    """
    what = entry.role or entry.title
    where = "" if entry.organization in what else entry.organization
    thesis = next(filter(None, (said(entry, name) for name in THESES)), "")
    courses = ", ".join(entry.keywords)
    return _sentences(
        _line(what, where, _years(entry)),
        entry.description,
        said(entry, "gpa") and f"Grade: {said(entry, 'gpa')}",
        thesis and f"Thesis: {thesis}",
        courses and f"Courses: {courses}",
    )


def _award(entry: Entry) -> str:
    return _sentences(_by("Awarded", entry) or "An award", entry.description)


def _certificate(entry: Entry) -> str:
    return _sentences(_by("Issued", entry) or "A certificate", entry.description)


def _publication(entry: Entry) -> str:
    appeared = _line(entry.organization, dates(entry.period))
    authors = said(entry, "authors")
    return (
        entry.description
        or _sentences(
            appeared and f"Published: {appeared}", authors and f"By {authors}"
        )
        or "A publication"
    )


def _language(entry: Entry) -> str:
    level = entry.role or entry.description
    return f"Language, {_lower(level)}" if level else "A language spoken"


def _interest(entry: Entry) -> str:
    about = ", ".join((*entry.keywords, *entry.technologies))
    told = entry.description or (about and f"Interest: {about}")
    return told or "A personal interest"


def _reference(entry: Entry) -> str:
    who = _line(entry.role, entry.organization)
    return entry.description or (who and f"Reference: {who}") or "A reference"


def _skills(entry: Entry) -> str:
    names = joined(entry.technologies)
    if entry.role and entry.technologies != (entry.title,):
        return f"{entry.role}: {names}"
    return entry.description or entry.role or names


TOLD: Mapping[str, Callable[[Entry], str]] = {
    "education": _study,
    "awards": _award,
    "certifications": _certificate,
    "publications": _publication,
    "languages": _language,
    "interests": _interest,
    "references": _reference,
    "skills": _skills,
}


def _placed(entry: Entry) -> str:
    """The role and employer with place and time; empty where both are unknown.

    "Data Engineer at Blue Lantern Health, Portland, June 2020 to February 2023"
    """
    what = " at ".join(filter(None, (entry.role, entry.organization)))
    if not what:
        return ""
    return _line(what, entry.location, dates(entry.period))


def _facts(entry: Entry) -> str:
    """What only this section's entries have: "Number: EP 3 999 001"."""
    return _sentences(
        *(
            f"{name.replace('_', ' ').capitalize()}: {said(entry, name)}"
            for name in entry.facts
            if name not in UNSAID
        )
    )


def _kind(entry: Entry) -> str:
    """What is left to say of an entry with nothing but a name."""
    first = next(iter((*entry.highlights, *entry.metrics)), "")
    about = joined(entry.technologies or entry.keywords)
    section = entry.section.replace("_", " ").capitalize()
    return first or about or _line(section, entry.location, dates(entry.period))


def _by(verb: str, entry: Entry) -> str:
    """Giver and time: "Awarded by Harbor Analytics in December 2024"; or empty."""
    giver = entry.organization and f"by {entry.organization}"
    known = " ".join(filter(None, (giver, when(entry.period))))
    return f"{verb} {known}" if known else ""


def _years(entry: Entry) -> str:
    period = entry.period
    if period is None or period.start is None:
        return period.text if period else ""
    if period.ongoing or period.end is None:
        return f"since {period.start.year}"
    first, last = period.start.year, period.end.year
    return str(last) if first == last else f"{first} to {last}"


def _line(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _sentences(*parts: str | bool) -> str:
    told = [part.strip() for part in parts if isinstance(part, str) and part.strip()]
    if len(told) < 2:
        return "".join(told)
    return " ".join(part if part[-1] in ".!?…" else f"{part}." for part in told)


def _lower(level: str) -> str:
    """A level in the middle of a line: "Fluent" is "fluent", "C2" stays."""
    return level[:1].lower() + level[1:] if level[1:2].islower() else level
