"""Questions about what was just shown: when was that, who wrote it."""

from __future__ import annotations

from dataclasses import replace

from services.language.stems import stem
from services.resume.reading.question_words import common
from services.resume.reading.reading import WH, Reading
from services.resume.reading.text import clean, words
from services.resume.understanding import filters as by
from services.resume.understanding.absence import subject
from services.resume.understanding.contact import NETWORKS
from services.resume.understanding.entries import slot_of
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.searching import searched
from services.resume.understanding.sections import section_marks, verb_section

WHERE = (("where",), ("and", "where"))
WHY = (("why",), ("how", "so"), ("how", "come"), ("why", "is", "that"))


def detail(situation: Situation) -> Finding | None:
    """A question about what was just shown: "when was that", "who wrote it"."""
    reading, shown = situation.reading, situation.context.shown
    if not shown or _names_another(situation):
        return None
    if reading.words in WHERE:
        place = about_shown(situation, shown[:1], "followup_detail", "fact")
        return replace(place, slot="place")
    slot = slot_of(situation)
    refers = reading.has("followup", "ref") and not _lists(situation)
    elaborates = _elaborates(reading)
    if not refers and not elaborates and not _bare_fact(situation, slot):
        return None
    if reading.has("slot", "contact") or reading.has("slot", "hire"):
        return None
    return _of_shown(situation, slot, refers=refers, elaborates=elaborates)


def _elaborates(reading: Reading) -> bool:
    """Whether it only asks for more, or for the reason: "tell me more", "why"."""
    more = reading.has("followup", "detail") and not reading.has("about")
    return more or reading.words in WHY


def _of_shown(
    situation: Situation, slot: str, *, refers: bool, elaborates: bool
) -> Finding | None:
    """The finding on what was shown, or on what belongs to it."""
    reading = situation.reading
    focus = _focus(situation, slot, more=elaborates or reading.has("lead"))
    beside = None if slot else _beside_shown(situation, focus, refers=refers)
    if beside:
        return beside
    if by.positive_topics(reading):
        return _has_topic(situation, focus)
    if not slot and not elaborates and (not refers or len(reading.left) > 2):
        return None
    kind = "fact" if slot or reading.left else "entry"
    return about_shown(situation, focus, "followup_detail", kind)


def _focus(situation: Situation, slot: str, *, more: bool) -> tuple[int, ...]:
    """What was shown, or only the first of it where one thing is spoken of."""
    shown = situation.context.shown
    every = more and _of_all_shown(situation) if not slot else slot == "gpa"
    return shown if every else shown[:1]


def _beside_shown(
    situation: Situation, focus: tuple[int, ...], *, refers: bool
) -> Finding | None:
    """All that was listed, an entry of another part, or a link; else None."""
    reading, entries = situation.reading, situation.index.entries
    sections = [m.value for m in section_marks(reading)]
    verb = verb_section(reading)
    if not sections and refers and verb in ("awards", "publications"):
        sections = [verb]
    if not sections and len(focus) > 1:
        return about_shown(situation, focus, "followup_detail", "list")
    if sections and entries[focus[0]].section not in sections:
        return _related(situation, focus[0], sections[0])
    if refers and reading.has("slot") and _on_a_network(situation):
        link = about_shown(situation, focus, "followup_detail", "fact")
        return replace(link, slot="link")
    return None


def of_the_one_shown(situation: Situation) -> Finding | None:
    """The finding on the one entry shown; None where something else is meant.

    "What did she improve", after one job, in words that the résumé lacks.
    """
    reading, shown = situation.reading, situation.context.shown
    subjects = ("topic", "section", "entry", "degree", "order", "language")
    if len(shown) != 1 or reading.when or reading.words[0] not in WH:
        return None
    if not reading.person or any(reading.has(kind) for kind in subjects):
        return None
    if len(reading.left) != 1 or not common(reading.left[0]):
        return None
    return about_shown(situation, shown, "followup_detail", "fact")


def _of_all_shown(situation: Situation) -> bool:
    """Whether what was listed is meant, not its head: "more about these".

    "Them" may be a person.
    """
    said = situation.reading.words
    topics = situation.reading.has("topic") or situation.reading.left
    return bool({"these", "those", "all"} & set(said)) and not topics


def _on_a_network(situation: Situation) -> bool:
    """Whether a link to what was shown is asked for: "is it on GitHub"."""
    reading = situation.reading
    networks = {(m.start, m.end) for m in reading.of("slot") if m.value in NETWORKS}
    topics = {(m.start, m.end) for m in reading.of("topic")}
    return bool(networks) and topics <= networks


def _lists(situation: Situation) -> bool:
    """Whether the list is asked for again: "the projects".

    "The project" asks for the one shown.
    """
    reading = situation.reading
    ends = {m.end for m in reading.of("followup") if m.value == "ref" and m.length > 1}
    return any(
        m.end in ends and reading.said[m.end - 1].endswith("s")
        for m in reading.of("section")
    )


def _names_another(situation: Situation) -> bool:
    """Whether an entry is named in words that are no topic as well."""
    topics = {(m.start, m.end) for m in situation.reading.of("topic")}
    return any((m.start, m.end) not in topics for m in situation.reading.of("entry"))


def _bare_fact(situation: Situation, slot: str) -> bool:
    """Whether a fact is asked for with no subject: "which journal".

    Also "whats the website", where the one shown has a link.
    """
    reading = situation.reading
    if not slot or reading.has("topic") or reading.left:
        return False
    if reading.has("degree") or not _of_the_one_shown(situation):
        return False
    shown = situation.index.entries[situation.context.shown[0]]
    if slot == "website" and not shown.links:
        return False
    owned = {"his", "her", "their", "he", "she", "they"} & set(reading.words)
    return not (owned and slot in ("location", "website", "duration"))


def _of_the_one_shown(situation: Situation) -> bool:
    """Whether the nouns, if any, fit the one entry shown.

    "When was he certified", right after a single certificate.
    """
    reading, shown = situation.reading, situation.context.shown
    facts = {(m.start, m.end) for m in reading.of("slot")}
    nouns = [m for m in section_marks(reading) if (m.start, m.end) not in facts]
    if not nouns:
        return True
    section = situation.index.entries[shown[0]].section
    plural = any(situation.reading.words[m.end - 1].endswith("s") for m in nouns)
    alone = len(shown) == 1 and not situation.reading.has("order")
    return alone and not plural and all(m.value == section for m in nouns)


def _has_topic(situation: Situation, focus: tuple[int, ...]) -> Finding | None:
    scores = by.topic_scores(
        by.topic_groups(situation.reading, situation.index),
        situation.index,
        every=False,
    )
    hits = tuple(i for i in situation.context.shown if i in scores)
    if hits:
        finding = about_shown(situation, hits, "followup_filter", "topic")
        return replace(finding, yes_no=True, subject=subject(situation))
    elsewhere = searched(situation)
    if elsewhere is None or elsewhere.absent:
        return elsewhere
    if len(focus) == 1 and situation.reading.has("followup", "ref"):
        return replace(
            about_shown(situation, focus, "followup_filter", "lacks"),
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
    return replace(
        about_shown(situation, (best,), "followup_detail", "entry"), yes_no=True
    )


def about_shown(
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
        yes_no=situation.reading.yes_no,
        filters=by.filters_of(situation, hits),
        why=("spoken of before",),
    )
