"""Questions that lean on the ones before: more, the second one, that, and at Acme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from services.models.conversation import Turn
from services.resume.reading.text import clean, stem, words
from services.resume.understanding import filters as by
from services.resume.understanding.content import (
    candidates,
    entries_named,
    ordered,
    scored,
    slot_of,
)
from services.resume.understanding.content_search import absent, searched, subject
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.sections import (
    noun_sections,
    section_marks,
    verb_section,
)

Again = Callable[[Turn], Finding | None]
"""Answers an earlier turn's question afresh, for the cards it did not show."""
NEW_SUBJECTS = ("section", "topic", "entry", "when", "slot", "degree")
TIME_ALONE = ("when", "filler", "lead", "followup")
LEADS = ("and", "also", "what", "how", "then")
THINGS = ("it", "that", "there", "those", "this", "these", "its", "them")


def followup(situation: Situation, again: Again) -> Finding | None:
    context = situation.context
    if context.fresh:
        return None
    if situation.reading.has("followup", "correction"):
        return _corrected(situation)
    return (
        _superlative(situation)
        or _ordinal(situation)
        or _compare(situation)
        or _more(situation, again)
        or _beside(situation)
        or _only(situation, again)
        or _carried(situation)
        or _detail(situation)
    )


def _more(situation: Situation, again: Again) -> Finding | None:
    reading, context = situation.reading, situation.context
    listed = reading.has("followup", "after") and len(context.shown) > 1
    if not (reading.has("followup", "more") or listed) or context.root is None:
        return None
    if reading.has("followup", "detail") and not reading.has("section"):
        return None
    if reading.has("topic") or reading.has("entry") or reading.left or reading.when:
        return None
    if reading.has("slot") and not reading.has("section"):
        return None
    before = again(context.root)
    hits = before.hits if before else ()
    entries = situation.index.entries
    sections = noun_sections(reading, situation.index)
    if not sections and before and len(before.hits) == 1:
        verb = verb_section(reading)  # "what else has she built" after one project
        sections = (verb or entries[before.hits[0]].section,)
    widens = len(hits) < 2 or {entries[i].section for i in hits} != set(sections)
    if sections and widens:
        hits = by.newest_first(
            (i for s in sections for i in situation.index.by_section.get(s, ())),
            situation.index,
        )
    left = tuple(i for i in hits if i not in context.seen)
    kind = "list" if left else "exhausted"
    shown = {entries[i].section for i in left[:4]}
    return Finding(
        kind,
        "followup_more",
        shown.pop() if len(shown) == 1 else "mixed" if left else "none",
        hits=left,
        section=before.section if before else "",
        subject="more",
    )


def _corrected(situation: Situation) -> Finding | None:
    """ "No, the university, not the job": the last subject, read as another part."""
    reading, context = situation.reading, situation.context
    sections = noun_sections(reading, situation.index)
    if not sections or reading.has("entry") or reading.left or reading.has("topic"):
        return None
    named = {
        situation.index.entries[i].organization.lower()
        for i in context.shown
        if situation.index.entries[i].organization
    }
    hits = tuple(
        i
        for i in situation.index.by_section.get(sections[0], ())
        if situation.index.entries[i].organization.lower() in named
    )
    return _about(situation, hits, sections[0], "entry") if hits else None


def _ordinal(situation: Situation) -> Finding | None:
    reading, shown = situation.reading, situation.context.shown
    marks = reading.of("ordinal")
    if not shown or not marks or reading.has("topic") or reading.has("entry"):
        return None
    if reading.left and not reading.has("followup"):
        return None
    sections = noun_sections(reading, situation.index)
    entries = situation.index.entries
    if sections and not any(entries[i].section in sections for i in shown):
        return None
    picked = _picked(situation, [int(m.value) for m in marks])
    if not picked:
        return None
    kind = "compare" if len(picked) > 1 else "fact" if slot_of(situation) else "entry"
    return _about(situation, picked, "followup_ordinal", kind)


def _picked(situation: Situation, numbers: list[int]) -> tuple[int, ...]:
    shown, reading = situation.context.shown, situation.reading
    words = reading.words
    count = next((n for w, n in (("two", 2), ("three", 3)) if w in words), 1)
    if count > 1 and numbers[0] in (1, -1) and "number" not in words:
        return shown[:count] if numbers[0] == 1 else shown[-count:]
    if len(numbers) > 1 or max(numbers, default=0) <= len(shown):
        source = shown
    else:
        source = situation.context.before_shown
    picked = []
    for number in dict.fromkeys(numbers):
        at = number - 1 if number > 0 else number
        if -len(source) <= at < len(source):
            picked.append(source[at])
    return tuple(dict.fromkeys(picked))


def _compare(situation: Situation) -> Finding | None:
    reading, context = situation.reading, situation.context
    if not reading.has("shape", "compare") or reading.has("entry") or reading.left:
        return None
    pair = (
        context.shown
        if len(context.shown) > 1
        else context.before_shown[:1] + context.shown
    )
    if len(pair) < 2:
        return None
    newest = by.newest_first(pair[:4], situation.index)
    if reading.has("order", "oldest"):
        newest = newest[::-1]
    return _about(situation, newest[:2], "followup_detail", "compare")


def _beside(situation: Situation) -> Finding | None:
    """What came before or after the entry spoken of."""
    reading, shown = situation.reading, situation.context.shown
    after = reading.has("followup", "after")
    if not shown or not (after or reading.has("followup", "before")):
        return None
    if reading.has("entry") or reading.has("topic") or reading.when:
        return None
    if len(shown) > 1 and not reading.has("followup", "ref"):
        focus = shown[:1]
    focus = shown[:1]
    entry = situation.index.entries[focus[0]]
    line = [
        i
        for i in situation.index.by_section.get(entry.section, ())
        if (p := situation.index.entries[i].period) and p.start
    ]
    line.sort(key=lambda i: _start(situation, i))
    if focus[0] not in line:
        return None
    at = line.index(focus[0]) + (1 if after else -1)
    if not 0 <= at < len(line):
        return Finding(
            "no_next",
            "followup_detail",
            about=focus,
            slot="after" if after else "before",
        )
    return _about(situation, (line[at],), "followup_detail", "entry")


def _start(situation: Situation, position: int) -> int:
    period = situation.index.entries[position].period
    return period.start.toordinal() if period and period.start else 0


def _superlative(situation: Situation) -> Finding | None:
    """ "Which was the longest", of the part of the résumé spoken of."""
    reading, context, index = situation.reading, situation.context, situation.index
    orders = reading.of("order")
    if not orders or not context.section or len(context.shown) < 2:
        return None
    if any(m.kind in NEW_SUBJECTS for m in reading.marks) or reading.left:
        return None
    plain = orders[0].value in ("newest", "oldest") and reading.has("ordinal")
    if plain and reading.word_before(orders[0]) not in ("his", "her", "their"):
        return None
    hits, _ = ordered(situation, tuple(index.by_section[context.section]))
    return replace(_about(situation, hits, "followup_detail", "ordered"), limit=1)


def _only(situation: Situation, again: Again) -> Finding | None:
    """Narrows what was shown: "only the ones from 2023", "from 2024"."""
    reading, context, index = situation.reading, situation.context, situation.index
    bare_time = reading.when and all(m.kind in TIME_ALONE for m in reading.marks)
    narrowing = reading.has("followup", "only") or (
        bare_time and not reading.left and len(context.shown) > 1
    )
    if not narrowing or reading.has("shape", "names"):
        return None
    sections = noun_sections(reading, index)
    pool_section = context.section or (
        index.entries[context.shown[0]].section if context.shown else ""
    )
    if sections and pool_section not in sections:
        return None
    if not (
        reading.has("topic") or reading.when or reading.left or reading.has("entry")
    ):
        return None
    earlier = again(context.root) if context.root else None
    pool = set(earlier.hits) if earlier and len(earlier.hits) > 1 else set()
    pool = pool or set(index.by_section.get(pool_section, ())) or set(context.shown)
    return _narrowed(situation, pool, pool_section)


def _narrowed(situation: Situation, pool: set[int], section: str) -> Finding | None:
    inside = candidates(situation, (section,)) & pool if section else pool
    named = set(entries_named(situation)) & inside
    hits: tuple[int, ...]
    if named:
        hits = tuple(named)
    elif by.positive_topics(situation.reading) or situation.reading.left:
        hits = scored(situation, inside, "")
    else:
        hits = by.newest_first(inside, situation.index)
    hits, limit = ordered(situation, hits)
    if not hits:
        return absent(situation, subject(situation), (section,))
    return Finding(
        "list",
        "followup_filter",
        section,
        hits=hits,
        limit=limit,
        section=section,
        filters=by.filters_of(situation),
    )


def _carried(situation: Situation) -> Finding | None:
    """ "And GCP?", "what about at Acme": a new subject for the same question."""
    reading, index = situation.reading, situation.index
    leads = reading.has("followup", "about") and (
        reading.words[0] in LEADS or "about" in reading.words
    )
    if not leads or section_marks(reading) or len(reading.words) > 8:
        return None
    if reading.has("slot") and not reading.has("entry") and not reading.has("topic"):
        return None
    named = entries_named(situation)
    if named:
        return _about(situation, named[:4], "followup_detail", "entry")
    if reading.has("topic") or reading.when or reading.left:
        found = searched(situation)
        if found is None or found.absent:
            return found
        section = situation.context.section
        if section in ("projects", "publications") and not index.holders.get(section):
            inside = tuple(i for i in found.hits if index.entries[i].section == section)
            if inside:
                found = replace(found, hits=inside, section=section)
        return replace(found, intent="followup_filter")
    return None


def _detail(situation: Situation) -> Finding | None:
    """A question about what was just shown: "when was that", "who wrote it"."""
    reading, context, index = situation.reading, situation.context, situation.index
    refers = reading.has("followup", "ref") and not _lists(situation)
    slot = slot_of(situation)
    elaborates = reading.has("followup", "detail") and not reading.has("about")
    if not context.shown or _names_another(situation):
        return None
    if not refers and not elaborates and not _bare_fact(situation, slot):
        return None
    if reading.has("slot", "contact") or reading.has("slot", "hire"):
        return None
    sections = [m.value for m in section_marks(reading)]
    verb = verb_section(reading)
    if not sections and refers and verb in ("awards", "publications"):
        sections = [verb]
    focus = (
        context.shown
        if len(context.shown) > 1 and slot in ("gpa",)
        else context.shown[:1]
    )
    if sections and index.entries[focus[0]].section not in sections and not slot:
        return _related(situation, focus[0], sections[0])
    if by.positive_topics(reading):
        return _has_topic(situation, focus)
    if not refers and not slot and not elaborates:
        return None
    if reading.left and not slot and not elaborates and len(reading.left) > 2:
        return None
    kind = "fact" if slot or reading.left else "entry"
    return _about(situation, focus, "followup_detail", kind)


def _lists(situation: Situation) -> bool:
    """ "The projects" asks for the list again, "the project" for the one shown."""
    reading = situation.reading
    ends = {m.end for m in reading.of("followup") if m.value == "ref" and m.length > 1}
    return any(
        m.end in ends and reading.said[m.end - 1].endswith("s")
        for m in reading.of("section")
    )


def _names_another(situation: Situation) -> bool:
    """An entry named in words that are no topic as well."""
    topics = {(m.start, m.end) for m in situation.reading.of("topic")}
    return any((m.start, m.end) not in topics for m in situation.reading.of("entry"))


def _bare_fact(situation: Situation, slot: str) -> bool:
    """A fact asked for with no subject: "whats the website", "which journal"."""
    reading = situation.reading
    if not slot or reading.has("topic") or reading.left:
        return False
    if section_marks(reading) or reading.has("degree"):
        return False
    shown = situation.index.entries[situation.context.shown[0]]
    if slot == "website" and not shown.links:
        return False
    owned = {"his", "her", "their", "he", "she", "they"} & set(reading.words)
    return not (owned and slot in ("location", "website", "duration"))


def _has_topic(situation: Situation, focus: tuple[int, ...]) -> Finding | None:
    held = by.topic_scores(
        by.topic_groups(situation.reading), situation.index, every=False
    )
    hits = tuple(i for i in situation.context.shown if i in held)
    if hits:
        found = _about(situation, hits, "followup_filter", "topic")
        return replace(found, yes_no=True, subject=subject(situation))
    elsewhere = searched(situation)
    if elsewhere is None or elsewhere.absent:
        return elsewhere
    if len(focus) == 1 and situation.reading.has("followup", "ref"):
        return replace(
            _about(situation, focus, "followup_filter", "lacks"),
            subject=subject(situation),
            about=elsewhere.hits[:3],
        )
    return replace(elsewhere, intent="followup_filter")


def _related(situation: Situation, focus: int, section: str) -> Finding | None:
    """The section's entry that has most in common with the one spoken of."""
    index = situation.index
    entry = index.entries[focus]
    text = " ".join(
        (entry.title, entry.organization, *entry.highlights, *entry.technologies)
    )
    scores = by.word_scores(words(clean(text))[:120], index)
    if not scores:
        scores = {}
        for word in {stem(w) for w in words(clean(text))[:120]}:
            for i, share in index.postings.get(word, ()):
                scores[i] = scores.get(i, 0.0) + share * index.idf[word]
    inside = [i for i in index.by_section.get(section, ()) if i != focus]
    if not inside:
        return Finding("absent", "absent", section=section, absent=True)
    best = max(inside, key=lambda i: scores.get(i, 0.0))
    return replace(_about(situation, (best,), "followup_detail", "entry"), yes_no=True)


def _about(
    situation: Situation, hits: tuple[int, ...], intent: str, kind: str
) -> Finding:
    sections = {situation.index.entries[i].section for i in hits}
    one = sections.pop() if len(sections) == 1 else ""
    return Finding(
        kind,
        intent,
        one or "mixed",
        hits=hits,
        slot=slot_of(situation),
        section=one,
        yes_no=situation.reading.has("shape", "yesno"),
        filters=by.filters_of(situation, hits),
        why=("spoken of before",),
    )
