"""The order in which readings of a question are tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from services.language.stems import stem
from services.resume.reading.question_words import common
from services.resume.reading.reading import Reading, part_of
from services.resume.reading.text import clean, words
from services.resume.reading.topics import THEME
from services.resume.understanding import filters as by
from services.resume.understanding.absence import absent
from services.resume.understanding.acts import social_act
from services.resume.understanding.amounts import amount
from services.resume.understanding.contact import DIRECT, contact
from services.resume.understanding.details import of_the_one_shown
from services.resume.understanding.entries import (
    about_entries,
    beside_entry,
    employer_missing,
    entries_named,
)
from services.resume.understanding.finding import Again, Finding, Situation
from services.resume.understanding.followups import followup
from services.resume.understanding.ours import (
    asks_of_the_one_shown,
    asks_of_the_world,
    points_at_work,
)
from services.resume.understanding.own_facts import counted_fact, own_fact
from services.resume.understanding.roles import roles_beside, roles_held
from services.resume.understanding.searching import searched
from services.resume.understanding.sections import asks_for_tools, noun_sections
from services.resume.understanding.several import several
from services.resume.understanding.times import at_time
from services.resume.understanding.tongues import language_asked, said_in_english

OFF_TOPIC = Finding("off_topic", "off_topic", "off_topic", confidence=0.9)
EVERYDAY_NAMES = ("languages", "interests", "references", "skills")
CONTENT_KINDS = ("section", "topic", "entry", "about", "degree", "language")
TELLING_SLOTS = (
    "contact",
    "hire",
    "location",
    *DIRECT,
    "gpa",
    "coursework",
    "authors",
    "graduation",
)
"""Facts that only a résumé is asked for; "when" and "how many" fit anything."""


class Guard(Protocol):
    """What keeps strangers' requests out; services/guard has the one in use."""

    def unsafe(self, words: Sequence[str]) -> bool: ...

    def distress(self, words: Sequence[str]) -> bool: ...

    def off_topic(
        self, words: Sequence[str], *, about_person: bool, known: bool
    ) -> bool: ...


def decide(situation: Situation, guard: Guard, again: Again) -> Finding:
    situation = _without_no(situation)
    reading = situation.reading
    said = with_pronoun(situation)
    if guard.distress(said):
        return Finding("distress", "unsafe", "off_topic", confidence=0.95)
    if guard.unsafe(said):
        return Finding("unsafe", "unsafe", "off_topic", confidence=0.95)
    act = social_act(situation)
    asks = guard.off_topic(said, about_person=False, known=True)
    if act and not asks:  # "help me" is a question to us, "help me cook" is not
        return act
    if not asks and (repeated := said_in_english(situation, again)):
        return repeated
    known = any(m.kind in CONTENT_KINDS for m in reading.marks)
    known = known or any(s in TELLING_SLOTS for s in reading.values("slot"))
    if not situation.context.fresh:
        known = known or reading.has("slot") or reading.has("followup")
    known = known or bool(by.word_scores(reading.left, situation.index))
    known = known or (reading.has("order") and not reading.left)
    known = known or asks_of_the_one_shown(situation)
    known = (known and not _wants_a_lesson(situation)) or _continues(situation)
    foreign = guard.off_topic(said, about_person=reading.person, known=known)
    if foreign and not (_names_work(situation) or points_at_work(situation)):
        return OFF_TOPIC
    found = followup(situation, again) or _asked(situation)
    if found and found.absent:
        if asks_of_the_world(situation):
            return OFF_TOPIC
        return of_the_one_shown(situation) or found
    return found or Finding("unclear", "unclear", confidence=0.3)


def with_pronoun(situation: Situation) -> tuple[str, ...]:
    """The words as they came, the person's name replaced by "he": rules know that."""
    name = set(words(clean(situation.index.resume.profile.name)))
    said = ["he" if len(w) > 2 and w in name else w for w in situation.reading.said]
    return tuple(
        w for i, w in enumerate(said) if w != "he" or said[i - 1 : i] != ["he"]
    )


def _without_no(situation: Situation) -> Situation:
    """The situation without the "no" that a question in a conversation opens with.

    "No, education" asks for education.
    """
    words = situation.reading.words
    if situation.context.fresh or words[:1] != ("no",) or len(words) < 2:
        return situation
    if situation.reading.has("followup", "correction"):
        return situation
    return replace(situation, reading=part_of(situation.reading, 1, len(words)))


def _wants_a_lesson(situation: Situation) -> bool:
    """Whether a subject is to be taught, and no person is meant.

    "How do I install Kubernetes", "what is SQL".
    """
    reading = situation.reading
    if reading.person or not reading.has("topic") or not reading.has("shape", "lesson"):
        return False
    lead = reading.of("shape")[0]
    about_work = any(
        m.kind in ("section", "entry", "slot", "when", "order") or m.value == "ref"
        for m in reading.marks
    )
    topics = situation.index.topics.by_id
    known = all(topics[t].kind != THEME for t in by.positive_topics(reading))
    return lead.start < 2 and known and not about_work and not reading.has("about")


def _continues(situation: Situation) -> bool:
    """Whether it only picks from what was shown: "what is the third about"."""
    reading = situation.reading
    picks = reading.has("ordinal") or reading.has("followup", "ref")
    return picks and bool(situation.context.shown) and not reading.left


def _names_work(situation: Situation) -> bool:
    """Whether an entry is named: a project called Recipe Box, but not recipes."""
    index, words = situation.index, situation.reading.words
    return any(
        index.entries[index.position[m.value]].section not in EVERYDAY_NAMES
        and (m.length > 1 or len(words[m.start]) > 4)
        for m in situation.reading.of("entry")
    )


def _asked(situation: Situation) -> Finding | None:
    reading = situation.reading
    parts = several(situation, _asked)
    if parts:
        return parts
    named = entries_named(situation)
    reach = contact(situation, named=bool(named))
    if reach:
        return reach
    figure = counted_fact(situation, named) or amount(situation, named)
    if figure:
        return figure
    missing = employer_missing(situation, named)
    if missing:
        return absent(situation, missing, noun_sections(reading, situation.index))
    exactly = named if reading.has("entry") else ()
    beside = exactly or _degree_entries(situation) or roles_beside(situation) or named
    time = beside_entry(situation, beside)
    if time:
        return at_time(situation, time, beside)
    if tongue := language_asked(situation):
        return tongue
    if _teaches_a_language(situation, named):
        named = ()
    if not exactly and (held := roles_held(situation)):
        return held
    told = own_fact(situation, named)
    if told:
        return told
    if named and not _only_a_word_of_it(situation):
        return about_entries(situation, named)
    if _asks_about_person(situation):
        return about(situation)
    found = searched(situation)
    if found:
        return found
    everything = reading.has("shape", "all") and not reading.left
    if reading.has("about") or reading.person or everything:
        return about(situation)
    return None


def _degree_entries(situation: Situation) -> tuple[int, ...]:
    """Entries of the level of study named: "the master's"."""
    wanted = set(situation.reading.values("degree"))
    index = situation.index
    studies = index.by_section.get("education", ()) if wanted else ()
    return tuple(i for i in studies if wanted & index.degrees[i])


def _teaches_a_language(situation: Situation, named: tuple[int, ...]) -> bool:
    """Whether a language named is a word of the topic beside it: "teaching English"."""
    entries = situation.index.entries
    return bool(
        named
        and situation.reading.has("topic")
        and not situation.reading.has("verb", "languages")
        and all(entries[i].section == "languages" for i in named)
    )


def _only_a_word_of_it(situation: Situation) -> bool:
    """Whether something is negated, so that a name in it asks for no entry."""
    return bool(by.negative_topics(situation.reading))


def _asks_about_person(situation: Situation) -> bool:
    reading = situation.reading
    if _commands(reading):
        return True
    if asks_for_tools(reading):
        return False
    if reading.has("topic") or _tells(situation, reading.left):
        return False
    if reading.left and not reading.has("about"):
        return False
    if {"projects", "publications", "awards"} & set(reading.values("verb")):
        return False
    if reading.has("verb", "experience") and reading.has("order"):
        return False
    if noun_sections(reading, situation.index):
        return False
    named = reading.has("person", "name") or reading.has("person", "he")
    bare = not any(
        m.kind in ("verb", "slot", "when", "order", "degree") for m in reading.marks
    )
    return (reading.has("about") and not reading.when) or (
        named and bare and not reading.yes_no
    )


def _commands(reading: Reading) -> bool:
    """Whether it is a verb and a person alone: "rate her", "advertise him to me"."""
    kinds = {m.kind for m in reading.marks}
    first = reading.words[:1] == reading.left
    person = any(m.kind == "person" and m.start == 1 for m in reading.marks)
    return first and person and kinds <= {"person", "filler"}


def _tells(situation: Situation, left: tuple[str, ...]) -> bool:
    """Whether a word says more than how somebody asks: "his bio in a few lines"."""
    postings = situation.index.postings
    return any(not common(word) or stem(word) in postings for word in left)


def about(situation: Situation) -> Finding:
    """The person in general: a few cards from different parts."""
    index = situation.index
    hits: list[int] = []
    for section in ("experience", "projects", "publications", "education"):
        inside = by.newest_first(index.by_section.get(section, ()), index)
        if section == "projects":
            inside = tuple(sorted(inside, key=lambda i: not index.entries[i].featured))
        hits += inside[:1]
    return Finding("about", "about", "about", hits=tuple(hits), confidence=0.85)
