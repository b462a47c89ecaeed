"""Entries by their place in a list or a career: the second one, the longest."""

from __future__ import annotations

from dataclasses import replace

from services.language.stems import stem
from services.models.resume import Entry
from services.resume.reading.question_words import stop_words
from services.resume.reading.reading import Reading
from services.resume.reading.text import clean, words
from services.resume.understanding import filters as by
from services.resume.understanding.context import Context
from services.resume.understanding.details import about_shown
from services.resume.understanding.entries import slot_of
from services.resume.understanding.finding import Again, Finding, Situation
from services.resume.understanding.ordering import ordered
from services.resume.understanding.sections import noun_sections, verb_section

NO_NAME = frozenset("and what about how tell show me one ones".split())
NEW_SUBJECTS = ("section", "topic", "entry", "when", "slot", "degree")


def ordinal(situation: Situation) -> Finding | None:
    reading, shown = situation.reading, situation.context.shown
    marks = reading.of("ordinal")
    if not shown or not marks or reading.has("topic") or reading.has("entry"):
        return None
    asked = reading.left[1:] if reading.words[:1] == reading.left[:1] else reading.left
    if asked and not reading.has("followup"):  # the "open" of "open the first" is none
        return None
    sections = noun_sections(reading, situation.index)
    entries = situation.index.entries
    if sections and not any(entries[i].section in sections for i in shown):
        return None
    picked = _picked(situation, [int(m.value) for m in marks])
    if not picked:
        return None
    kind = "compare" if len(picked) > 1 else "fact" if slot_of(situation) else "entry"
    return about_shown(situation, picked, "followup_ordinal", kind)


def _picked(situation: Situation, numbers: list[int]) -> tuple[int, ...]:
    shown, reading = in_view(situation.context), situation.reading
    said = reading.words
    count = next((n for w, n in (("two", 2), ("three", 3)) if w in said), 1)
    if count > 1 and numbers[0] in (1, -1) and "number" not in said:
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


def compare(situation: Situation) -> Finding | None:
    reading, context = situation.reading, situation.context
    if not reading.has("shape", "compare") or reading.has("entry") or reading.left:
        return None
    pair = (
        context.shown
        if len(context.shown) > 1
        else context.before_shown[:1] + context.shown
    )
    if len(set(pair)) < 2:
        return None
    newest = by.newest_first(pair[:4], situation.index)
    if reading.has("order", "oldest"):
        newest = newest[::-1]
    return about_shown(situation, newest[:2], "followup_detail", "compare")


def superlative(situation: Situation, again: Again) -> Finding | None:
    """The first of what was listed, in the order asked: "which was the longest".

    "And the oldest" may come after it.
    """
    reading, context, index = situation.reading, situation.context, situation.index
    words = [word for word in reading.words if word not in ("the", "and")]
    if words == ["last"] and context.shown:
        last = in_view(context)[-1:]
        return about_shown(situation, last, "followup_ordinal", "entry")
    if not context.section or not _orders_anew(reading, context.section):
        return None
    before = again(context.root) if context.root else None
    pool = before.hits if before and len(before.hits) > 1 else ()
    if any(index.entries[i].section != context.section for i in pool):
        pool = ()
    if not pool and len(context.shown) < 2:
        return None
    hits, _ = ordered(situation, pool or tuple(index.by_section[context.section]))
    return replace(about_shown(situation, hits, "followup_detail", "ordered"), limit=1)


def _orders_anew(reading: Reading, section: str) -> bool:
    """Whether only another order of the same part is asked for."""
    orders = reading.of("order")
    if not orders or reading.left:
        return False
    if any(m.kind in NEW_SUBJECTS for m in reading.marks):
        return False
    if verb_section(reading) not in ("", section):
        return False
    plain = orders[0].value in ("newest", "oldest") and reading.has("ordinal")
    return not plain or reading.word_before(orders[0]) in ("his", "her", "their")


def in_view(context: Context) -> tuple[int, ...]:
    """What "the first" counts in: the list, also after one of it was picked."""
    one = len(context.shown) == 1 and context.shown[0] in context.listed
    return context.listed if one else context.shown


def the_other(situation: Situation) -> Finding | None:
    """What stood beside the one picked, or the second of two: "the other one"."""
    reading, context = situation.reading, situation.context
    if not _says_the_other(reading) or not set(context.shown) <= set(context.listed):
        return None
    rest = tuple(i for i in context.listed if i not in context.shown)
    if context.shown == context.listed:
        rest = context.shown[1:] if len(context.shown) == 2 else ()
    if sections := noun_sections(reading, situation.index):
        entries = situation.index.entries
        rest = tuple(i for i in rest if entries[i].section in sections)
    if not rest:
        return None
    kind = "list" if len(rest) > 1 else "fact" if slot_of(situation) else "entry"
    return about_shown(situation, rest, "followup_ordinal", kind)


def _says_the_other(reading: Reading) -> bool:
    """Whether "the other" stands there, and nothing new is named."""
    at = reading.words.index("other") if "other" in reading.words else 0
    if not at or reading.words[at - 1] != "the" or reading.left or reading.when:
        return False
    if reading.words[at + 1 : at + 2] == ("ones",):
        return False
    return not reading.has("entry") and not reading.has("topic")


def one_of_shown(situation: Situation) -> Finding | None:
    """What has the words in its name: "and at the college", "the stock one"."""
    reading, context = situation.reading, situation.context
    one = bool({"one", "ones"} & set(reading.words))
    if not (one or reading.has("followup", "about")) or reading.when:
        return None
    stems = {stem(w) for w in reading.words if w not in NO_NAME | stop_words()}
    if not stems or reading.has("negation") or reading.has("ordinal"):
        return None
    entries = situation.index.entries
    everywhere = tuple(range(len(entries))) if one else ()
    for pool in (context.shown, context.listed, everywhere):
        hits = tuple(i for i in pool if stems <= _name_stems(entries[i]))
        if 0 < len(hits) < len(pool):
            kind = "list" if len(hits) > 1 else "entry"
            return about_shown(situation, hits, "followup_detail", kind)
    return None


def _name_stems(entry: Entry) -> set[str]:
    name = f"{entry.title} {entry.organization} {entry.role}"
    return {stem(word) for word in words(clean(name))}


def beside(situation: Situation) -> Finding | None:
    """What came before or after the entry spoken of."""
    reading, focus = situation.reading, situation.context.shown[:1]
    after = reading.has("followup", "after")
    if not focus or not (after or reading.has("followup", "before")):
        return None
    if reading.has("entry") or reading.has("topic") or reading.when:
        return None
    line = _line(situation, situation.index.entries[focus[0]].section)
    if focus[0] not in line:
        return None
    at = line.index(focus[0]) + (1 if after else -1)
    if not 0 <= at < len(line):
        slot = "after" if after else "before"
        return Finding("no_next", "followup_detail", about=focus, slot=slot)
    return about_shown(situation, (line[at],), "followup_detail", "entry")


def _line(situation: Situation, section: str) -> list[int]:
    """The entries of a part that have a beginning, by when they began."""
    inside = situation.index.by_section.get(section, ())
    dated = [i for i in inside if _start(situation, i)]
    return sorted(dated, key=lambda i: _start(situation, i))


def _start(situation: Situation, position: int) -> int:
    period = situation.index.entries[position].period
    return period.start.toordinal() if period and period.start else 0
