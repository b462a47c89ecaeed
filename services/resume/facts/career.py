"""A career in order: what came before what, what ran when, and for how long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from services.models.resume import Entry, Resume
from services.resume.facts import gaps as times
from services.resume.facts.employers import JOBS, Employer, employers
from services.resume.facts.gaps import Gap, Overlap
from services.resume.facts.internships import is_internship
from services.resume.facts.months import Months, common, month_number, total
from services.resume.facts.stints import Stint, stints

STUDY = "education"
BESIDE_JOBS = (STUDY, "volunteer")
FILLS_GAPS = (STUDY, "volunteer", "projects")

RECENT_MONTHS = 12
"""How long a job may have ended before the next and still be the one before it."""


@dataclass(frozen=True, slots=True)
class Total:
    """Months of several entries, each month counted once."""

    months: int
    entries: tuple[Entry, ...]
    """Those with dates, the first to begin standing first."""
    bounds: Months | None
    ongoing: bool
    approximate: bool


@dataclass(frozen=True, slots=True)
class Career:
    """Everything of a résumé that has a time; built by `career_of`."""

    resume: Resume
    today: date
    stints: tuple[Stint, ...]
    """Of all sections, the first to begin standing first."""
    employers: tuple[Employer, ...]
    by_section: Mapping[str, tuple[Stint, ...]]
    by_entry: Mapping[str, Stint]
    """By the id of the entry."""

    def of(self, *sections: str) -> tuple[Stint, ...]:
        """The stints of these sections, the first to begin standing first."""
        if len(sections) == 1:
            return self.by_section.get(sections[0], ())
        return tuple(s for s in self.stints if s.entry.section in sections)

    @property
    def jobs(self) -> tuple[Stint, ...]:
        return self.of(JOBS)

    def stint(self, entry: Entry) -> Stint | None:
        """The time of an entry; None where it has none."""
        return self.by_entry.get(entry.id)

    def employer(self, entry: Entry) -> Employer | None:
        """The employer that a job was at."""
        for each in self.employers:
            if any(role.id == entry.id for role in each.roles):
                return each
        return None

    def at(self, first: date, last: date) -> Mapping[str, tuple[Entry, ...]]:
        """What ran between two days, by section, in the order in which it began."""
        asked = Months(month_number(first), month_number(last))
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for each in self.stints:
            held = each.bounds
            if max(held.first, asked.first) <= min(held.last, asked.last):
                found[each.entry.section].append(each.entry)
        return {section: tuple(entries) for section, entries in found.items()}

    def before(self, entry: Entry, *sections: str) -> Entry | None:
        """What came right before an entry: in its section, or in those named.

        That is what ended last up to its start, or soon after; if that was long
        before, what was running already and went on beside it.
        """
        here = self.stint(entry)
        if here is None:
            return None
        start = here.bounds.first
        of = self.of(*(sections or (entry.section,)))
        earlier = [s for s in of if s.bounds.first < start]
        left = [s for s in earlier if not _outlasts(s, here)]
        recent = [s for s in left if s.bounds.last >= start - RECENT_MONTHS]
        beside = [s for s in earlier if _outlasts(s, here)]
        for found in (recent, beside, left):
            if found:
                last = max(found, key=lambda s: _until(s, start))
                return last.entry
        return None

    def after(self, entry: Entry, *sections: str) -> Entry | None:
        """What came right after an entry: in its section, or in those named.

        What began once it had ended stands before what began beside it.
        """
        here = self.stint(entry)
        if here is None:
            return None
        start, end = here.bounds.first, here.bounds.last
        later = [
            s
            for s in self.of(*(sections or (entry.section,)))
            if s.bounds.first > start
        ]
        following = [s for s in later if s.bounds.first >= end]
        found = min(following or later, key=lambda s: s.bounds.first, default=None)
        return found.entry if found else None

    def first(self, *sections: str) -> Entry | None:
        found = self.of(*(sections or (JOBS,)))
        return found[0].entry if found else None

    def last(self, *sections: str) -> Entry | None:
        """What began last."""
        found = self.of(*(sections or (JOBS,)))
        return found[-1].entry if found else None

    def longest(self, *sections: str) -> Entry | None:
        """The entry that lasted longest, of those with a length."""
        found = self._lasting(sections)
        return max(found, key=lambda s: s.months).entry if found else None

    def shortest(self, *sections: str) -> Entry | None:
        """The ended entry that lasted shortest, of those with a length."""
        found = tuple(s for s in self._lasting(sections) if not s.ongoing)
        return min(found, key=lambda s: s.months).entry if found else None

    def _lasting(self, sections: tuple[str, ...]) -> tuple[Stint, ...]:
        return tuple(s for s in self.of(*(sections or (JOBS,))) if not s.single)

    def years_of_experience(self, entries: Iterable[Entry] | None = None) -> Total:
        """The months in any of `entries`; in all paid jobs where none are given."""
        if entries is None:
            return self.months_in_field(lambda entry: not self.is_internship(entry))
        wanted = {entry.id for entry in entries}
        return _total(s for s in self.stints if s.entry.id in wanted)

    def months_in_field(
        self, of_field: Callable[[Entry], bool], *sections: str
    ) -> Total:
        """The months in the jobs that are of a field."""
        return _total(s for s in self.of(*(sections or (JOBS,))) if of_field(s.entry))

    def internships(self) -> Total:
        """The months in internships and the like."""
        return self.months_in_field(self.is_internship)

    def is_internship(self, entry: Entry) -> bool:
        """Whether a job was an internship, or an assistantship during studies."""
        here = self.stint(entry)
        studies = (s.bounds for s in self.of(STUDY))
        during = here is not None and any(common(here.bounds, s) for s in studies)
        return entry.section == JOBS and is_internship(entry, during_study=during)

    def overlaps(self) -> tuple[Overlap, ...]:
        """Jobs at different employers that ran together, or beside something else."""
        beside = self.of(JOBS, *BESIDE_JOBS)
        found = times.overlaps(self.jobs, beside)
        return tuple(each for each in found if not times.same_employer(each))

    def gaps(self) -> tuple[Gap, ...]:
        """Where no job ran for two months or more."""
        return times.gaps(self.jobs, self.of(*FILLS_GAPS), self.today)

    def counts(self) -> Mapping[str, int]:
        """How many entries each section has."""
        return {name: len(found) for name, found in self.resume.sections.items()}


def career_of(resume: Resume, today: date) -> Career:
    entries = (entry for section in resume.sections.values() for entry in section)
    found = stints(entries, today)
    by_section: defaultdict[str, list[Stint]] = defaultdict(list)
    for each in found:
        by_section[each.entry.section].append(each)
    return Career(
        resume,
        today,
        found,
        employers(resume, today),
        {section: tuple(each) for section, each in by_section.items()},
        {each.entry.id: each for each in found},
    )


def _outlasts(stint: Stint, other: Stint) -> bool:
    """Whether a stint goes on longer than one that began after it."""
    if stint.ongoing or other.ongoing:
        return stint.ongoing
    return stint.bounds.last > other.bounds.last


def _until(stint: Stint, month: int) -> tuple[int, int]:
    """How near to a month a stint ran, and then when it began."""
    return min(stint.bounds.last, month), stint.bounds.first


def _total(stints: Iterable[Stint]) -> Total:
    stints = tuple(stints)
    bounds = (
        Months(stints[0].bounds.first, max(s.bounds.last for s in stints))
        if stints
        else None
    )
    return Total(
        months=total(s.span for s in stints),
        entries=tuple(s.entry for s in stints),
        bounds=bounds,
        ongoing=any(s.ongoing for s in stints),
        approximate=any(s.approximate for s in stints),
    )
