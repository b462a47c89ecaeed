"""Entries that pass a question's hard filters, and those its words speak for."""

from __future__ import annotations

from collections.abc import Collection

from services.language.stems import stem
from services.models.answer import DateRange
from services.resume.reading.text import clean, words
from services.resume.reading.topics import TECHNOLOGY, THEME
from services.resume.understanding import filters as by
from services.resume.understanding.finding import Situation

OWN_DEGREES = frozenset("mba mfa llm mph msw pharmd dnp mbbs".split())


def candidates(situation: Situation, sections: tuple[str, ...]) -> set[int]:
    """Entries of the sections that pass the question's hard filters."""
    index, reading = situation.index, situation.reading
    chosen = sections or tuple(s for s in index.by_section if s not in by.NOT_SEARCHED)
    inside = set[int]().union(*(index.by_section.get(s, ()) for s in chosen))
    inside -= _negated(situation, named_sections=bool(sections))
    if reading.when:
        span = reading.when.range
        outside = any(m.kind == "when" for m in reading.negated)
        inside = {i for i in inside if _in_time(situation, i, span) != outside}
    return _of_degree(situation, inside)


def _negated(situation: Situation, *, named_sections: bool) -> set[int]:
    """Entries that the question leaves out: "not the internship", "without Java"."""
    index, reading = situation.index, situation.reading
    gone: set[int] = set()
    for topic in by.negative_topics(reading):
        strengths = index.holders.get(topic, {})
        gone |= {i for i, s in strengths.items() if s >= by.LEAST_STRENGTH}
    for mark in reading.negated:
        if mark.kind == "entry":
            gone.add(index.position[mark.value])
        if mark.kind == "word":
            gone |= set(by.word_scores((mark.value,), index))
        if mark.kind == "section" and not named_sections:
            gone |= set(index.by_section.get(mark.value, ()))
    return gone


def _of_degree(situation: Situation, inside: set[int]) -> set[int]:
    """The entries of the level of study that is named, where there are any."""
    index = situation.index
    if names := _degrees_named(situation):
        return {i for i in inside if names & set(words(clean(index.entries[i].role)))}
    degrees = set(situation.reading.values("degree"))
    fitting = {i for i in inside if index.degrees[i] & degrees}
    exact = {i for i in fitting if index.degrees[i] == degrees}
    return exact or fitting or inside


def _degrees_named(situation: Situation) -> set[str]:
    """Degrees that no other of their level stands in for: an MBA is not any master."""
    reading = situation.reading
    said = {w for m in reading.of("degree") for w in reading.words[m.start : m.end]}
    return said & OWN_DEGREES


def _in_time(situation: Situation, position: int, span: DateRange) -> bool:
    return by.overlaps(situation.index.entries[position], span, situation.today)


def scored(
    situation: Situation, inside: Collection[int], favour: str
) -> tuple[int, ...]:
    """Candidates that the question's topics and words speak for."""
    index, reading = situation.index, situation.reading
    topics = by.positive_topics(reading)
    held = by.word_scores(_wanted(situation), index)
    if topics:
        held = by.word_scores((*reading.left, *_topic_words(situation)), index)
    if not topics:
        return by.ranked(held, index, inside=inside, favour=favour)
    every = "or" not in reading.words
    scores = by.topic_scores(by.topic_groups(reading, index), index, every=every)
    specific = by.word_scores(reading.left, index)
    if both := {i: s for i, s in scores.items() if i in specific and i in inside}:
        scores = both
    themes = all(index.topics.by_id[t].kind == THEME for t in topics)
    if not scores and themes:
        if any(stem(w) not in index.idf for w in _topic_words(situation)):
            return ()
        return by.ranked(held, index, inside=inside, favour=favour)
    best = max(held.values(), default=0.0)
    if best:
        scores = {i: s + 0.6 * held.get(i, 0.0) / best for i, s in scores.items()}
    return by.ranked(scores, index, inside=inside, favour=favour)


def told_word_for_word(
    situation: Situation, sections: tuple[str, ...]
) -> tuple[int, ...]:
    """Entries of these parts that have every word: "computer science" in a degree."""
    wanted = {stem(w) for w in (*situation.reading.left, *_topic_words(situation))}
    index = situation.index
    found = [{i for i, _ in index.postings.get(word, ())} for word in wanted]
    inside = {i for section in sections for i in index.by_section.get(section, ())}
    return by.newest_first(inside.intersection(*found), index) if wanted else ()


def _wanted(situation: Situation) -> tuple[str, ...]:
    """The words left; of "fonts or typefaces" the ones that the résumé has."""
    left, postings = situation.reading.left, situation.index.postings
    if "or" not in situation.reading.words:
        return left
    return tuple(word for word in left if stem(word) in postings) or left


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
