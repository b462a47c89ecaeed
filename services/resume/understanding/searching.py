"""Topics and free words, and the section when there is nothing else."""

from __future__ import annotations

from services.resume.reading.text import gibberish
from services.resume.understanding import filters as by
from services.resume.understanding.absence import (
    absent,
    subject,
)
from services.resume.understanding.by_subject import (
    VERBS_THAT_LIMIT,
    by_subject,
    modified,
)
from services.resume.understanding.candidates import (
    candidates,
)
from services.resume.understanding.contact import NETWORKS
from services.resume.understanding.entries import employer_missing
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.lists import (
    anything_but,
    group_asked,
    whole_section,
)
from services.resume.understanding.sections import (
    CODE_LANGUAGES,
    noun_sections,
    own_sections,
    section_topics,
    verb_section,
)
from services.resume.understanding.times import by_time
from services.resume.understanding.unnamed import asks_for_skills, unnamed_section


def searched(situation: Situation) -> Finding | None:
    """Cards by section, topic, time and words; None when the question has none."""
    index, reading = situation.index, situation.reading
    nouns = noun_sections(reading, index)
    topics = by.positive_topics(reading)
    if known := _lacking(situation, nouns) or _whole_part(situation, topics):
        return known
    if topics or reading.left:
        finding = by_subject(situation, nouns)
        if not topics and _asks_for_skills(situation, finding):
            return whole_section(situation, "skills")
        if finding or topics or not nouns or modified(situation):
            return finding or _nothing(situation, nouns)
    return _of_part(situation, nouns) if nouns else _without_subject(situation)


def _of_part(situation: Situation, nouns: tuple[str, ...]) -> Finding:
    """The first part named that the résumé has."""
    there = (s for s in nouns if s in situation.index.by_section)
    return whole_section(situation, next(there, nouns[0]))


def _lacking(situation: Situation, nouns: tuple[str, ...]) -> Finding | None:
    """That an employer or a language which is named is not there."""
    reading = situation.reading
    if missing := employer_missing(situation, ()):
        return absent(situation, missing, nouns)
    if not reading.left or verb_section(reading) != "languages":
        return None
    if by.word_scores(reading.left, situation.index):
        return None
    return absent(situation, " ".join(reading.left), ("languages",))


def _whole_part(situation: Situation, topics: tuple[str, ...]) -> Finding | None:
    """A part that is asked for as a whole, by a heading of the owner's own."""
    index, reading = situation.index, situation.reading
    if topics == (CODE_LANGUAGES,):
        return whole_section(situation, "skills")
    own = own_sections(reading, index)
    if own and not reading.left and set(topics) <= section_topics(own[0], index):
        return whole_section(situation, own[0])
    return None


def _asks_for_skills(situation: Situation, finding: Finding | None) -> bool:
    """Whether skills are asked for, by a heading of theirs or by nothing else."""
    return group_asked(situation) or (not finding and asks_for_skills(situation))


def _without_subject(situation: Situation) -> Finding | None:
    """What is answered where neither a subject nor a part is named."""
    reading = situation.reading
    if by.negative_topics(reading):
        return anything_but(situation)
    if reading.when:
        return _done_at_time(situation) or by_time(situation)
    if linked := _with_links(situation):
        return linked
    section = unnamed_section(situation)
    return whole_section(situation, section) if section else None


def _with_links(situation: Situation) -> Finding | None:
    """What can be visited: "something with a live demo", with nothing spoken of."""
    index, reading = situation.index, situation.reading
    if not reading.has("slot", "link") or reading.person:
        return None
    if set(NETWORKS) & set(reading.words):
        return None
    shown = index.by_section.get("projects") or index.by_section.get("publications", ())
    kind = "demo" if "demo" in reading.words else ""
    hits = tuple(i for i in shown if kind in index.entries[i].links) or tuple(
        i for i in shown if index.entries[i].links
    )
    if not hits:
        return None
    hits = by.newest_first(hits, index)
    section = index.entries[hits[0]].section
    return Finding("list", section, section, hits=hits, section=section)


def _done_at_time(situation: Situation) -> Finding | None:
    """The verb's part, if it holds anything of then: "what did she win in 1983"."""
    verb = verb_section(situation.reading)
    if verb not in VERBS_THAT_LIMIT or not candidates(situation, (verb,)):
        return None
    return whole_section(situation, verb)


def _nothing(situation: Situation, nouns: tuple[str, ...]) -> Finding | None:
    left = situation.reading.left
    if left and not nouns and all(gibberish(word) for word in left):
        return None
    said = subject(situation)
    return absent(situation, said, nouns) if said else None
