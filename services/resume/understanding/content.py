"""What a question about the résumé asks for, found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from services.models.answer import DateRange
from services.resume.degrees import rank
from services.resume.reading.topics import TECHNOLOGY, THEME
from services.resume.understanding import filters as by
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.named import named_entries
from services.resume.understanding.sections import noun_sections, verb_section

FACT_SLOTS = (
    "gpa", "coursework", "authors", "venue", "awarder", "graduation", "duration",
    "start", "end", "tech_used", "level", "link", "website", "role", "employer",
    "field_of_study", "place", "location", "when", "results", "amount", "quote",
)  # fmt: skip
TIMED = ("experience", "volunteer")
ONE = 1
DAY = timedelta(days=1)
RELATIONS = {"before": True, "prior": True, "after": False, "following": False}
"""Whether the word looks back."""


def entries_named(situation: Situation) -> tuple[int, ...]:
    """Entries that the question names and does not exclude."""
    reading, index = situation.reading, situation.index
    sections = noun_sections(reading, index) or (verb_section(reading),)
    only = frozenset(i for s in sections for i in index.by_section.get(s, ()))
    gone = {m.value for m in reading.negated if m.kind == "entry"}
    return tuple(
        i
        for i in named_entries(reading, index, only=only or None)
        if index.entries[i].id not in gone
    )


def slot_of(situation: Situation) -> str:
    slots = situation.reading.values("slot")
    return next((s for s in FACT_SLOTS if s in slots), "")


def about_entries(situation: Situation, named: tuple[int, ...]) -> Finding:
    """An answer about entries that the question names."""
    index, reading = situation.index, situation.reading
    hits = _within_named(situation, named)
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
        yes_no=reading.has("shape", "yesno"),
        filters=by.filters_of(situation, hits),
        confidence=0.95 if reading.has("entry") else 0.85,
        why=("named in the question",),
    )


def beside_entry(situation: Situation, named: tuple[int, ...]) -> DateRange | None:
    """The time that "before Acme" or "after his master's" means."""
    words = situation.reading.words
    span = next((i for i, w in enumerate(words) if w in RELATIONS), None)
    if span is None or not named or situation.reading.when:
        return None
    marks = [m for m in situation.reading.marks if m.kind in ("entry", "degree")]
    if marks and marks[0].start < span:
        return None
    period = situation.index.entries[named[0]].period
    if period is None or words[span : span + 2] == ("prior", "art"):
        return None
    if RELATIONS[words[span]]:
        return DateRange(None, period.start - DAY) if period.start else None
    return DateRange(period.end + DAY, None) if period.end else None


def _within_named(situation: Situation, named: tuple[int, ...]) -> tuple[int, ...]:
    """Of several named entries the ones that fit the rest of the question."""
    if len(named) > 1:
        for topic in by.positive_topics(situation.reading):
            holders = situation.index.holders.get(topic, {})
            if fit := tuple(i for i in named if i in holders):
                named = fit
    order = situation.reading.values("order")
    if situation.reading.has("shape", "compare"):
        return named
    if len(named) > 1 and order and order[0] in ("newest", "oldest"):
        by_age = by.newest_first(named, situation.index)
        if not situation.reading.has("shape"):
            return by_age if order[0] == "newest" else by_age[::-1]
    return named


def employer_missing(situation: Situation, named: tuple[int, ...]) -> str:
    """An organisation the question takes for an employer or school, and is none."""
    reading, index = situation.reading, situation.index
    for mark in reading.of("verb"):
        if mark.value not in ("experience", "education"):
            continue
        after = reading.words[mark.end : mark.end + 3]
        said = "".join(reading.words[mark.start : mark.end])
        if not said.endswith(("at", "for")) and after[:1] not in (
            ("at",), ("for",), ("in",), ("to",),
        ):  # fmt: skip
            continue
        allowed = {"experience": (*TIMED, "projects"), "education": ("education",)}
        fits = allowed[mark.value] + (("education",) if said == "timeat" else ())
        if any(index.entries[i].section in fits for i in named):
            return ""
        if named and mark.value == "education":
            return ""
        subject = " ".join(reading.left) or " ".join(
            index.topics.by_id[t].title
            for t in by.positive_topics(reading)
            if index.topics.by_id[t].kind == TECHNOLOGY
        )
        if subject and (after[:1] != ("in",) or said.endswith(("at", "for"))):
            return subject
    return ""


def candidates(situation: Situation, sections: tuple[str, ...]) -> set[int]:
    """Entries of the sections that pass the question's hard filters."""
    index, reading = situation.index, situation.reading
    chosen = sections or tuple(s for s in index.by_section if s not in by.NOT_SEARCHED)
    found = {i for s in chosen for i in index.by_section.get(s, ())}
    gone = reading.negated
    for topic in by.negative_topics(reading):
        found -= {
            i for i, s in index.holders.get(topic, {}).items() if s >= by.LEAST_STRENGTH
        }
    for mark in gone:
        if mark.kind == "entry":
            found.discard(index.position[mark.value])
        if mark.kind == "word":
            found -= set(by.word_scores((mark.value,), index))
        if mark.kind == "section" and not sections:
            found -= set(index.by_section.get(mark.value, ()))
    if reading.when:
        outside = any(m.kind == "when" for m in gone)
        found = {
            i for i in found if _in_time(situation, i, reading.when.range) != outside
        }
    degrees = set(reading.values("degree"))
    if degrees and any(index.degrees[i] & degrees for i in found):
        found = {i for i in found if index.degrees[i] & degrees}
        if any(index.degrees[i] == degrees for i in found):
            found = {i for i in found if index.degrees[i] == degrees}
    return found


def _in_time(situation: Situation, position: int, span: DateRange) -> bool:
    return by.overlaps(situation.index.entries[position], span, situation.today)


def ordered(
    situation: Situation, found: tuple[int, ...]
) -> tuple[tuple[int, ...], int]:
    """The hits in the order asked for, and how many to show."""
    index, reading = situation.index, situation.reading
    orders = reading.values("order")
    limit = _limit(situation)
    if not orders or not found:
        return found, limit
    match orders[0]:
        case "newest":
            found = by.newest_first(found, index)
        case "previous":
            recent = by.newest_first(found, index)
            ended = tuple(i for i in recent if not _ongoing(situation, i))
            found = ended if len(ended) < len(recent) else recent[1:] or recent
        case "oldest":
            found = _oldest(found, situation)
        case "current":
            return _current(found, situation), limit
        case "longest" | "shortest":
            days = sorted(found, key=lambda i: -_days(situation, i))
            found = tuple(days if orders[0] == "longest" else days[::-1])
        case "highest":
            found = tuple(sorted(found, key=lambda i: -rank(index.degrees[i])))
        case _:
            found = _best(found, situation)
    return found, limit


def _limit(situation: Situation) -> int:
    """ "Latest paper" is one card, "latest papers" several, "top two" two."""
    reading = situation.reading
    numbers = {"one": 1, "two": 2, "three": 3, "four": 4}
    for mark in reading.of("order"):
        after = reading.words[mark.end : mark.end + 1]
        if after and (after[0] in numbers or after[0] in "1234"):
            return numbers.get(after[0]) or int(after[0])
        if mark.value in ("current", "best") and not _singular(situation):
            return 4
        if mark.value != "current":
            return ONE if _singular(situation) else 4
    return 4


def _singular(situation: Situation) -> bool:
    """Whether the section noun stands in the singular, or there is none."""
    reading = situation.reading
    nouns = [*reading.of("section"), *reading.of("topic")]
    for mark in nouns:
        word = reading.words[mark.end - 1]
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return False
    return True


def _oldest(found: tuple[int, ...], situation: Situation) -> tuple[int, ...]:
    entries = situation.index.entries
    dated = [i for i in found if (p := entries[i].period) and p.start]
    undated = [i for i in found if i not in dated]

    def start(i: int) -> tuple[int, int]:
        period = entries[i].period
        day = period.start if period and period.start else by.DUSK
        return day.toordinal(), i

    return (*sorted(dated, key=start), *undated)


def _current(found: tuple[int, ...], situation: Situation) -> tuple[int, ...]:
    entries = situation.index.entries
    now = tuple(i for i in found if (p := entries[i].period) and p.ongoing)
    return (
        by.newest_first(now or found[:0], situation.index)
        or by.newest_first(found, situation.index)[:1]
    )


def _ongoing(situation: Situation, position: int) -> bool:
    period = situation.index.entries[position].period
    return bool(period and period.ongoing)


def _days(situation: Situation, position: int) -> int:
    period = situation.index.entries[position].period
    if period is None or period.start is None:
        return 0
    end = situation.today if period.ongoing else period.end or period.start
    return (end - period.start).days


def _best(found: tuple[int, ...], situation: Situation) -> tuple[int, ...]:
    entries, recency = situation.index.entries, situation.index.recency

    def key(i: int) -> tuple[bool, bool, int]:
        return not entries[i].featured, not entries[i].metrics, recency[i]

    return tuple(sorted(found, key=key))


def scored(
    situation: Situation, inside: Collection[int], favour: str
) -> tuple[int, ...]:
    """Candidates that the question's topics and words speak for."""
    index, reading = situation.index, situation.reading
    topics = by.positive_topics(reading)
    words = by.word_scores(reading.left, index)
    if topics:
        words = by.word_scores((*reading.left, *_topic_words(situation)), index)
    if not topics:
        return by.ranked(words, index, inside=inside, favour=favour)
    every = "or" not in reading.words
    scores = by.topic_scores(by.topic_groups(reading), index, every=every)
    specific = by.word_scores(reading.left, index)
    if both := {i: s for i, s in scores.items() if i in specific and i in inside}:
        scores = both
    if not scores and all(index.topics.by_id[t].kind == THEME for t in topics):
        return by.ranked(words, index, inside=inside, favour=favour)
    best = max(words.values(), default=0.0)
    if best:
        scores = {i: s + 0.6 * words.get(i, 0.0) / best for i, s in scores.items()}
    return by.ranked(scores, index, inside=inside, favour=favour)


def _topic_words(situation: Situation) -> tuple[str, ...]:
    """The question's own words for its topics, so that "tutorials" ranks tutorials."""
    reading = situation.reading
    return tuple(
        word
        for mark in reading.of("topic")
        if mark not in reading.negated
        and situation.index.topics.by_id[mark.value].kind != TECHNOLOGY
        for word in reading.words[mark.start : mark.end]
    )


def with_hits(finding: Finding, hits: tuple[int, ...]) -> Finding:
    return replace(finding, hits=hits)
