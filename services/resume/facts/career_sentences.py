"""What follows from a résumé's dates, in English sentences about the person."""

from __future__ import annotations

from collections.abc import Sequence

from services.models.resume import Entry
from services.resume.facts.aloud import DONE, spoken_name, work
from services.resume.facts.career import Total
from services.resume.facts.employers import Employer
from services.resume.facts.gaps import Gap, Overlap
from services.resume.facts.months import Months
from services.resume.facts.spans import spoken_day, spoken_months, spoken_stretch
from services.resume.facts.stints import Stint
from services.resume.replies.phrases import Phrases
from services.resume.telling.person import Person

MOST_NAMED = 6
NOUNS = {"education": ("course of study", "courses of study")}
"""Two degrees may be of one place."""
TIMES = ("", "once", "twice", "three times", "four times", "five times")


class CareerSentences:
    """Says durations, orders and totals about one person by the first name."""

    def __init__(self, phrases: Phrases, person: Person) -> None:
        self._phrases = phrases
        self._who = person.called()
        own = person.first_person or not person.first
        self._whose = person.possessive if own else f"{person.first}'s"

    def tenure(self, stint: Stint) -> str:
        """A sentence on the time an entry took.

        "Ada worked at Rye & Sons as Baker for 2 years, from … to …."
        """
        entry = stint.entry
        span = spoken_months(stint.months, approximate=stint.approximate)
        time = f"for {span}, {_stretch(stint)}"
        now = stint.ongoing
        match entry.section:
            case "experience":
                return _capital(f"{self._done('work', now)} {work(entry)} {time}.")
            case "education":
                where = entry.organization or entry.title
                return _capital(f"{self._done('study', now)} at {where} {time}.")
            case "volunteer":
                done = self._done("volunteer", now)
                return _capital(f"{done} {work(entry)} {time}.")
            case _:
                return f"{entry.title} {'has run' if now else 'ran'} {time}."

    def employer(self, employer: Employer, bounds: Months) -> str:
        """All the time at an employer, over all roles there."""
        span = spoken_months(employer.months, approximate=employer.approximate)
        time = _time(bounds, employer.ongoing, employer.approximate)
        count = self._phrases.number(len(employer.roles))
        done = self._done("work", employer.ongoing)
        return _capital(
            f"{done} at {employer.name} for {span}, {time}, in {count} roles."
        )

    def longest_employer(self, employer: Employer) -> str:
        span = spoken_months(employer.months, approximate=employer.approximate)
        done = self._done("work", employer.ongoing)
        return f"The employer {done} for longest is {employer.name}: {span}."

    def promotions(self, employer: Employer) -> str:
        """Each later role with its month."""
        steps = employer.promotions
        count = TIMES[len(steps)] if len(steps) < len(TIMES) else f"{len(steps)} times"
        told = self._phrases.joined([_step(step.after) for step in steps])
        was = self._who.verb("be", "past")
        what = f"{self._who.words} {was} promoted {count} at {employer.name}"
        first = spoken_name(steps[0].before.entry.role)
        return _capital(f"{what}: from {first} {told}.")

    def _done(self, verb: str, ongoing: bool) -> str:
        """Who did what: "Ada has worked", or "Ada worked" of what is over."""
        past = self._who.verb(verb, "past")
        have = f"{self._who.verb('have')} " if ongoing else ""
        return f"{self._who.words} {have}{past}"

    def overlap(self, overlap: Overlap) -> str:
        span = spoken_months(len(overlap.span), approximate=overlap.approximate)
        one, other = overlap.first.entry, overlap.second.entry
        time = _time(overlap.span, overlap.ongoing, overlap.approximate)
        both = f"{_named(one)} and {_named(other)}"
        return f"{both} ran at the same time for {span}, {time}."

    def gap(self, gap: Gap) -> str:
        span = spoken_months(len(gap.span), approximate=gap.approximate)
        time = _time(gap.span, gap.after is None, gap.approximate)
        after = f" and before {_named(gap.after.entry)}" if gap.after else ""
        where = f"after {_named(gap.before.entry)}{after}"
        filled = self._phrases.joined([_named(e) for e in gap.filled_by[:MOST_NAMED]])
        meanwhile = f" In that time: {filled}." if filled else ""
        return f"No job is listed for {span}, {time}, {where}.{meanwhile}"

    def before(self, entry: Entry, previous: Entry) -> str:
        return f"Before {_named(entry)}, {self._done('work', False)} {work(previous)}."

    def superlative(self, word: str, stint: Stint) -> str:
        """A sentence on one job: "Ada's first job was Baker at Rye & Sons: …"."""
        span = spoken_months(stint.months, approximate=stint.approximate)
        now = stint.ongoing
        verb = "is" if now else "was"
        job = _named(stint.entry)
        whose = _capital(self._whose)
        return f"{whose} {word} job {verb} {job}: {span}, {_stretch(stint)}."

    def experience(self, total: Total, employers: int) -> str:
        jobs, at = len(total.entries), self._phrases.number(employers)
        span = spoken_months(total.months, approximate=total.approximate)
        where = f"{at} employer{'s' if employers != 1 else ''}"
        since = f" since {total.bounds.start.year}" if total.bounds else ""
        count = f"{self._phrases.number(jobs)} {self._phrases.noun('experience', jobs)}"
        has = f"{self._who.words} {self._who.verb('have')}"
        time = f"{span} of work experience{since}"
        return _capital(f"{has} {time}, in {count} at {where}.")

    def total(self, total: Total, of: str) -> str:
        """A sentence on a total: "Ada spent 7 months in internships: …"."""
        span = spoken_months(total.months, approximate=total.approximate)
        names = self._phrases.joined([_named(e) for e in total.entries[:MOST_NAMED]])
        return _capital(f"{self._who.words} spent {span} {of}: {names}.")

    def count(self, section: str, entries: Sequence[Entry]) -> str:
        """A sentence on how many there are: "Ada has two awards: … and …"."""
        number = len(entries)
        noun = NOUNS.get(section, ("", ""))[number != 1]
        noun = noun or self._phrases.noun(section, number)
        count = self._phrases.number(number)
        said = f"{self._who.words} {self._who.verb('have')} {count} {noun}"
        said = _capital(said)
        if number > MOST_NAMED:
            return f"{said}."
        return f"{said}: {self._phrases.joined([_named(e) for e in entries])}."


def _step(stint: Stint) -> str:
    """The step of a promotion: "to Head Baker in May 2021"."""
    day = spoken_day(stint.bounds.start, year_only=stint.approximate)
    return f"to {spoken_name(stint.entry.role)} in {day}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _named(entry: Entry) -> str:
    """What an entry is called beside others: "Baker at Rye & Sons"."""
    if entry.section not in DONE or not entry.role:
        return entry.title
    at = f" at {spoken_name(entry.organization)}" if entry.organization else ""
    return f"{spoken_name(entry.role)}{at}"


def _stretch(stint: Stint) -> str:
    return _time(stint.bounds, stint.ongoing, stint.approximate)


def _time(bounds: Months, ongoing: bool, year_only: bool) -> str:
    if ongoing:
        return f"since {spoken_day(bounds.start, year_only=year_only)}"
    return spoken_stretch(bounds, year_only=year_only)
