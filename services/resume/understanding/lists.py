"""Whole sections, filtered, ordered and counted."""

from __future__ import annotations

from services.language.stems import singular, stem
from services.resume.degrees import awards_degree
from services.resume.figures import told
from services.resume.reading.reading import Reading
from services.resume.reading.text import clean, words
from services.resume.reading.topics import FAMILY, TECHNOLOGY
from services.resume.reading.wordlists import table
from services.resume.understanding import filters as by
from services.resume.understanding.absence import filter_words
from services.resume.understanding.candidates import candidates
from services.resume.understanding.entries import slot_of
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.ordering import ordered
from services.resume.understanding.sections import CODE_LANGUAGES, WHICH, noun_sections

USING = frozenset({"use", "uses", "using"})
UNIVERSITY = frozenset({"college", "university", "uni", "colleges", "universities"})
OWN_FACTS = {
    "gpa": ("gpa", "grade", "score", "cgpa", "honors", "honours"),
    "coursework": ("coursework", "courses", "relevant_coursework"),
}
PLAIN_NOUNS = frozenset(
    """project paper publication award certification certificate blog post volunteer
    volunteering reference interest hobby language article work research honor
    experience job role company skill recognition demo build recommendation""".split()
)
"""Nouns that name a section and nothing else."""


def whole_section(situation: Situation, section: str) -> Finding:
    """The entries of a part that fit the rest of the question, in their order."""
    index, reading = situation.index, situation.reading
    if section not in index.by_section:
        return (
            _by_its_noun(situation, section)
            or _told_elsewhere(situation, section)
            or _no_part(situation, section)
        )
    hits = _of_level(
        situation, section, _holding(situation, _inside(situation, section))
    )
    hits, limit = ordered(situation, hits)
    degree = reading.values("degree") if section == "education" else ()
    if not hits or (
        degree and not any(_has_degree(situation, i, degree) for i in hits)
    ):
        return Finding(
            "absent",
            "absent",
            "none",
            section=section,
            absent=True,
            subject=filter_words(situation, degree),
            about=by.newest_first(index.by_section[section], index)[:1],
            filters=by.filters_of(situation),
        )
    return Finding(
        kind=_kind_of_list(situation, section),
        intent=section,
        item_type=section,
        hits=hits,
        limit=limit,
        section=section,
        slot=slot_of(situation),
        everything=reading.has("shape", "all") and not reading.has("order"),
        yes_no=reading.yes_no,
        filters=by.filters_of(situation),
        why=(f"section {section}",),
    )


def _no_part(situation: Situation, section: str) -> Finding:
    """That the résumé has no such part."""
    yes_no = situation.reading.yes_no
    return Finding(
        "absent", "absent", "none", section=section, absent=True, yes_no=yes_no
    )


def _inside(situation: Situation, section: str) -> tuple[int, ...]:
    """The entries of a part: groups as the owner has them, others newest first."""
    inside = candidates(situation, (section,))
    if section == "skills":
        if situation.reading.has("language") or _languages_topic(situation.reading):
            inside = _code_languages(situation, inside)
        inside = _titled(situation, inside)
    if section in ("skills", "languages", "interests", "references"):
        return tuple(sorted(inside))
    hits = by.newest_first(inside, situation.index)
    return _schools_first(situation, hits) if section == "education" else hits


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
        index.entries[hits[0]].section if len(hits) == 1 else "search",
        index.entries[hits[0]].section,
        hits=hits,
        subject=" ".join(nouns),
        yes_no=reading.yes_no,
    )


def _told_elsewhere(situation: Situation, section: str) -> Finding | None:
    """Awards that a résumé without a list of them tells of beside a degree."""
    index, reading = situation.index, situation.reading
    signs = table("questions")["told_elsewhere"].get(section, ())
    scores: dict[int, float] = {}
    for sign in {stem(word) for word in signs}:
        for i, share in index.postings.get(sign, ()):
            scores[i] = scores.get(i, 0.0) + share * index.idf[sign]
    inside = candidates(situation, ())
    hits = by.ranked(scores, index, inside=inside)
    if not hits or reading.left or by.positive_topics(reading):
        return None
    stems = {stem(word) for word in signs}
    said = next((s for s in told(index.entries[hits[0]]) if _tells(s[0], stems)), None)
    return Finding(
        "fact" if said else "topic",
        section,
        index.entries[hits[0]].section,
        hits=hits,
        subject=section,
        said=said,
        yes_no=reading.yes_no,
    )


def _tells(text: str, stems: set[str]) -> bool:
    return not stems.isdisjoint(map(stem, words(clean(text))))


def _schools_first(situation: Situation, hits: tuple[int, ...]) -> tuple[int, ...]:
    """For "college" universities before courses, for a degree degrees."""
    index, words = situation.index, situation.reading.words
    wants_degree = situation.reading.has("degree") or {"degree", "degrees"} & set(words)
    if wants_degree or UNIVERSITY & set(words):
        return tuple(sorted(hits, key=lambda i: not awards_degree(index.entries[i])))
    return hits


def _titled(situation: Situation, inside: set[int]) -> set[int]:
    """Groups with a title that the question says: "field skills", "what software"."""
    index, reading = situation.index, situation.reading
    nouns = {i for m in reading.of("section") for i in range(m.start, m.end)}
    said = {stem(w) for i, w in enumerate(reading.words) if i not in nouns}
    said -= {stem(w) for w in ("work", "skill", "experience", "know", "technical")}
    return {i for i in inside if said & index.name_stems[i]} or inside


def group_asked(situation: Situation) -> bool:
    """Whether a heading of the skills is asked for: "what engines does he use"."""
    index, reading = situation.index, situation.reading
    able = reading.has("verb", "skills") or USING & set(reading.words)
    if not (able and reading.person and WHICH & set(reading.words)):
        return False
    said = set(map(stem, reading.words))
    titles = (index.name_stems[i] for i in index.by_section.get("skills", ()))
    return any(title and title <= said for title in titles)


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


def _holding(situation: Situation, hits: tuple[int, ...]) -> tuple[int, ...]:
    """Of schools asked for a grade, the ones with a grade."""
    keys = OWN_FACTS.get(slot_of(situation), ())
    facts = [situation.index.entries[i].facts for i in hits]
    held = tuple(
        i for i, each in zip(hits, facts, strict=True) if any(map(each.get, keys))
    )
    return held or hits


def _of_level(
    situation: Situation, section: str, hits: tuple[int, ...]
) -> tuple[int, ...]:
    """The "master's project" among projects; who graduated did so with a degree."""
    index, reading = situation.index, situation.reading
    if section == "education":
        if slot_of(situation) != "graduation" or reading.has("degree"):
            return hits
        return tuple(i for i in hits if awards_degree(index.entries[i])) or hits
    marks = reading.of("degree")
    said = [w for m in marks for w in reading.words[m.start : m.end]]
    told = by.word_scores([singular(word) for word in said], index)
    return tuple(i for i in hits if i in told) or hits


def _has_degree(situation: Situation, position: int, degree: tuple[str, ...]) -> bool:
    return bool(situation.index.degrees[position] & set(degree))


def _kind_of_list(situation: Situation, section: str) -> str:
    reading = situation.reading
    if counts(situation):
        return "count"
    if slot_of(situation) == "duration" and section == "experience":
        return "total"
    if section == "skills" and slot_of(situation) == "tech_used":
        return "list"
    if slot_of(situation) and slot_of(situation) not in ("location", "amount"):
        return "fact"
    if reading.has("order") and not reading.has("order", "best"):
        return "ordered"
    return "list"


def counts(situation: Situation) -> bool:
    """Whether entries are counted, not something that an entry tells a number of."""
    reading = situation.reading
    nouns = noun_sections(reading, situation.index)
    counted = bool(nouns) or names_technology(situation)
    return (
        counted
        and reading.has("shape", "count")
        and slot_of(situation) in ("", "amount", "employer")
    )


def names_technology(situation: Situation) -> bool:
    topics = situation.index.topics.by_id
    found = by.positive_topics(situation.reading)
    return any(topics[t].kind in (TECHNOLOGY, FAMILY) for t in found)


def anything_but(situation: Situation) -> Finding:
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
