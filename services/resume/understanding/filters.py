"""Entries that fit a question: by section, topic, time and words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from services.language.stems import stem
from services.models.answer import DateRange, Filters
from services.models.resume import Entry
from services.resume.index import Index
from services.resume.reading.question_words import common
from services.resume.reading.reading import Reading
from services.resume.reading.topics import FAMILY, TECHNOLOGY
from services.resume.understanding.finding import Situation

SECTION_WEIGHT = {
    "education": 0.8,
    "certifications": 0.8,
    "skills": 0.72,
    "languages": 0.5,
    "interests": 0.4,
    "awards": 0.9,
}
NOT_SEARCHED = ("references",)
FAVOURED = 1.3
LEAST_SHARE = 0.45
"""How much of the best hit's score another must have to be shown beside it."""
LEAST_STRENGTH = 0.45
LEAST_WORDS = 0.5
COMMON_WEIGHT = 0.28
"""How much an unknown word weighs that everybody uses: "reduce", not "Tesla"."""
DAWN, DUSK = date(1, 1, 1), date(9999, 12, 31)


def overlaps(entry: Entry, span: DateRange, today: date) -> bool:
    period = entry.period
    if period is None or (period.start is None and period.end is None):
        return False
    start = period.start or period.end or DAWN
    end = period.end or (today if period.ongoing else start)
    return start <= (span.end or DUSK) and max(start, end) >= (span.start or DAWN)


def newest_first(positions: Iterable[int], index: Index) -> tuple[int, ...]:
    return tuple(sorted(positions, key=index.recency.__getitem__))


def topic_scores(
    groups: Sequence[Sequence[str]], index: Index, *, every: bool
) -> dict[int, float]:
    """Entries that show the topics; all of them at once where `every` can be had.

    Topics of one group are readings of the same words: any of them will do.
    """
    sets = [_holders_of(group, index) for group in groups]
    held = [s for s in sets if s]
    if len(held) < 2:
        return held[0] if held else {}
    total: dict[int, float] = defaultdict(float)
    for each in held:
        for i, strength in each.items():
            total[i] += strength
    if every:
        common = set.intersection(*(set(s) for s in held))
        if common:
            return {i: total[i] / len(held) for i in common}
    return dict(total)


def _holders_of(group: Sequence[str], index: Index) -> dict[int, float]:
    found: dict[int, float] = {}
    exact = [t for t in group if index.topics.by_id[t].kind == TECHNOLOGY]
    for topic in exact if any(t in index.holders for t in exact) else group:
        surely = {
            i: strength
            for i, strength in index.holders.get(topic, {}).items()
            if strength >= LEAST_STRENGTH
        }
        for i in found.keys() & surely.keys():
            surely[i] = max(found[i], surely[i])
        found |= surely
    instead = [t for topic in group for t in index.topics.by_id[topic].instead]
    # What a referee leads is not what the owner does.
    own = any(index.entries[i].section not in NOT_SEARCHED for i in found)
    return found if own or not instead else _holders_of(instead, index)


def topic_groups(reading: Reading, index: Index) -> tuple[tuple[str, ...], ...]:
    """Wanted topics, the ones on the same words together."""
    by_id = index.topics.by_id
    spans: dict[tuple[int, int], list[str]] = defaultdict(list)
    for mark in reading.of("topic"):
        if mark not in reading.negated:
            spans[mark.start, mark.end].append(mark.value)
    groups = tuple(tuple(group) for _, group in sorted(spans.items()))
    wider = {p for group in groups for t in group for p in by_id[t].parents}
    narrow = tuple(g for g in groups if not wider.issuperset(g))
    return narrow or groups


def unknown_weight(word: str, index: Index) -> float:
    return index.unknown_idf * (COMMON_WEIGHT if common(word) else 1.0)


def weight_of(words: Iterable[str], index: Index) -> float:
    """What the words weigh together, those included that the résumé lacks."""
    return sum(
        index.idf.get(stem(word)) or unknown_weight(word, index) for word in set(words)
    )


def word_scores(left: Sequence[str], index: Index) -> dict[int, float]:
    """BM25 of the words no mark explains; empty where too little of them is known."""
    stems = list(dict.fromkeys(stem(word) for word in left))
    total = weight_of(left, index)
    known = sum(index.idf[s] for s in stems if s in index.idf)
    if not stems or known < LEAST_WORDS * total:
        return {}
    found: dict[int, float] = defaultdict(float)
    for each in stems:
        weight = index.idf.get(each, 0.0)
        for i, share in index.postings.get(each, ()):
            found[i] += weight * share
    return dict(found)


def ranked(
    scores: dict[int, float],
    index: Index,
    *,
    inside: Collection[int] | None = None,
    favour: str = "",
) -> tuple[int, ...]:
    """Hits worth showing, best first; of equals the newer."""
    entries, weights = index.entries, SECTION_WEIGHT | {favour: FAVOURED}
    weighed = {
        i: score * weights.get(section, 1.0)
        for i, score in scores.items()
        if (section := entries[i].section) not in NOT_SEARCHED or inside is not None
        if inside is None or i in inside
    }
    if not weighed:
        return ()
    best = max(weighed.values())
    least = LEAST_SHARE * best
    kept = [i for i, score in weighed.items() if score >= least]
    newest = newest_first(kept, index)
    return tuple(sorted(newest, key=lambda i: -round(weighed[i] / best, 1)))


def positive_topics(reading: Reading) -> tuple[str, ...]:
    gone = reading.negated
    return tuple(dict.fromkeys(m.value for m in reading.of("topic") if m not in gone))


def negative_topics(reading: Reading) -> tuple[str, ...]:
    return tuple(m.value for m in reading.negated if m.kind == "topic")


def filters_of(situation: Situation, entries: Sequence[int] = ()) -> Filters:
    """The question's filters as the reply reports them."""
    index, when = situation.index, situation.reading.when
    technologies = [
        index.topics.by_id[t].title
        for t in positive_topics(situation.reading)
        if index.topics.by_id[t].kind in (TECHNOLOGY, FAMILY)
    ]
    organisations = [index.entries[i].organization for i in entries]
    return Filters(
        technologies=tuple(technologies),
        organisations=tuple(dict.fromkeys(o for o in organisations if o)),
        start=when.range.start.isoformat() if when and when.range.start else None,
        end=when.range.end.isoformat() if when and when.range.end else None,
    )
