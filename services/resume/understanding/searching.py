"""Topics and free words, and the section when there is nothing else."""

from __future__ import annotations

from dataclasses import replace

from services.resume.reading.text import gibberish
from services.resume.reading.topics import FAMILY, PLACE
from services.resume.understanding import filters as by
from services.resume.understanding.absence import (
    absent,
    absent_part,
    borne_out,
    lacking,
    subject,
    unknown_kind,
)
from services.resume.understanding.candidates import (
    candidates,
    scored,
    told_word_for_word,
)
from services.resume.understanding.contact import NETWORKS
from services.resume.understanding.countries import in_unknown_country
from services.resume.understanding.entries import employer_missing, slot_of
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.lists import (
    anything_but,
    counts,
    group_asked,
    names_technology,
    whole_section,
)
from services.resume.understanding.narrowing import by_role, levels_first, skills_first
from services.resume.understanding.ordering import ordered
from services.resume.understanding.sections import (
    BROAD,
    CODE_LANGUAGES,
    WHICH,
    names_part,
    noun_sections,
    own_sections,
    section_marks,
    section_topics,
    verb_section,
)
from services.resume.understanding.times import by_time
from services.resume.understanding.unnamed import asks_for_skills, unnamed_section

ARTICLES = ("the", "a", "an", "any", "some", "his", "her", "their")
PREPOSITIONS = ("about", "on", "with", "in", "using", "involving", "of", "regarding")
VERBS_THAT_LIMIT = ("projects", "education", "publications", "awards", "languages")
WHERE = ("experience", "volunteer", "education")
EARNED = ("certifications", "awards")
"""Parts whose entries no work stands in for."""
DONE_OR_NOT = ("education", "awards")
"""What was studied or won stands there, or is not so."""
ONE_PART = {"experience", "projects", "publications", "skills", "interests"}
"""Parts that are the answer's own, where every hit belongs to one of them."""


def searched(situation: Situation) -> Finding | None:
    """Cards by section, topic, time and words; None when the question has none."""
    index, reading = situation.index, situation.reading
    nouns = noun_sections(reading, index)
    topics = by.positive_topics(reading)
    missing = employer_missing(situation, ())
    if missing:
        return absent(situation, missing, nouns)
    speaks = verb_section(reading) == "languages" and bool(reading.left)
    if speaks and not by.word_scores(reading.left, index):
        return absent(situation, " ".join(reading.left), ("languages",))
    if topics == (CODE_LANGUAGES,):
        return whole_section(situation, "skills")
    own = own_sections(reading, index)
    if own and not reading.left and set(topics) <= section_topics(own[0], index):
        return whole_section(situation, own[0])
    if topics or reading.left:
        found = _by_subject(situation, nouns)
        listed = group_asked(situation) or (not found and asks_for_skills(situation))
        if listed and not topics:
            return whole_section(situation, "skills")
        if found or topics or not nouns or _modified(situation):
            return found or _nothing(situation, nouns)
    if nouns:
        there = (s for s in nouns if s in index.by_section)
        return whole_section(situation, next(there, nouns[0]))
    if by.negative_topics(reading):
        return anything_but(situation)
    if reading.when:
        return _done_at_time(situation) or by_time(situation)
    if linked := _with_links(situation):
        return linked
    section = unnamed_section(situation)
    if section:
        return whole_section(situation, section)
    return None


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


def _by_subject(situation: Situation, nouns: tuple[str, ...]) -> Finding | None:
    index, reading = situation.index, situation.reading
    if kind := unknown_kind(situation):
        return absent(situation, kind, ())
    verb = "" if nouns else verb_section(reading)
    country = any(t.startswith(PLACE) for t in by.positive_topics(reading))
    sections = _parts_meant(situation, nouns, verb, country)
    family = _family_asked(situation)
    favour = "skills" if "skills" in nouns or family else ""
    in_part = True
    hits = scored(situation, candidates(situation, sections), favour)
    if not hits and country and not nouns:
        sections = ("volunteer",) if verb == "experience" else WHERE
        hits = scored(situation, candidates(situation, sections), favour)
    if not hits and country:
        return in_unknown_country(situation)
    if not hits and (told := told_word_for_word(situation, sections)):
        return replace(whole_section(situation, sections[0]), hits=told)
    if not hits and sections:
        said = names_technology(situation) or _modified(situation)
        elsewhere = scored(situation, candidates(situation, ()), favour)
        if not elsewhere and _is_a_kind_of_entry(situation):
            return None
        if elsewhere and said and sections[0] in EARNED and nouns:
            return absent_part(situation, sections[0], elsewhere)
        said = said or _doubted(situation, sections[0], bool(elsewhere))
        if not said and (not elsewhere or _names_section(situation, sections)):
            return whole_section(situation, sections[0])
        hits, sections, in_part = elsewhere, (), False
    if not hits:
        return None
    if sections == ("experience",):
        hits = by_role(situation, hits)
    leveled = levels_first(situation, hits) if _asks_level(situation) else ()
    hits = leveled or hits
    if favour:
        hits = skills_first(situation, hits, nouns)
    hits, limit = ordered(situation, hits)
    shown = {index.entries[i].section for i in hits[:limit]}
    section = sections[0] if len(sections) == 1 else ""
    intent = section or ("skills" if favour and "skills" in shown else "search")
    if intent == "search":
        intent = _one_part(situation, hits) or intent
    return Finding(
        kind="fact" if leveled else _subject_kind(situation, family),
        intent=intent,
        item_type=shown.pop() if len(shown) == 1 else "mixed",
        hits=hits,
        limit=limit,
        section=section,
        slot="level" if leveled else _fact_asked(situation),
        subject=subject(situation),
        lacking=lacking(situation),
        members=family,
        yes_no=reading.yes_no and in_part and borne_out(situation, hits),
        filters=by.filters_of(situation),
        confidence=0.85 if by.positive_topics(reading) else 0.7,
        why=tuple(index.topics.by_id[t].title for t in by.positive_topics(reading)),
    )


def _doubted(situation: Situation, section: str, elsewhere: bool) -> bool:
    """Whether it asks if it was so, not just what was won: "did she win a regatta"."""
    reading = situation.reading
    if not reading.yes_no or names_part(reading):
        return False
    return not elsewhere if section in DONE_OR_NOT else bool(reading.left)


def _parts_meant(
    situation: Situation, nouns: tuple[str, ...], verb: str, country: bool
) -> tuple[str, ...]:
    """The parts to look in; none for all of them."""
    reading = situation.reading
    limits = verb in VERBS_THAT_LIMIT or (verb == "blog" and "about" in reading.words)
    if limits and verb in situation.index.by_section:
        return (verb,)
    if sections := tuple(s for s in nouns if s != "skills"):
        return sections
    if country and (verb == "experience" or reading.has("slot")):
        return ("experience",)
    return _places(situation) if reading.words[:1] == ("where",) else ()


def _places(situation: Situation) -> tuple[str, ...]:
    """Parts that a "where" asks for: papers and prizes are no places."""
    index = situation.index
    found = tuple(s for s in WHERE if s in index.by_section)
    return found if scored(situation, candidates(situation, found), "") else ()


def _one_part(situation: Situation, hits: tuple[int, ...]) -> str:
    """The part that the hits are of, if they are all of one that may answer alone."""
    entries = situation.index.entries
    part = entries[hits[0]].section
    whole = part in ONE_PART or slot_of(situation) in ("venue", "awarder", "when")
    return part if whole and all(entries[i].section == part for i in hits) else ""


def _is_a_kind_of_entry(situation: Situation) -> bool:
    """Whether a kind of entry is named; no other job answers for an internship."""
    topics = situation.index.topics.by_id
    return any(topics[t].section for t in by.positive_topics(situation.reading))


def _names_section(situation: Situation, sections: tuple[str, ...]) -> bool:
    """Whether a noun said so, not just what the subject usually belongs to."""
    reading = situation.reading
    return any(
        m.value in sections and "".join(reading.words[m.start : m.end]) not in BROAD
        for m in section_marks(reading)
    )


def _subject_kind(situation: Situation, family: str) -> str:
    if counts(situation):
        return "count"
    if family:
        return "members"
    return "fact" if _fact_asked(situation) else "topic"


def _family_asked(situation: Situation) -> str:
    """The family whose members are asked for: "which databases does she know"."""
    reading, topics = situation.reading, situation.index.topics.by_id
    for mark in reading.of("topic"):
        family = topics[mark.value].kind == FAMILY and mark not in reading.negated
        asked = set(reading.words[max(0, mark.start - 2) : mark.start]) & WHICH
        able = reading.has("verb", "skills") or "can" in reading.words
        if family and (asked or able) and not reading.yes_no:
            return mark.value
        if family and asked and able:
            return mark.value
    return ""


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


def _asks_level(situation: Situation) -> bool:
    """Whether a level is asked: "how good is she with Java", not "is she good"."""
    return slot_of(situation) == "level" and not situation.reading.yes_no


def _fact_asked(situation: Situation) -> str:
    slot = slot_of(situation)
    return slot if slot not in ("level", "place", "location") else ""


def _nothing(situation: Situation, nouns: tuple[str, ...]) -> Finding | None:
    left = situation.reading.left
    if left and not nouns and all(gibberish(word) for word in left):
        return None
    said = subject(situation)
    return absent(situation, said, nouns) if said else None
