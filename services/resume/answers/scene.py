"""One question with everything that is known around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from services.models.fact import Fact, Kind
from services.models.resume import Entry, Resume
from services.resume.answers.evidence import Chances, Evidence
from services.resume.answers.members import Member
from services.resume.facts.career import Career
from services.resume.questions.canonical import PERSON
from services.resume.questions.patterns import any_of
from services.resume.questions.question import Question
from services.resume.questions.targets import Target, Targets
from services.resume.reading.topics import Topics
from services.resume.telling.person import Person
from services.resume.telling.voice import Voice

SHORT = 6
"""Words up to which a question without a subject is about what was spoken of."""
AS_GOOD = 0.8
"""Share of the best target's score from which others are meant as well."""
STUDIES = re.compile(r"\b(?:stud(?:y|ied|ying)|degree|graduat\w+|major\w*|enrolled)\b")
WORKS = re.compile(r"\b(?:teach|taught|work\w*|job|employed|role|position)\b")
BUSINESS = r"(?:business|company|firm|shop|practice|studio|agency)\b"
OWN_BUSINESS = any_of(
    rf"\bown {BUSINESS}",
    r"\bself ?employed\b",
    r"\bown boss\b",
    r"\bout on they own\b",
    r"\b(?:start|found|open|launch|set up|r[au]n)(?:ed|s|ing)? (?:the|a|they) "
    rf"{BUSINESS}",
)
ON_OWN_ACCOUNT = any_of(
    "self[- ]?employed",
    "freelanc",
    r"\b(?:owner|founder|proprietor|independent|own account|sole trader)\b",
    flags=re.I,
)


@dataclass(frozen=True, slots=True)
class Strengths:
    """Highlights, the strongest first, and how much each fact impresses by its id."""

    ranked: tuple[Fact, ...]
    weights: Mapping[str, float]


@dataclass(frozen=True)
class Library:
    """One résumé prepared for questions; shared by all of them."""

    resume: Resume
    entries: tuple[Entry, ...]
    position: dict[str, int]
    by_section: dict[str, tuple[int, ...]]
    targets: Targets
    evidence: Evidence
    career: Career
    facts: dict[str, tuple[Fact, ...]]
    voice: Voice
    person: Person
    person_words: frozenset[str]
    today: date
    topics: Topics
    members: Mapping[str, tuple[Member, ...]]
    """Families of technologies to the skills that belong to them."""
    strengths: Strengths


@dataclass(frozen=True)
class Scene:
    """`topic` are the entries spoken of before, `listed` those last shown together."""

    library: Library
    question: Question
    topic: tuple[int, ...] = ()
    listed: tuple[int, ...] = ()
    seen: frozenset[int] = frozenset()
    fresh: bool = True
    forced: tuple[int, ...] = field(default=())
    """Targets that another question lends."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries of the résumé."""
        return self.library.entries

    @property
    def voice(self) -> Voice:
        """How the person is spoken of."""
        return self.library.voice

    @property
    def today(self) -> date:
        """The day on which the question is asked."""
        return self.library.today

    @property
    def evidence(self) -> Evidence:
        """The facts, ready to be searched."""
        return self.library.evidence

    @cached_property
    def chances(self) -> Chances | None:
        """How likely each fact answers the question; None without meaning."""
        return self.evidence.chances(self.question)

    @property
    def career(self) -> Career:
        """The jobs, studies and what else has a time."""
        return self.library.career

    def section(self, name: str) -> tuple[int, ...]:
        """Positions of the entries of a section."""
        return self.library.by_section.get(name, ())

    def entry(self, at: int) -> Entry:
        """The entry at a position."""
        return self.entries[at]

    def at(self, entry: Entry) -> int:
        """The position of an entry."""
        return self.library.position[entry.id]

    def facts(self, at: int) -> tuple[Fact, ...]:
        """The facts of the entry at a position."""
        return self.library.facts.get(self.entries[at].id, ())

    def goes_on(self, at: int) -> bool:
        """Whether the entry has no end yet."""
        period = self.entries[at].period
        return bool(period and period.ongoing)

    @cached_property
    def current_jobs(self) -> tuple[int, ...]:
        """The jobs that go on, newest first."""
        return self.newest_first(
            [i for i in self.section("experience") if self.goes_on(i)]
        )

    @cached_property
    def availability(self) -> Fact | None:
        """What the profile gives as its availability: "open to roles from May"."""
        facts = (f for f in self.evidence.of(Kind.FIELD) if not f.entry)
        return next((f for f in facts if "availab" in f.path), None)

    def named_jobs(self) -> tuple[int, ...]:
        """Those of the named entries that are jobs."""
        return tuple(i for i in self.named if self.entries[i].section == "experience")

    @cached_property
    def leans(self) -> bool:
        """Whether the question stands on what was said before."""
        if self.fresh or not (self.topic or self.listed):
            return False
        q = self.question
        if q.refers or q.elliptic or (q.short and not self._asks_of_person):
            return True
        bare = not (q.person or q.sections or self.own)
        if bare and len(q.tokens) <= SHORT and self._of_topic(q.stems):
            return True
        goes_on = q.continues or (q.asking == "when" and not self.own)
        return goes_on and not q.sections and self._of_topic(q.stems)

    @property
    def _asks_of_person(self) -> bool:
        """Whether another part of the person is asked for: "what are her skills"."""
        spoken_of = {self.entries[i].section for i in self.topic}
        return any(
            part.plural
            and part.section not in spoken_of
            and self.question.tokens[part.start - 1 : part.start] == (PERSON,)
            for part in self.question.parts
        )

    def _of_topic(self, stems: frozenset[str]) -> bool:
        """Whether no word is known elsewhere but not of what was spoken of."""
        told = {
            w
            for i in self.topic
            for f in self.library.facts.get(self.entries[i].id, ())
            for w in self.evidence.stems(f)
        }
        return not any(self.evidence.known(w) and w not in told for w in stems)

    @cached_property
    def own(self) -> tuple[int, ...]:
        """Entries that the question names itself, the best first."""
        if self.forced:
            return self.forced
        if self.question.has(OWN_BUSINESS):
            return self.on_own_account or meant(self.question.targets)
        return self._by_verb(meant(self.question.targets))

    def _by_verb(self, found: tuple[int, ...]) -> tuple[int, ...]:
        """Of several at one place first what the verb is about: study, or work."""
        q = self.question
        first = "education" if q.has(STUDIES) else "experience" if q.has(WORKS) else ""
        return (
            tuple(sorted(found, key=lambda i: self.entries[i].section != first))
            if first
            else found
        )

    @cached_property
    def on_own_account(self) -> tuple[int, ...]:
        """Jobs on one's own account, newest first."""
        return tuple(
            i
            for i in self.newest_first(self.section("experience"))
            if ON_OWN_ACCOUNT.search(
                f"{self.entries[i].role} {self.entries[i].organization}"
            )
        )

    @cached_property
    def named(self) -> tuple[int, ...]:
        """Entries the question is about: its own, or those spoken of before."""
        if self.forced:
            return self.forced
        if self.own:
            return self.own
        return self.topic if self.leans else ()

    def within(self, sections: Sequence[str]) -> tuple[int, ...]:
        """Those of the named entries that are of the sections."""
        own = meant(self.question.targets_in(sections)) if not self.forced else ()
        if own:
            return own
        return tuple(i for i in self.named if self.entries[i].section in sections)

    def newest_first(self, positions: Sequence[int]) -> tuple[int, ...]:
        """The positions with what goes on or ended last in front."""
        return tuple(sorted(positions, key=lambda i: _recency(self.entries[i], i)))

    def oldest_first(self, positions: Sequence[int]) -> tuple[int, ...]:
        """The dated ones of the positions in the order in which they began."""
        dated = [i for i in positions if began(self.entries[i])]
        return tuple(sorted(dated, key=lambda i: began(self.entries[i]) or date.max))


def meant(targets: Sequence[Target]) -> tuple[int, ...]:
    """Positions of the best target and of those about as good."""
    if not targets:
        return ()
    least = targets[0].score * AS_GOOD
    return tuple(t.at for t in targets if t.score >= least)


def _recency(entry: Entry, at: int) -> tuple[int, int, int]:
    period = entry.period
    if period is None:
        return (1, 0, at)
    if period.ongoing:
        start = period.start.toordinal() if period.start else 0
        return (0, -10_000_000 - start, at)
    last = period.end or period.start
    return (0, -last.toordinal() if last else 0, at)


def began(entry: Entry) -> date | None:
    """The day an entry began, or ended where no start is known."""
    period = entry.period
    return (period.start or period.end) if period else None


def day_number(entry: Entry) -> int:
    """The day an entry began as a number that can be compared; 0 without one."""
    day = began(entry)
    return day.toordinal() if day else 0
