"""Questions that lean on the ones before: more, only the ones, and at Acme."""

from __future__ import annotations

import re
from dataclasses import replace

from services.resume.understanding import filters as by
from services.resume.understanding.absence import absent, subject
from services.resume.understanding.candidates import candidates, scored
from services.resume.understanding.details import about_shown, detail
from services.resume.understanding.entries import entries_named
from services.resume.understanding.finding import Again, Finding, Situation
from services.resume.understanding.focus import in_focus
from services.resume.understanding.ordering import ordered
from services.resume.understanding.places import (
    beside,
    compare,
    one_of_shown,
    ordinal,
    superlative,
    the_other,
)
from services.resume.understanding.searching import searched
from services.resume.understanding.sections import (
    noun_sections,
    section_marks,
    verb_section,
)

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LEADS = ("and", "also", "what", "how", "then")
TIME_ALONE = ("when", "filler", "lead", "followup")


def followup(situation: Situation, again: Again) -> Finding | None:
    context = situation.context
    if context.fresh:
        return None
    if situation.reading.has("followup", "correction"):
        return (
            _corrected(situation) or superlative(situation, again) or ordinal(situation)
        )
    return (
        superlative(situation, again)
        or ordinal(situation)
        or compare(situation)
        or the_other(situation)
        or one_of_shown(situation)
        or _same_for(situation, again)
        or _more(situation, again)
        or beside(situation)
        or _other(situation)
        or _only(situation, again)
        or _carried(situation)
        or in_focus(situation)
        or detail(situation)
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


def _other(situation: Situation) -> Finding | None:
    """What was not shown of a kind: "the other internship"."""
    reading, context = situation.reading, situation.context
    if not {"other", "another"} & set(reading.words) or reading.has("entry"):
        return None
    if not reading.has("topic") or reading.left:
        return None
    found = searched(situation)
    if found is None or found.absent:
        return found
    hits = tuple(i for i in found.hits if i not in context.seen)
    if not hits or len(hits) == len(found.hits):
        return None
    return about_shown(
        situation, hits, "followup_detail", "entry" if len(hits) == 1 else "list"
    )


def _corrected(situation: Situation) -> Finding | None:
    """The last subject, read as another part: "no, the university, not the job"."""
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
    return about_shown(situation, hits, sections[0], "entry") if hits else None


def _same_for(situation: Situation, again: Again) -> Finding | None:
    """What was asked of one year, of another: "same for 2021", "and 2019"."""
    reading, turns = situation.reading, situation.context.turns
    if not reading.when or any(m.kind not in TIME_ALONE for m in reading.marks):
        return None
    asked = YEAR.findall(reading.text)
    asking = [t for t in turns if not t.intent.startswith("followup")]
    if reading.left or len(asked) != 1 or not asking:
        return None
    said = asking[-1].user_input
    if len(YEAR.findall(said)) != 1:
        return None
    found = again(replace(asking[-1], user_input=YEAR.sub(asked[0], said)))
    return found and replace(found, intent=_followed(found, "followup_filter"))


def _followed(found: Finding, intent: str) -> str:
    return found.intent if found.absent else intent


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
    if sections and not context.section and not reading.left:
        return _of_section(situation, again, sections)
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


def _of_section(
    situation: Situation, again: Again, sections: tuple[str, ...]
) -> Finding | None:
    """Those of some parts in a list of several kinds: "only projects"."""
    root, entries = situation.context.root, situation.index.entries
    earlier = again(root) if root else None
    hits = tuple(
        i for i in (earlier.hits if earlier else ()) if entries[i].section in sections
    )
    if not hits or situation.reading.has("topic") or situation.reading.when:
        return None
    return about_shown(situation, hits, "followup_filter", "list")


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
    """The same question on a new subject: "and GCP?", "what about at Acme"."""
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
        return about_shown(situation, named[:4], "followup_detail", "entry")
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
