"""The order in which readings of a question are tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from services.resume.reading.reading import part_of
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
from services.resume.understanding.sections import noun_sections
from services.resume.understanding.several import several
from services.resume.understanding.the_person import about, asks_about_person
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
    """What the question is answered from, by the first reading that fits."""
    situation = _without_no(situation)
    text = with_pronoun(situation)
    if guard.distress(text):
        return Finding("distress", "unsafe", "off_topic", confidence=0.95)
    if guard.unsafe(text):
        return Finding("unsafe", "unsafe", "off_topic", confidence=0.95)
    act = social_act(situation)
    asks = guard.off_topic(text, about_person=False, known=True)
    if act and not asks:  # "help me" is a question to us, "help me cook" is not
        return act
    if not asks and (repeated := said_in_english(situation, again)):
        return repeated
    person, known = situation.reading.person, _is_known(situation)
    foreign = guard.off_topic(text, about_person=person, known=known)
    if foreign and not (_names_work(situation) or points_at_work(situation)):
        return OFF_TOPIC
    return _decided(situation, again)


def _decided(situation: Situation, again: Again) -> Finding:
    """What a question about the résumé is answered from."""
    finding = followup(situation, again) or _asked(situation)
    if finding is None:
        return Finding("unclear", "unclear", confidence=0.3)
    if not finding.absent:
        return finding
    if asks_of_the_world(situation):
        return OFF_TOPIC
    return of_the_one_shown(situation) or finding


def _is_known(situation: Situation) -> bool:
    """Whether it asks for what a résumé tells, or for what was shown of it."""
    left, index = situation.reading.left, situation.index
    known = (
        _names_content(situation)
        or bool(by.word_scores(left, index))
        or asks_of_the_one_shown(situation)
    )
    return (known and not _wants_a_lesson(situation)) or _continues(situation)


def _names_content(situation: Situation) -> bool:
    """Whether a part, a subject, an entry or a fact of the résumé is named."""
    reading = situation.reading
    if any(m.kind in CONTENT_KINDS for m in reading.marks):
        return True
    if any(s in TELLING_SLOTS for s in reading.values("slot")):
        return True
    if reading.has("order") and not reading.left:
        return True
    leans = reading.has("slot") or reading.has("followup")
    return leans and not situation.context.fresh


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
    """What a question that leans on none before it is answered from."""
    if parts := several(situation, _asked):
        return parts
    named = entries_named(situation)
    fact = (
        contact(situation, of_entry=bool(named))
        or counted_fact(situation, named)
        or amount(situation, named)
    )
    if fact:
        return fact
    if missing := employer_missing(situation, named):
        nouns = noun_sections(situation.reading, situation.index)
        return absent(situation, missing, nouns)
    if then := _at_time(situation, named):
        return then
    if tongue := language_asked(situation):
        return tongue
    exactly = bool(named) and situation.reading.has("entry")
    if _teaches_a_language(situation, named):
        named = ()
    if not exactly and (roles := roles_held(situation)):
        return roles
    return own_fact(situation, named) or _in_general(situation, named)


def _at_time(situation: Situation, places: tuple[int, ...]) -> Finding | None:
    """What was before or after something that is named: "before Acme"."""
    exactly = places if situation.reading.has("entry") else ()
    beside = exactly or _degree_entries(situation) or roles_beside(situation) or places
    time = beside_entry(situation, beside)
    return at_time(situation, time, beside) if time else None


def _in_general(situation: Situation, places: tuple[int, ...]) -> Finding | None:
    """What tells of the entries named, of the person, or of the words asked for."""
    reading = situation.reading
    if places and not _only_a_word_of_it(situation):
        return about_entries(situation, places)
    if asks_about_person(situation):
        return about(situation)
    if finding := searched(situation):
        return finding
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


def _teaches_a_language(situation: Situation, places: tuple[int, ...]) -> bool:
    """Whether a language named is a word of the topic beside it: "teaching English"."""
    entries = situation.index.entries
    return bool(
        places
        and situation.reading.has("topic")
        and not situation.reading.has("verb", "languages")
        and all(entries[i].section == "languages" for i in places)
    )


def _only_a_word_of_it(situation: Situation) -> bool:
    """Whether something is negated, so that a name in it asks for no entry."""
    return bool(by.negative_topics(situation.reading))
