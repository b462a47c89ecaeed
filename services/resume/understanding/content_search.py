"""Sections, topics, times and free words: everything that is no name and no fact."""

from __future__ import annotations

from collections.abc import Callable

from services.models.answer import DateRange
from services.resume.degrees import awards_degree
from services.resume.reading.question_words import common
from services.resume.reading.reader import Reading
from services.resume.reading.text import gibberish, singular
from services.resume.reading.topics import FAMILY, TECHNOLOGY, topic_id
from services.resume.understanding import filters as by
from services.resume.understanding.content import (
    TIMED,
    candidates,
    employer_missing,
    ordered,
    scored,
    slot_of,
)
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.sections import (
    CODE_LANGUAGES,
    noun_sections,
    verb_section,
)

DOING = ("doing", "experience")
ARTICLES = ("the", "a", "an", "any", "some", "his", "her", "their")
VERBS_THAT_LIMIT = ("projects", "education", "publications", "awards", "languages")
UNIVERSITY = frozenset({"college", "university", "uni", "colleges", "universities"})
PLAIN_NOUNS = frozenset(
    """project paper publication award certification certificate blog post volunteer
    volunteering reference interest hobby language article work research honor
    experience job role company skill recognition demo build recommendation""".split()
)
"""Nouns that name a section and nothing else."""
WHICH = frozenset({"what", "which"})
PREPOSITIONS = ("about", "on", "with", "in", "using", "involving", "of", "regarding")


def searched(situation: Situation) -> Finding | None:
    """Cards by section, topic, time and words; None when the question has none."""
    index, reading = situation.index, situation.reading
    nouns = noun_sections(reading, index)
    topics = by.positive_topics(reading)
    missing = employer_missing(situation, ())
    if missing:
        return absent(situation, missing, nouns)
    if verb_section(reading) == "languages" and reading.left:
        return absent(situation, " ".join(reading.left), ("languages",))
    if topics == (CODE_LANGUAGES,):
        return _section(situation, "skills")
    if topics or reading.left:
        found = _by_subject(situation, nouns)
        if not found and not topics and _asks_for_skills(situation):
            return _section(situation, "skills")
        if found or topics or not nouns or _modified(situation):
            return found or _nothing(situation, nouns)
    if nouns:
        return _section(situation, nouns[0])
    if by.negative_topics(reading):
        return _anything_but(situation)
    if reading.when:
        return _by_time(situation)
    section = _unnamed_section(situation)
    if section:
        return _section(situation, section)
    return None


def _unnamed_section(situation: Situation) -> str:
    """The part that is meant when no noun says so."""
    reading = situation.reading
    if reading.has("degree"):
        return "education"
    if verb := verb_section(reading):
        missing = verb == "projects" and verb not in situation.index.by_section
        return "experience" if missing else verb
    if reading.has("order", "current") or reading.has("order", "previous"):
        return "experience"
    if reading.has("order", "best"):
        return "projects" if "projects" in situation.index.by_section else "experience"
    if reading.has("slot", "duration") and not reading.has("followup", "ref"):
        return "experience"
    return ""


def _asks_for_skills(situation: Situation) -> bool:
    """ "Which computer systems does she know": a list, whatever the words mean."""
    reading = situation.reading
    able = reading.has("verb", "skills") and "skills" in situation.index.by_section
    return able and bool(WHICH & set(reading.words)) and all(map(common, reading.left))


def _by_subject(situation: Situation, nouns: tuple[str, ...]) -> Finding | None:
    index, reading = situation.index, situation.reading
    verb = "" if nouns else verb_section(reading)
    sections = tuple(s for s in nouns if s != "skills")
    if verb in VERBS_THAT_LIMIT and verb in index.by_section:
        sections = (verb,)
    family = _family_asked(situation)
    favour = "skills" if "skills" in nouns or family else ""
    hits = scored(situation, candidates(situation, sections), favour)
    if not hits and sections:
        if not _technologies(situation) and not _modified(situation):
            return _section(situation, sections[0])
        hits = scored(situation, candidates(situation, ()), favour)
        sections = ()
    if not hits:
        return None
    hits, limit = ordered(situation, hits)
    shown = {index.entries[i].section for i in hits[:limit]}
    section = sections[0] if len(sections) == 1 else ""
    intent = section or ("skills" if favour else "search")
    return Finding(
        kind=_subject_kind(situation, family),
        intent=intent,
        item_type=shown.pop() if len(shown) == 1 else "mixed",
        hits=hits,
        limit=limit,
        section=section,
        slot=_fact(situation),
        subject=subject(situation),
        members=family,
        yes_no=reading.has("shape", "yesno"),
        filters=by.filters_of(situation),
        confidence=0.85 if by.positive_topics(reading) else 0.7,
        why=tuple(index.topics.by_id[t].title for t in by.positive_topics(reading)),
    )


def _subject_kind(situation: Situation, family: str) -> str:
    if _counts(situation):
        return "count"
    if family:
        return "members"
    return "fact" if _fact(situation) else "topic"


def _family_asked(situation: Situation) -> str:
    """The family whose members are asked for: "which databases does she know"."""
    reading, topics = situation.reading, situation.index.topics.by_id
    for mark in reading.of("topic"):
        family = topics[mark.value].kind == FAMILY and mark not in reading.negated
        asked = set(reading.words[max(0, mark.start - 2) : mark.start]) & WHICH
        able = reading.has("verb", "skills") or "can" in reading.words
        if family and (asked or able) and not reading.has("shape", "yesno"):
            return mark.value
        if family and asked and able:
            return mark.value
    return ""


def _technologies(situation: Situation) -> bool:
    topics = situation.index.topics.by_id
    found = by.positive_topics(situation.reading)
    return any(topics[t].kind == TECHNOLOGY for t in found)


def _modified(situation: Situation) -> bool:
    """Whether a word left over says which: "sailing projects", "papers on bees".

    Other words beside a section noun are how the visitor talks: "degrees he holds".
    """
    reading, words = situation.reading, situation.reading.words
    if verb_section(reading) and not reading.has("section"):
        return False
    for left in reading.left:
        at = words.index(left)
        before = [w for w in words[max(0, at - 2) : at] if w not in ARTICLES]
        if before and before[-1] in PREPOSITIONS:
            return True
        if any(m.start == at + 1 for m in reading.of("section")):
            return True
    return False


def _fact(situation: Situation) -> str:
    slot = slot_of(situation)
    return slot if slot not in ("level", "place", "location") else ""


def _counts(situation: Situation) -> bool:
    """Whether entries are counted, not something that an entry tells a number of."""
    reading = situation.reading
    nouns = noun_sections(reading, situation.index)
    counted = bool(nouns) or _technologies(situation)
    return (
        counted
        and reading.has("shape", "count")
        and slot_of(situation)
        in (
            "",
            "amount",
        )
    )


def _nothing(situation: Situation, nouns: tuple[str, ...]) -> Finding | None:
    left = situation.reading.left
    if left and not nouns and all(gibberish(word) for word in left):
        return None
    said = subject(situation)
    return absent(situation, said, nouns) if said else None


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


def _section(situation: Situation, section: str) -> Finding:
    index, reading = situation.index, situation.reading
    if section not in index.by_section:
        if found := _by_its_noun(situation, section):
            return found
        return Finding(
            "absent",
            "absent",
            "none",
            section=section,
            absent=True,
            yes_no=reading.has("shape", "yesno"),
        )
    inside = candidates(situation, (section,))
    if section == "skills" and (reading.has("language") or _languages_topic(reading)):
        inside = _code_languages(situation, inside)
    hits = by.newest_first(inside, index)
    if section in ("skills", "languages", "interests", "references"):
        hits = tuple(sorted(inside))
    if section == "education":
        hits = _schools_first(situation, hits)
    hits, limit = ordered(situation, hits)
    degree = reading.values("degree")
    if not hits or (
        degree and not any(_has_degree(situation, i, degree) for i in hits)
    ):
        return Finding(
            "absent",
            "absent",
            "none",
            section=section,
            absent=True,
            subject=_subject_of_section(situation, degree),
            about=by.newest_first(index.by_section[section], index)[:1],
            filters=by.filters_of(situation),
        )
    return Finding(
        kind=_kind(situation, section),
        intent=section,
        item_type=section,
        hits=hits,
        limit=limit,
        section=section,
        slot=slot_of(situation),
        everything=reading.has("shape", "all") and not reading.has("order"),
        yes_no=reading.has("shape", "yesno"),
        filters=by.filters_of(situation),
        why=(f"section {section}",),
    )


def _by_its_noun(situation: Situation, section: str) -> Finding | None:
    """A newsletter may stand among the projects of a résumé without a blog."""
    index, reading = situation.index, situation.reading
    nouns = [
        singular(word)
        for mark in reading.of("section")
        if mark.value == section
        for word in reading.words[mark.start : mark.end]
    ]
    if not nouns or any(noun in PLAIN_NOUNS for noun in nouns):
        return None
    hits = by.ranked(by.word_scores(nouns, index), index)
    if not hits:
        return None
    return Finding(
        "topic",
        "search",
        index.entries[hits[0]].section,
        hits=hits,
        subject=" ".join(nouns),
        yes_no=reading.has("shape", "yesno"),
    )


def _schools_first(situation: Situation, hits: tuple[int, ...]) -> tuple[int, ...]:
    """For "college" universities before courses, for a degree degrees."""
    index, words = situation.index, situation.reading.words
    wants_degree = situation.reading.has("degree") or {"degree", "degrees"} & set(words)
    if wants_degree or UNIVERSITY & set(words):
        return tuple(sorted(hits, key=lambda i: not awards_degree(index.entries[i])))
    return hits


def _languages_topic(reading: Reading) -> bool:
    return reading.has("topic", CODE_LANGUAGES)


def _code_languages(situation: Situation, inside: set[int]) -> set[int]:
    """The skill groups for programming languages: by title, else by what they hold."""
    index = situation.index
    titled = {i for i in inside if "language" in index.entries[i].title.lower()}
    held = index.holders.get("family:programming-languages", {})
    return (
        titled or {i for i in inside if held.get(i, 0.0) >= by.LEAST_STRENGTH} or inside
    )


def _has_degree(situation: Situation, position: int, degree: tuple[str, ...]) -> bool:
    return bool(situation.index.degrees[position] & set(degree))


def _subject_of_section(situation: Situation, degree: tuple[str, ...]) -> str:
    for mark in situation.reading.of("degree"):
        return " ".join(situation.reading.words[mark.start : mark.end])
    when = situation.reading.when
    return " ".join(situation.reading.words[when.start : when.end]) if when else ""


def _kind(situation: Situation, section: str) -> str:
    reading = situation.reading
    if _counts(situation):
        return "count"
    if slot_of(situation) == "duration" and section == "experience":
        return "total"
    if slot_of(situation) and slot_of(situation) not in ("location", "amount"):
        return "fact"
    if reading.has("order") and not reading.has("order", "best"):
        return "ordered"
    return "list"


def _anything_but(situation: Situation) -> Finding:
    index = situation.index
    inside = candidates(situation, ("projects", "experience"))
    inside = inside or candidates(situation, ())
    hits = tuple(
        sorted(
            by.newest_first(inside, index),
            key=lambda i: index.entries[i].section != "projects",
        )
    )
    return Finding(
        "list",
        "search" if "projects" not in index.by_section else "projects",
        "mixed",
        hits=hits,
        filters=by.filters_of(situation),
    )


def _rank_at_time(situation: Situation, position: int) -> tuple[bool, int]:
    """Paid work first, then by when it began, the latest first."""
    entry = situation.index.entries[position]
    start = entry.period.start if entry.period else None
    return entry.section == "volunteer", -start.toordinal() if start else 0


def at_time(situation: Situation, span: DateRange, but: tuple[int, ...]) -> Finding:
    """What was done in a time that another entry's dates give."""
    reading, index = situation.reading, situation.index
    nouns = noun_sections(reading, index)
    inside = [
        i
        for section in (nouns or TIMED)
        for i in index.by_section.get(section, ())
        if by.overlaps(index.entries[i], span, situation.today) and i not in but
    ]
    hits = tuple(sorted(inside, key=lambda i: _rank_at_time(situation, i)))
    if not hits:
        return absent(situation, "", nouns or ("experience",))
    section = index.entries[hits[0]].section
    return Finding(
        "list",
        section,
        section if len({index.entries[i].section for i in hits[:4]}) == 1 else "mixed",
        hits=hits,
        section=section,
        filters=by.filters_of(situation, but),
    )


def _by_time(situation: Situation) -> Finding:
    index = situation.index
    work = candidates(situation, TIMED)
    hits = by.newest_first(work, index)
    verb = verb_section(situation.reading)
    if verb != "experience" or not hits:
        hits += by.newest_first(candidates(situation, ("education",)), index)
    if not hits:
        hits = by.newest_first(
            candidates(situation, ("projects", "publications", "awards")), index
        )
    if not hits:
        return absent(situation, _subject_of_section(situation, ()), ("experience",))
    sections = {index.entries[i].section for i in hits[:4]}
    top = index.entries[hits[0]].section
    return Finding(
        "list",
        top,
        top if len(sections) == 1 else "mixed",
        hits=hits,
        section=top if len(sections) == 1 else "",
        filters=by.filters_of(situation),
    )
