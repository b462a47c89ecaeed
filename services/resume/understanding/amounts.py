"""Numbers that an entry tells: how many people, how much it saved."""

from __future__ import annotations

from collections.abc import Iterable

from services.language.stems import stem
from services.resume.figures import Figure, number_asked
from services.resume.reading.phrasebook import Mark
from services.resume.reading.question_words import common, stop_words
from services.resume.reading.topics import THEME
from services.resume.understanding import filters as by
from services.resume.understanding.finding import Finding, Situation

COUNTED = ("section", "language", "topic")
TOPIC_WEIGHT = 2.0
"""What a sentence on the question's subject has over one that shares a rare word."""
NOUN_WEIGHT = 4.0
"""What a sentence has over others that puts a number before the noun asked for."""
LEAST_SHARE = 0.5
"""How much of what the question asks for a sentence must hold."""


def amount(situation: Situation, entries: tuple[int, ...]) -> Finding | None:
    """The sentence that tells the number asked for, if there is a good one."""
    reading, index = situation.reading, situation.index
    slot = next((m for m in reading.of("slot") if m.value == "amount"), None)
    if slot is None or reading.when or _counts_entries(situation, slot):
        return None
    weights, topics = _wanted(situation, slot.end)
    exactly = entries if reading.has("entry") else ()
    places = exactly or _places(situation, weights, topics)
    best = _best_figure(situation, places, weights, topics)
    total = sum(weights.values()) + TOPIC_WEIGHT * len(topics)
    if best is None or best[0] < LEAST_SHARE * total:
        return None
    _, position, figure = best
    section = index.entries[position].section
    return Finding(
        "fact",
        section,
        section,
        hits=(position,),
        section=section,
        slot="amount",
        said=(figure.text, figure.path),
        filters=by.filters_of(situation),
        why=("tells the number",),
    )


def _best_figure(
    situation: Situation,
    places: Iterable[int],
    weights: dict[str, float],
    topics: set[str],
) -> tuple[float, int, Figure] | None:
    """The figure that shares most with the question, its entry and its score."""
    index = situation.index
    number = number_asked(situation.reading.words)
    noun = next(iter(weights), "")
    best: tuple[float, int, Figure] | None = None
    for i in sorted(places, key=index.recency.__getitem__):
        for figure in index.figures[i]:
            if not number.search(figure.text):
                continue
            score = sum(w for s, w in weights.items() if s in figure.stems)
            score += TOPIC_WEIGHT * len(topics & figure.topics)
            score += NOUN_WEIGHT * (noun in figure.counted)
            if score and (best is None or score > best[0]):
                best = (score, i, figure)
    return best


def _counts_entries(situation: Situation, slot: Mark) -> bool:
    """Whether cards are counted: "how many projects".

    "How many tenants" is told somewhere.
    """
    if "many" not in situation.reading.words:
        return False
    by_id = situation.index.topics.by_id
    sections = {m.start for m in situation.reading.of("section")}
    for mark in situation.reading.marks:
        if mark.kind in COUNTED and slot.end <= mark.start <= slot.end + 1:
            topic = by_id[mark.value] if mark.kind == "topic" else None
            own = topic and (topic.kind == THEME or topic.own)
            return not own or mark.end in sections
    return False


def _wanted(situation: Situation, start: int) -> tuple[dict[str, float], set[str]]:
    """Weights of the words behind "how many", and the themes among them."""
    reading, index = situation.reading, situation.index
    skipped = {"entry", "when", "filler", "lead", "person", "degree"}
    covered = {
        i for m in reading.marks if m.kind in skipped for i in range(m.start, m.end)
    }
    topics = {m.value for m in reading.of("topic") if m.start >= start}
    if reading.words[start : start + 1] == ("people",):
        topics.add("theme:managing-people")
    weights = {}
    for at in range(start, len(reading.words)):
        word = reading.words[at]
        if at in covered or word in stop_words() or len(word) < 3:
            continue
        unknown = index.unknown_idf * (0.35 if common(word) else 1.0)
        weights[stem(word)] = index.idf.get(stem(word), unknown)
    return weights, topics


def _places(
    situation: Situation, weights: Iterable[str], topics: Iterable[str]
) -> set[int]:
    index = situation.index
    places = {i for s in weights for i, _ in index.postings.get(s, ())}
    for topic in topics:
        places |= index.holders.get(topic, {}).keys()
    return places
