"""Each fact as a sentence about the person, in English."""

from __future__ import annotations

import re

from services.models.fact import Kind, Level
from services.models.resume import Entry
from services.resume.degrees import levels
from services.resume.entries import heading
from services.resume.facts.dates import is_single
from services.resume.facts.employers import without_brackets
from services.resume.facts.residence import NOWHERE
from services.resume.facts.spans import spoken_day
from services.resume.facts.stints import is_rough
from services.resume.telling.articles import article
from services.resume.telling.person import Person
from services.resume.telling.places import spoken_place
from services.resume.telling.sentences import about, finished, sentence, to_third

ASIDE = re.compile(r"\s[—–|]\s")
NO_PLACE = frozenset(
    "self-employed self employed freelance freelancer independent various".split()
)
PRIZE = re.compile(r"(?!the |an? ).*\b(?:award|prize|medal)\b", re.IGNORECASE)
WORK = ("experience", "volunteer", "education")
CALLED = {
    "projects": "one of {their} projects is {title}",
    "publications": "{they} published {title}",
    "blog": "{they} wrote {title}",
    "awards": "{they} received {title}",
    "certifications": "{they} {hold} {title}",
    "languages": "{they} {speak} {title}",
    "interests": "{they} {be} interested in {title}",
    "skills": "one of {their} skills is {title}",
    "references": "one of {their} references is {title}",
}
"""How a thing is told to be there, by section."""
ON_A_DATE = {
    "publications": "{title} was published",
    "blog": "{title} was written",
    "awards": "{they} received {title}",
    "certifications": "{they} got {title}",
}
DONE = {"experience": "work", "volunteer": "volunteer", "education": "study"}
GIVEN = {
    "awards": "was awarded by",
    "certifications": "was issued by",
    "publications": "appeared in",
    "projects": "was done for",
}
"""What the organisation of an entry did with it, by section."""
NATIVE = 7


class Aloud:
    """Says what stands in a résumé, in the person's grammatical form."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self._they = person.subject[:1].upper() + person.subject[1:]
        self._their = person.possessive[:1].upper() + person.possessive[1:]

    def own_words(self, text: str) -> str:
        """A sentence of the profile, said about the person."""
        return to_third(text, self._person)

    def line(self, text: str, entry: Entry, kind: Kind) -> str:
        """A sentence or a highlight of an entry, with where it was."""
        ongoing = bool(entry.period and entry.period.ongoing)
        if entry.section in WORK:
            return self._sentence(text, ongoing, _at(entry))
        if kind is Kind.SUMMARY:
            return about(text, self._person, entry.title)
        plain = self._sentence(text, ongoing, "")
        if entry.section == "projects" and plain.startswith(f"{self._they} "):
            return self._sentence(text, ongoing, f"for {entry.title}")
        return plain

    def quote(self, text: str, title: str) -> str:
        """A sentence of a reference, with who says it."""
        return f"{title} says: {finished(text)}"

    def headline(self, text: str) -> str:
        return finished(f"{self._their} headline is {text}") if text else ""

    def name(self, name: str) -> str:
        return finished(f"{self._their} name is {name}")

    def role(self, entry: Entry) -> str:
        """What somebody was where, what was studied, or that a thing is there."""
        now = bool(entry.period and entry.period.ongoing)
        if entry.section == "education":
            return finished(f"{self._done(entry, now)}{_degree(entry)} {_at(entry)}")
        if entry.section not in WORK:
            form = CALLED.get(entry.section, f"{heading(entry.section)}: {{title}}")
            return finished(self._filled(form, entry))
        if not entry.role:
            return finished(f"{self._done(entry, now)} {_at(entry)}")
        return self._sentence(spoken_name(entry.role), now, _at(entry))

    def time(self, entry: Entry) -> str:
        """When an entry was: "She worked at Rye & Sons as Baker in 2019."."""
        period = entry.period
        if period is None:
            return ""
        rough = is_rough(period)
        if period.start is None or (period.end is None and not period.ongoing):
            return finished(f"{entry.title}: {period.text}")
        start = spoken_day(period.start, year_only=rough)
        end = spoken_day(period.end, year_only=rough) if period.end else ""
        if period.ongoing:
            return finished(f"{self._lasted(entry, now=True)} since {start}")
        if is_single(period) or start == end:
            return finished(self._dated(entry, start))
        return finished(f"{self._lasted(entry, now=False)} from {start} to {end}")

    def place(self, entry: Entry) -> str:
        """Where an entry was."""
        if entry.section not in WORK:
            return finished(f"{entry.title} was in {spoken_place(entry.location)}")
        now = bool(entry.period and entry.period.ongoing)
        where = f"in {spoken_place(entry.location)}"
        if entry.location.lower().startswith("remote"):
            where = f"remotely{entry.location[len('remote') :]}"
        return finished(f"{self._done(entry, now)} {work(entry)} {where}")

    def home(self, location: str) -> str:
        if not location:
            return ""
        if location.lower() in NOWHERE:
            return f"{self._they} {self._person.verb('work')} from anywhere."
        return finished(
            f"{self._they} {self._person.verb('live')} in {spoken_place(location)}"
        )

    def contact(self, label: str, value: str) -> str:
        return f"{self._their} {label} is {value}."

    def organization(self, entry: Entry) -> str:
        given = GIVEN.get(entry.section, "was at")
        return finished(f"{entry.title} {given} {entry.organization}")

    def level(self, entry: Entry, text: str, level: Level | None) -> str:
        """How well a language is spoken or a skill is known."""
        if entry.section != "languages":
            return finished(f"{self._their} level in {entry.title} is {text.lower()}")
        if level and level.rank == NATIVE:
            be = self._person.verb("be")
            return f"{self._they} {be} a native speaker of {entry.title}."
        if len(text) == 2:
            speak = self._person.verb("speak")
            return f"{self._they} {speak} {entry.title} at level {text.upper()}."
        return finished(f"{self._their} {entry.title} is {text.lower()}")

    def score(self, entry: Entry, text: str) -> str:
        of = entry.role or entry.title
        return finished(f"{self._their} grade in {of} {_at(entry)} was {text}")

    def course(self, entry: Entry, text: str) -> str:
        where = f" {_at(entry)}" if entry.organization else ""
        return finished(f"{self._their} courses{where} included {text}")

    def keyword(self, entry: Entry, text: str) -> str:
        """A skill with its group, or a keyword with what it is of."""
        if text == entry.title:
            return self.role(entry)
        if entry.section == "skills":
            return f"{self._their} skills in {entry.title} include {text}."
        if entry.section == "interests":
            return finished(f"{self.role(entry).rstrip('.')}: {text}")
        if entry.section in WORK and entry.organization:
            now = bool(entry.period and entry.period.ongoing)
            verb = "involves" if now else "involved"
            return finished(f"{self._their} work {_at(entry)} {verb} {text}")
        return finished(f"{entry.title} involves {text}")

    def link(self, entry: Entry, address: str) -> str:
        at_work = entry.section in WORK and entry.organization
        name = spoken_name(entry.organization) if at_work else entry.title
        return f"{name} is at {address}."

    def field(self, key: str, text: str, entry: Entry | None = None) -> str:
        """A field with a name of the owner's own: "Her thesis at …: …"."""
        if entry is None:
            return finished(f"{heading(key)}: {text}")
        if entry.section in WORK:
            label = key.replace("_", " ").lower()
            return finished(f"{self._their} {label} {_at(entry)}: {text}")
        return finished(f"{heading(key)} of {entry.title}: {text}")

    def _done(self, entry: Entry, now: bool) -> str:
        """Who does or did what: "She works", "she is studying", "she volunteered"."""
        verb = DONE[entry.section]
        if now and entry.section == "education":
            return f"{self._they} {self._person.verb('be')} studying"
        return f"{self._they} {self._person.verb(verb, 'present' if now else 'past')}"

    def _dated(self, entry: Entry, day: str) -> str:
        if form := ON_A_DATE.get(entry.section):
            return f"{self._filled(form, entry)} in {day}"
        if entry.section in DONE:
            return f"{self._lasted(entry, now=False)} in {day}"
        return f"{entry.title} is from {day}"

    def _lasted(self, entry: Entry, *, now: bool) -> str:
        """The person's work, or the thing, with the verb for a time behind it."""
        have = self._person.verb("have")
        if verb := DONE.get(entry.section):
            past = self._person.verb(verb, "past")
            return f"{self._they} {f'{have} {past}' if now else past} {work(entry)}"
        if entry.section == "projects":
            return f"{entry.title} {'has run' if now else 'ran'}"
        return f"{entry.title} {'has been going on' if now else 'was'}"

    def _filled(self, form: str, entry: Entry) -> str:
        verb = self._person.verb
        return form.format(
            they=self._person.subject,
            their=self._person.possessive,
            title=f"the {entry.title}" if PRIZE.match(entry.title) else entry.title,
            hold=verb("hold"),
            speak=verb("speak"),
            be=verb("be"),
        )

    def _sentence(self, text: str, ongoing: bool, place: str) -> str:
        return sentence(text, self._person, ongoing=ongoing, place=place)


def work(entry: Entry) -> str:
    """The place and role, "at Rye & Sons as Baker"; only the half that is there."""
    if entry.section == "education":
        return _at(entry) or f"in {entry.title}"
    role = f"as {spoken_name(entry.role)}" if entry.role else ""
    return " ".join(filter(None, (_at(entry), role))) or f"on {entry.title}"


def spoken_name(name: str) -> str:
    """A role or an organisation without what stands in brackets or behind a dash."""
    return without_brackets(ASIDE.split(name)[0])


def _degree(entry: Entry) -> str:
    """What a study is for: " for a Bachelor of Arts", " for courses in …"; or empty."""
    if not entry.role:
        return ""
    one = f"{article(entry.role)} " if levels(entry) else ""
    return f" for {one}{entry.role}"


def _at(entry: Entry) -> str:
    name = spoken_name(entry.organization)
    return f"at {name}" if name and name.lower() not in NO_PLACE else ""
