"""What tells of a subject, in the parts of the résumé that are meant or in others."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
from services.resume.understanding.countries import in_unknown_country
from services.resume.understanding.entries import slot_of
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.lists import (
    counts,
    names_technology,
    whole_section,
)
from services.resume.understanding.narrowing import by_role, levels_first, skills_first
from services.resume.understanding.ordering import ordered
from services.resume.understanding.sections import (
    BROAD,
    WHICH,
    names_part,
    section_marks,
    verb_section,
)

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


@dataclass(frozen=True, slots=True)
class Search:
    """A subject that is looked for; with `family` its members are asked for."""

    situation: Situation
    nouns: tuple[str, ...]
    family: str

    @property
    def favour(self) -> str:
        """The part whose entries go first."""
        return "skills" if "skills" in self.nouns or self.family else ""

    def hits(self, sections: tuple[str, ...]) -> tuple[int, ...]:
        """Entries of these parts that the question speaks for."""
        inside = candidates(self.situation, sections)
        return scored(self.situation, inside, self.favour)


def by_subject(situation: Situation, nouns: tuple[str, ...]) -> Finding | None:
    """What tells of a subject, in the parts that are meant or else in others."""
    if kind := unknown_kind(situation):
        return absent(situation, kind, ())
    verb = "" if nouns else verb_section(situation.reading)
    topics = by.positive_topics(situation.reading)
    country = any(topic.startswith(PLACE) for topic in topics)
    sections = _parts_meant(situation, nouns, verb, country)
    search = Search(situation, nouns, _family_asked(situation))
    hits = search.hits(sections)
    if not hits and country and not nouns:
        sections = ("volunteer",) if verb == "experience" else WHERE
        hits = search.hits(sections)
    if hits:
        return _of_hits(search, hits, sections)
    if country:
        return in_unknown_country(situation)
    if verbatim := told_word_for_word(situation, sections):
        return replace(whole_section(situation, sections[0]), hits=verbatim)
    return _of_other_parts(search, sections) if sections else None


def _of_other_parts(search: Search, sections: tuple[str, ...]) -> Finding | None:
    """What is answered where the parts asked for do not tell of the subject."""
    situation, section = search.situation, sections[0]
    elsewhere = search.hits(())
    if not elsewhere and _is_a_kind_of_entry(situation):
        return None
    precise = names_technology(situation) or modified(situation)
    if elsewhere and precise and section in EARNED and search.nouns:
        return absent_part(situation, section, elsewhere)
    precise = precise or _doubted(situation, section, bool(elsewhere))
    if not precise and (not elsewhere or _names_section(situation, sections)):
        return whole_section(situation, section)
    return _of_hits(search, elsewhere, (), in_part=False) if elsewhere else None


def _of_hits(
    search: Search,
    hits: tuple[int, ...],
    sections: tuple[str, ...],
    *,
    in_part: bool = True,
) -> Finding:
    """The finding on the hits, in the order asked for."""
    situation = search.situation
    index, topics = situation.index, by.positive_topics(situation.reading)
    hits, leveled = _preferred(search, hits, sections)
    hits, limit = ordered(situation, hits)
    shown = {index.entries[i].section for i in hits[:limit]}
    section = sections[0] if len(sections) == 1 else ""
    intent = section or ("skills" if search.favour and "skills" in shown else "")
    borne = situation.reading.yes_no and in_part and borne_out(situation, hits)
    return Finding(
        kind="fact" if leveled else _subject_kind(situation, search.family),
        intent=intent or _one_part(situation, hits) or "search",
        item_type=shown.pop() if len(shown) == 1 else "mixed",
        hits=hits,
        limit=limit,
        section=section,
        slot="level" if leveled else _fact_asked(situation),
        subject=subject(situation),
        lacking=lacking(situation),
        members=search.family,
        yes_no=borne,
        filters=by.filters_of(situation),
        confidence=0.85 if topics else 0.7,
        why=tuple(index.topics.by_id[topic].title for topic in topics),
    )


def _preferred(
    search: Search, hits: tuple[int, ...], sections: tuple[str, ...]
) -> tuple[tuple[int, ...], bool]:
    """The hits that fit best first, and whether they tell a level."""
    situation = search.situation
    if sections == ("experience",):
        hits = by_role(situation, hits)
    leveled = levels_first(situation, hits) if _asks_level(situation) else ()
    hits = leveled or hits
    if search.favour:
        hits = skills_first(situation, hits, search.nouns)
    return hits, bool(leveled)


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


def modified(situation: Situation) -> bool:
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
