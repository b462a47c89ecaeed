"""A finding put into words, with the résumé paths behind each sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from services.resume.reading.languages import in_language
from services.resume.replies import profile_replies
from services.resume.replies.entry_replies import telling
from services.resume.replies.fact_replies import (
    entry_reply,
    fact_reply,
    ordered_reply,
)
from services.resume.replies.list_replies import (
    count_reply,
    list_reply,
    listing,
    members_reply,
    shown_entries,
    topic_reply,
)
from services.resume.replies.phrases import Phrases
from services.resume.replies.said import Said
from services.resume.replies.spans import total_reply
from services.resume.replies.wording import dates, gist, short_name, span, tidy
from services.resume.understanding.filters import newest_first
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.ordering import days_of

TIME_LEADS = ("in", "from", "of", "during", "around")


def compose(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    composer = COMPOSERS.get(finding.kind)
    if composer:
        said_as = in_language(phrases.language, finding.subject)
        said = composer(replace(finding, subject=said_as), situation, phrases)
        said[1:1] = _lacking(finding, phrases)
    else:
        said = profile_replies.compose(finding, situation, phrases)
    return [replace(s, text=tidy(s.text)) for s in said if s.text]


def _lacking(finding: Finding, phrases: Phrases) -> list[Said]:
    """A sentence on what is missing beside what is there; empty without any.

    "Python and Rust", where there is Python: the other must not pass for told.
    """
    if not finding.lacking:
        return []
    gone = [in_language(phrases.language, name) for name in finding.lacking]
    return [Said(phrases.say("lacking", list=phrases.joined(gone, "or")), ())]


def _compare(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    entries = shown_entries(finding, situation)[:2]
    if len(entries) < 2:
        return entry_reply(finding, situation, phrases)
    first, second = entries
    paths = tuple(e.path for e in entries)
    values = {
        "first_title": short_name(first),
        "second_title": short_name(second),
        "first_dates": dates(first.period, phrases),
        "second_dates": dates(second.period, phrases),
        "first_gist": gist(telling(first, situation)[0], 14),
        "second_gist": gist(telling(second, situation)[0], 14),
    }
    if not (values["first_dates"] and values["second_dates"]):
        return [Said(phrases.say("compare_undated", **values), paths)]
    if values["first_dates"] == values["second_dates"]:
        return [Said(phrases.say("compare_same", **values), paths)]
    if situation.reading.has("order", "longest"):
        days = [days_of(situation, i) for i in finding.shown[:2]]
        longer = short_name(first if days[0] >= days[1] else second)
        spans = {
            "first_span": span(days[0], phrases),
            "second_span": span(days[1], phrases),
        }
        return [
            Said(phrases.say("compare_longer", **values, **spans, longer=longer), paths)
        ]
    newest = newest_first(finding.shown[:2], situation.index)[0]
    newer = short_name(situation.index.entries[newest])
    return [Said(phrases.say("compare", **values, newer=newer), paths)]


def _lacks(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    """What an entry lacks, and where it is.

    "No React in Night Owl; for that see River Watch."
    """
    entries = [situation.index.entries[i] for i in finding.about]
    text = phrases.say(
        "lacks",
        subject=finding.subject,
        title=short_name(situation.index.entries[finding.hits[0]]),
        list=listing(entries, phrases),
    )
    return [Said(text, tuple(e.path for e in entries))]


def _no_next(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    entry = situation.index.entries[finding.about[0]]
    key = f"no_next_{finding.slot}"
    return [Said(phrases.say(key, title=short_name(entry)), (entry.path,))]


def _absent(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    subject, when = finding.subject, situation.reading.when
    if finding.section and when and finding.section in situation.index.by_section:
        said = situation.reading.words[when.start : when.end]
        values = {
            "noun": phrases.noun(finding.section, 2),
            "subject": " ".join(w for w in said if w not in TIME_LEADS) or "then",
        }
        return [Said(phrases.say("absent_in_time", **values), ())]
    if finding.section and not subject:
        noun = phrases.noun(finding.section, 2)
        return [Said(phrases.say("absent_section", noun=noun), ())]
    values = {"subject": subject, "subject_start": subject[:1].upper() + subject[1:]}
    near = [situation.index.entries[i] for i in finding.about]
    if near:
        where = short_name(near[0])
        named = f"{finding.near} ({where})" if finding.near else where
        text = phrases.say("absent_near", **values, near=named)
        return [Said(text, (near[0].path,))]
    return [Said(phrases.say("absent", **values), ())]


def _absent_part(
    finding: Finding, situation: Situation, phrases: Phrases
) -> list[Said]:
    """What a part lacks, "No certifications for AWS", and where AWS is."""
    noun = phrases.noun(finding.section, 2)
    none = phrases.say("absent_in_time", noun=noun, subject=finding.subject)
    entries = [situation.index.entries[i] for i in finding.about]
    where = phrases.say(
        "topic",
        subject=finding.subject,
        subject_start=finding.subject,
        list=listing(entries, phrases),
    )
    return [Said(none, ()), Said(where, tuple(e.path for e in entries))]


def _unplaced(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    """A country that the résumé does not name, and the towns that it does."""
    said, start = finding.subject, finding.subject[:1].upper() + finding.subject[1:]
    none = phrases.say("absent", subject=said, subject_start=start)
    return [Said(none, ()), *fact_reply(finding, situation, phrases)]


def _multi(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    said: list[Said] = []
    for part in finding.parts:
        said += compose(part, situation, phrases)[:1]
    return said


Composer = Callable[[Finding, Situation, Phrases], list[Said]]
COMPOSERS: dict[str, Composer] = {
    "list": list_reply,
    "topic": topic_reply,
    "count": count_reply,
    "members": members_reply,
    "total": total_reply,
    "entry": entry_reply,
    "ordered": ordered_reply,
    "fact": fact_reply,
    "compare": _compare,
    "no_next": _no_next,
    "lacks": _lacks,
    "absent": _absent,
    "absent_part": _absent_part,
    "unplaced": _unplaced,
    "multi": _multi,
}
