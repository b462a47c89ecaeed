"""Questions about entries that they name: what Acme was, what came before it."""

from __future__ import annotations

from collections.abc import Set
from datetime import timedelta

from services.language.stems import stem
from services.models.answer import DateRange
from services.resume.reading.phrasebook import Mark
from services.resume.reading.question_words import common
from services.resume.reading.reading import Reading
from services.resume.reading.topics import TECHNOLOGY
from services.resume.understanding import filters as by
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.named import named_entries
from services.resume.understanding.sections import noun_sections, verb_section

FACT_SLOTS = (
    "gpa", "coursework", "authors", "venue", "awarder", "client", "graduation",
    "duration", "start", "end", "tech_used", "level", "link", "website", "role",
    "employer", "field_of_study", "expiry", "place", "location", "when", "results",
    "amount", "quote",
)  # fmt: skip
NO_NAMES = frozenset("home night sea war once least length large heart".split())
TIMED = ("experience", "volunteer")
FITTING = {"experience": (*TIMED, "projects"), "education": ("education",)}
"""Parts of which an entry can follow the verb of a part: "worked at Acme"."""
DAY = timedelta(days=1)
RELATIONS = {"before": True, "prior": True, "after": False, "following": False}
"""Whether the word looks back."""


def entries_named(situation: Situation) -> tuple[int, ...]:
    """Entries that the question names and does not exclude."""
    reading, index = situation.reading, situation.index
    sections = noun_sections(reading, index) or (verb_section(reading),)
    only: Set[int] = frozenset(i for s in sections for i in index.by_section.get(s, ()))
    gone = {m.value for m in reading.negated if m.kind == "entry"}
    if not reading.has("entry"):  # half a name must fit the topic as well
        groups = by.topic_groups(reading, index)
        if topics := by.topic_scores(groups, index, every=False).keys():
            only = only & topics if only else topics
            if not only:
                return ()
    return tuple(
        i
        for i in named_entries(reading, index, only=only or None)
        if index.entries[i].id not in gone
    )


def slot_of(situation: Situation) -> str:
    slots = situation.reading.values("slot")
    return next((s for s in FACT_SLOTS if s in slots), "")


def about_entries(situation: Situation, places: tuple[int, ...]) -> Finding:
    """An answer about entries that the question names."""
    index, reading = situation.index, situation.reading
    hits = _within_named(situation, places)
    entries = [index.entries[i] for i in hits]
    sections = {e.section for e in entries}
    intent = entries[0].section if len(sections) == 1 else "search"
    slot = slot_of(situation)
    kind = "fact" if slot else "entry"
    if reading.has("shape", "compare") and len(hits) > 1:
        kind = "compare"
    elif len(hits) > 1 and not slot:
        kind = "list"
    return Finding(
        kind,
        intent,
        entries[0].section if len(sections) == 1 else "mixed",
        hits=hits,
        slot=slot,
        section=intent if len(sections) == 1 else "",
        yes_no=reading.yes_no,
        filters=by.filters_of(situation, hits),
        confidence=0.95 if reading.has("entry") else 0.85,
        why=("named in the question",),
    )


def _within_named(situation: Situation, places: tuple[int, ...]) -> tuple[int, ...]:
    """Of several named entries the ones that fit the rest of the question."""
    if len(places) > 1:
        for topic in by.positive_topics(situation.reading):
            holders = situation.index.holders.get(topic, {})
            if fit := tuple(i for i in places if i in holders):
                places = fit
    order = situation.reading.values("order")
    if situation.reading.has("shape", "compare"):
        return places
    if len(places) > 1 and order and order[0] in ("newest", "oldest"):
        by_age = by.newest_first(places, situation.index)
        if not situation.reading.has("shape"):
            return by_age if order[0] == "newest" else by_age[::-1]
    return places


def beside_entry(situation: Situation, places: tuple[int, ...]) -> DateRange | None:
    """The time that "before Acme" or "after his master's" means."""
    words = situation.reading.words
    span = next((i for i, w in enumerate(words) if w in RELATIONS), None)
    if span is None or not places or situation.reading.when:
        return None
    marks = [m for m in situation.reading.marks if m.kind in ("entry", "degree")]
    if marks and marks[0].start < span:
        return None
    period = situation.index.entries[places[0]].period
    if period is None or words[span : span + 2] == ("prior", "art"):
        return None
    if RELATIONS[words[span]]:
        return DateRange(None, period.start - DAY) if period.start else None
    return DateRange(period.end + DAY, None) if period.end else None


def employer_missing(situation: Situation, places: tuple[int, ...]) -> str:
    """An organisation the question takes for an employer or school, and is none."""
    for mark in situation.reading.of("verb"):
        if mark.value not in FITTING or not _leads_to_name(situation.reading, mark):
            continue
        if places and _fits(situation, mark, places):
            return ""
        if missing := _name_behind(situation, mark):
            return missing
    return "" if places else _unheard_of(situation)


def _verb_text(reading: Reading, mark: Mark) -> str:
    return "".join(reading.words[mark.start : mark.end])


def _leads_to_name(reading: Reading, mark: Mark) -> bool:
    """Whether a name can follow the verb: "worked at", "study in"."""
    leads = ("at",), ("for",), ("in",), ("to",)
    after = reading.words[mark.end : mark.end + 1]
    return after in leads or _verb_text(reading, mark).endswith(("at", "for"))


def _fits(situation: Situation, mark: Mark, places: tuple[int, ...]) -> bool:
    """Whether the verb fits an entry that is named; to study fits all of them."""
    fits = FITTING[mark.value]
    if _verb_text(situation.reading, mark) == "timeat":
        fits += ("education",)
    entries = situation.index.entries
    return mark.value == "education" or any(entries[i].section in fits for i in places)


def _name_behind(situation: Situation, mark: Mark) -> str:
    """The words behind the verb that name no entry, or the technology there."""
    reading, by_id = situation.reading, situation.index.topics.by_id
    after = reading.words[mark.end : mark.end + 1]
    if after == ("in",) and not _verb_text(reading, mark).endswith(("at", "for")):
        return ""
    topics = (by_id[topic] for topic in by.positive_topics(reading))
    titles = (topic.title for topic in topics if topic.kind == TECHNOLOGY)
    return " ".join(reading.left) or " ".join(titles)


def _unheard_of(situation: Situation) -> str:
    """The name behind an "at" of which the résumé has no word: "teach at Yale"."""
    reading, index = situation.reading, situation.index
    deeds = {m.end for m in reading.of("topic")}
    for at, word in enumerate(reading.words):
        if at < 1 or reading.words[at - 1] != "at" or word not in reading.left:
            continue
        deed = at - 1 in deeds and word not in NO_NAMES
        if stem(word) not in index.postings and (deed or not common(word)):
            return word
    return ""
