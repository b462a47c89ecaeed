"""What was asked for and is not there, and the nearest thing that is."""

from __future__ import annotations

from collections.abc import Callable

from services.resume.reading.question_words import common
from services.resume.reading.text import stem
from services.resume.reading.topics import TECHNOLOGY, THEME, topic_id
from services.resume.understanding import filters as by
from services.resume.understanding.finding import Finding, Situation


def absent(situation: Situation, said: str, nouns: tuple[str, ...]) -> Finding:
    """What was asked for is not there; `about` and `near` are the nearest that is."""
    near, about = _nearest(situation)
    return Finding(
        "absent",
        "absent",
        "none",
        subject=said,
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
    for topic, holders in index.holders.items() if families else ():
        known = index.topics.by_id[topic]
        shared = len(families.intersection(known.parents))
        if shared and known.kind == TECHNOLOGY:
            place, strength = max(holders.items(), key=_not_a_skill(situation))
            if (shared, strength, topic) > best:
                best, where = (shared, strength, topic), place
    if where < 0:
        return "", ()
    return index.topics.by_id[best[2]].title, (where,)


def _not_a_skill(situation: Situation) -> Callable[[tuple[int, float]], float]:
    """Work that shows it counts more than a list that names it."""
    entries = situation.index.entries
    return lambda held: held[1] - 0.5 * (entries[held[0]].section == "skills")


def subject(situation: Situation) -> str:
    """The asked-for thing in a few words."""
    index, reading = situation.index, situation.reading
    gone = reading.negated
    titles: dict[tuple[int, int], str] = {}
    for mark in reading.of("topic"):
        if mark in gone:
            continue
        title = index.topics.by_id[mark.value].title
        said = reading.words[mark.start : mark.end]
        exact = topic_id(title) == "".join(said)
        if exact or (mark.start, mark.end) not in titles:
            titles[mark.start, mark.end] = title
    named = [title for _, title in sorted(titles.items())]
    return " and ".join(dict.fromkeys(named)) or " ".join(reading.left[:4])


def absent_part(
    situation: Situation, section: str, elsewhere: tuple[int, ...]
) -> Finding:
    """ "Any AWS certifications", where AWS is in the work alone."""
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


def unknown_kind(situation: Situation) -> str:
    """ "Zebrafish research": a kind of a broad subject of which there is no word."""
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
