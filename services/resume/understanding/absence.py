"""What was asked for and is not there, and the nearest thing that is."""

from __future__ import annotations

from services.language.stems import stem
from services.resume.reading.question_words import common
from services.resume.reading.topics import TECHNOLOGY, THEME, topic_id
from services.resume.understanding import filters as by
from services.resume.understanding.finding import Finding, Situation


def absent(situation: Situation, what: str, nouns: tuple[str, ...]) -> Finding:
    """What was asked for is not there; `about` and `near` are the nearest that is."""
    near, about = _nearest(situation)
    return Finding(
        "absent",
        "absent",
        "none",
        subject=what,
        section=nouns[0] if nouns else "",
        absent=True,
        about=about,
        near=near,
        filters=by.filters_of(situation),
    )


def _nearest(situation: Situation) -> tuple[str, tuple[int, ...]]:
    """The technology of the résumé that shares most families with those asked for."""
    index = situation.index
    asked = by.positive_topics(situation.reading)
    families = {p for t in asked for p in index.topics.by_id[t].parents}
    best, where = (0, 0.0, ""), -1
    for topic, (place, strength) in index.strongest.items() if families else ():
        known = index.topics.by_id[topic]
        shared = len(families.intersection(known.parents))
        if known.kind == TECHNOLOGY and shared and (shared, strength, topic) > best:
            best, where = (shared, strength, topic), place
    if where < 0:
        return "", ()
    return index.topics.by_id[best[2]].title, (where,)


def subject(situation: Situation) -> str:
    """The asked-for thing in a few words; of several things those that are there."""
    named = _named(situation)
    there = [title for title, held in named if held] or [title for title, _ in named]
    return " and ".join(dict.fromkeys(there)) or " ".join(situation.reading.left[:4])


def lacking(situation: Situation) -> tuple[str, ...]:
    """Of several things asked for those that are not there."""
    named = _named(situation)
    gone = dict.fromkeys(title for title, held in named if not held)
    return tuple(gone) if any(held for _, held in named) else ()


def _named(situation: Situation) -> list[tuple[str, bool]]:
    """Each subject as it is called, and whether any entry shows it."""
    index, reading = situation.index, situation.reading
    titles: dict[tuple[int, int], str] = {}
    held: set[tuple[int, int]] = set()
    for mark in reading.of("topic"):
        if mark in reading.negated:
            continue
        topic, place = index.topics.by_id[mark.value], (mark.start, mark.end)
        asked = reading.words[mark.start : mark.end]
        there = mark.value in index.holders or bool(topic.instead)
        if there:
            held.add(place)
        if place not in titles or topic_id(topic.title) == "".join(asked):
            # A theme that is not there has no name here but the visitor's.
            own = topic.kind == THEME and not there
            titles[place] = " ".join(asked) if own else topic.title
    return [(title, place in held) for place, title in sorted(titles.items())]


def absent_part(
    situation: Situation, section: str, elsewhere: tuple[int, ...]
) -> Finding:
    """The finding for "any AWS certifications", where AWS is in the work alone."""
    return Finding(
        "absent_part",
        "absent",
        "none",
        section=section,
        subject=subject(situation),
        about=elsewhere[:2],
        absent=True,
        filters=by.filters_of(situation),
    )


def borne_out(situation: Situation, hits: tuple[int, ...]) -> bool:
    """Whether a hit shows what was said itself: compilers, not just their field."""
    index, reading = situation.index, situation.reading
    said = set(reading.left)
    for mark in reading.of("topic"):
        topic = index.topics.by_id[mark.value]
        asked = reading.words[mark.start : mark.end]
        named = topic.kind == TECHNOLOGY or topic_id(topic.title) == "".join(asked)
        if not named or index.holders.get(mark.value, {}).keys().isdisjoint(hits):
            said.update(asked)
    told = [{i for i, _ in index.postings.get(stem(word), ())} for word in said]
    return bool(set(hits).intersection(*told)) and "or" not in reading.words


def unknown_kind(situation: Situation) -> str:
    """A kind of a broad subject of which there is no word: "zebrafish research"."""
    index, reading = situation.index, situation.reading
    for mark in reading.of("topic"):
        word = reading.word_before(mark)
        if word not in reading.left or common(word) or stem(word) in index.postings:
            continue
        topic = index.topics.by_id[mark.value]
        if topic.kind == THEME and not topic.section:
            return " ".join((word, *reading.words[mark.start : mark.end]))
    return ""


def filter_words(situation: Situation, degree: tuple[str, ...]) -> str:
    for mark in situation.reading.of("degree"):
        return " ".join(situation.reading.words[mark.start : mark.end])
    when = situation.reading.when
    return " ".join(situation.reading.words[when.start : when.end]) if when else ""
