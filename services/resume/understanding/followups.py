"""Questions that lean on the ones before: more, only the ones, and at Acme."""

from __future__ import annotations

import re
from dataclasses import replace

from services.resume.reading.reading import Reading
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
    """The finding for a question that leans on those before it; None for others."""
    if situation.context.fresh:
        return None
    if situation.reading.has("followup", "correction"):
        return (
            _corrected(situation) or superlative(situation, again) or ordinal(situation)
        )
    return (
        _of_those_shown(situation, again)
        or _asked_anew(situation, again)
        or in_focus(situation)
        or detail(situation)
    )


def _of_those_shown(situation: Situation, again: Again) -> Finding | None:
    """Some of what was listed, by place, by order or by name."""
    return (
        superlative(situation, again)
        or ordinal(situation)
        or compare(situation)
        or the_other(situation)
        or one_of_shown(situation)
    )


def _asked_anew(situation: Situation, again: Again) -> Finding | None:
    """What was asked before, of another time or subject, or more of it."""
    return (
        _same_for(situation, again)
        or _more(situation, again)
        or beside(situation)
        or _other(situation)
        or _only(situation, again)
        or _carried(situation)
    )


def _more(situation: Situation, again: Again) -> Finding | None:
    """What was not shown of the list before: "what else"."""
    context, entries = situation.context, situation.index.entries
    if context.root is None or not _asks_for_more(situation):
        return None
    before = again(context.root)
    left = tuple(i for i in _of_list(situation, before) if i not in context.seen)
    shown = {entries[i].section for i in left[:4]}
    return Finding(
        "list" if left else "exhausted",
        "followup_more",
        shown.pop() if len(shown) == 1 else "mixed" if left else "none",
        hits=left,
        section=before.section if before else "",
        subject="more",
    )


def _asks_for_more(situation: Situation) -> bool:
    """Whether more of the list is asked for, and nothing new: "show me more"."""
    reading = situation.reading
    listed = reading.has("followup", "after") and len(situation.context.shown) > 1
    if not (listed or reading.has("followup", "more")):
        return False
    if reading.has("topic") or reading.has("entry") or reading.left or reading.when:
        return False
    fact = reading.has("followup", "detail") or reading.has("slot")
    return not fact or reading.has("section")


def _of_list(situation: Situation, before: Finding | None) -> tuple[int, ...]:
    """What the list before held, or all of the part that is named now."""
    reading, index = situation.reading, situation.index
    hits = before.hits if before else ()
    sections = noun_sections(reading, index)
    if not sections and len(hits) == 1:
        verb = verb_section(reading)  # "what else has she built" after one project
        sections = (verb or index.entries[hits[0]].section,)
    widens = len(hits) < 2 or {index.entries[i].section for i in hits} != set(sections)
    if not sections or not widens:
        return hits
    return by.newest_first(
        (i for s in sections for i in index.by_section.get(s, ())), index
    )


def _other(situation: Situation) -> Finding | None:
    """What was not shown of a kind: "the other internship"."""
    reading, context = situation.reading, situation.context
    if not {"other", "another"} & set(reading.words) or reading.has("entry"):
        return None
    if not reading.has("topic") or reading.left:
        return None
    finding = searched(situation)
    if finding is None or finding.absent:
        return finding
    hits = tuple(i for i in finding.hits if i not in context.seen)
    if not hits or len(hits) == len(finding.hits):
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
    finding = again(replace(asking[-1], user_input=YEAR.sub(asked[0], said)))
    return finding and replace(finding, intent=_followed(finding, "followup_filter"))


def _followed(finding: Finding, intent: str) -> str:
    return finding.intent if finding.absent else intent


def _only(situation: Situation, again: Again) -> Finding | None:
    """Narrows what was shown: "only the ones from 2023", "from 2024"."""
    reading, context, index = situation.reading, situation.context, situation.index
    if not _narrows(situation):
        return None
    sections = noun_sections(reading, index)
    if sections and not context.section and not reading.left:
        return _of_section(situation, again, sections)
    first = index.entries[context.shown[0]].section if context.shown else ""
    section = context.section or first
    if sections and section not in sections:
        return None
    if not _names_subject(reading) and not reading.has("entry"):
        return None
    return _narrowed(situation, _pool(situation, again, section), section)


def _narrows(situation: Situation) -> bool:
    """Whether some of what was shown are asked for, by "only" or by a time alone."""
    reading = situation.reading
    if reading.has("shape", "names"):
        return False
    if reading.has("followup", "only"):
        return True
    if not reading.when or reading.left or len(situation.context.shown) < 2:
        return False
    return all(m.kind in TIME_ALONE for m in reading.marks)


def _names_subject(reading: Reading) -> bool:
    """Whether a topic, a time or other words say what is meant."""
    return reading.has("topic") or bool(reading.when) or bool(reading.left)


def _pool(situation: Situation, again: Again, section: str) -> set[int]:
    """What is narrowed: the list before, its part, or else what was shown."""
    context = situation.context
    earlier = again(context.root) if context.root else None
    if earlier and len(earlier.hits) > 1:
        return set(earlier.hits)
    return set(situation.index.by_section.get(section, ())) or set(context.shown)


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
    reading = situation.reading
    if not _leads_on(reading) or section_marks(reading) or len(reading.words) > 8:
        return None
    if reading.has("slot") and not reading.has("entry") and not reading.has("topic"):
        return None
    if named := entries_named(situation):
        return about_shown(situation, named[:4], "followup_detail", "entry")
    return _on_new_subject(situation) if _names_subject(reading) else None


def _leads_on(reading: Reading) -> bool:
    """Whether the words go on from what was asked: "and", "what about"."""
    leads = reading.words[0] in LEADS or "about" in reading.words
    return leads and reading.has("followup", "about")


def _on_new_subject(situation: Situation) -> Finding | None:
    """What is found for the new subject, in the same part where it can be."""
    index, section = situation.index, situation.context.section
    finding = searched(situation)
    if finding is None or finding.absent:
        return finding
    if section in ("projects", "publications") and not index.holders.get(section):
        hits = tuple(i for i in finding.hits if index.entries[i].section == section)
        if hits:
            finding = replace(finding, hits=hits, section=section)
    return replace(finding, intent="followup_filter")
