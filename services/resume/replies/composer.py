"""A finding put into words, with the résumé paths behind each sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from services.models.resume import Entry
from services.resume.reading.text import clean, stem, words
from services.resume.reading.topics import TECHNOLOGY
from services.resume.replies import profile_replies
from services.resume.replies.facts import (
    Asked,
    Said,
    best_sentence,
    degree,
    fact,
    incomplete,
)
from services.resume.replies.phrases import Phrases
from services.resume.replies.wording import (
    closed,
    dates,
    gist,
    in_first_person,
    month,
    point,
    short_name,
    span,
)
from services.resume.understanding.content import _days as days_of
from services.resume.understanding.finding import Finding, Situation

MAX_NAMES = 4


def compose(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    composer = COMPOSERS.get(finding.kind)
    if composer:
        said = composer(finding, situation, phrases)
    else:
        said = profile_replies.compose(finding, situation, phrases)
    return [s for s in said if s.text]


def _entries(finding: Finding, situation: Situation) -> list[Entry]:
    return [situation.index.entries[i] for i in finding.shown]


def listing(entries: list[Entry], phrases: Phrases) -> str:
    names = list(dict.fromkeys(short_name(e) for e in entries))
    return phrases.joined(names[:MAX_NAMES])


def _list(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    entries = _entries(finding, situation)
    listed = _listed(finding, entries, phrases)
    paths = tuple(e.path for e in entries[:MAX_NAMES])
    if situation.reading.has("shape", "names"):
        return [Said(phrases.say("names", list=listed), paths)]
    if finding.subject == "more":
        return [Said(phrases.say("more", list=listed), paths)]
    key = f"list_{finding.section}"
    if len(entries) == 1 and finding.section != "skills":
        return about_entry(entries[0], situation, phrases)
    key = key if finding.section and phrases.has(key) else "list"
    return [Said(phrases.say(key, list=listed), paths)]


def _listed(finding: Finding, entries: list[Entry], phrases: Phrases) -> str:
    if finding.section == "skills":
        skills = [
            t for e in entries for t in e.technologies[: max(2, 8 // len(entries))]
        ]
        return phrases.joined(list(dict.fromkeys(skills))[:9])
    if finding.section == "languages":
        return phrases.joined([_language(e) for e in entries])
    if finding.section == "interests":
        return phrases.joined([e.title for e in entries])
    if finding.section == "references":
        return phrases.joined([e.title.split(",")[0] for e in entries])
    return listing(entries, phrases)


def _language(entry: Entry) -> str:
    level = entry.role or str(entry.facts.get("fluency", ""))
    return f"{entry.title} ({level})" if level else entry.title


def _topic(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    entries = _entries(finding, situation)
    subject = finding.subject or "that"
    values = {
        "list": listing(entries, phrases),
        "subject": subject,
        "subject_start": subject[:1].upper() + subject[1:],
        "plural_s": "s" if len(entries) == 1 else "",
    }
    only_skills = all(e.section == "skills" for e in entries)
    key = "topic_known" if only_skills else "topic"
    if finding.yes_no and not only_skills:
        key = "topic_yes"
    said = [
        Said(phrases.say(key, **values), tuple(e.path for e in entries[:MAX_NAMES]))
    ]
    if len(entries) == 1 and not only_skills:
        said += about_entry(entries[0], situation, phrases)[:1]
    return said


def _members(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    """The technologies of a family that the résumé shows, the best known first."""
    index, shown = situation.index, finding.hits
    found = []
    for topic, holders in index.holders.items():
        known = index.topics.by_id[topic]
        if finding.members in known.parents and known.kind == TECHNOLOGY:
            strength = sum(holders.get(i, 0.0) for i in shown)
            if strength:
                found.append((-strength, known.title))
    names = [title for _, title in sorted(found)[:6]]
    if not names:
        return _topic(finding, situation, phrases)
    values = {"list": phrases.joined(names), "subject": finding.subject}
    paths = tuple(index.entries[i].path for i in shown[:MAX_NAMES])
    return [Said(phrases.say("members", **values), paths)]


def _count(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    index = situation.index
    hits = finding.hits
    names = list(dict.fromkeys(short_name(index.entries[i]) for i in hits))
    spoken = phrases.number(len(hits))
    values = {
        "n": spoken,
        "n_start": spoken[:1].upper() + spoken[1:],
        "noun": phrases.noun(finding.section or "results", len(hits)),
        "list": phrases.joined(names[:MAX_NAMES]),
        "subject": finding.subject,
    }
    key = "count_topic" if finding.subject else "count"
    paths = tuple(index.entries[i].path for i in hits[:MAX_NAMES])
    return [Said(phrases.say(key, **values), paths)]


def _total(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    """Years as a union of the positions' intervals."""
    index = situation.index
    work = tuple(i for i in finding.hits if index.entries[i].section == "experience")
    finding = replace(finding, hits=work or finding.hits)
    days, start = union_days(finding.hits, situation)
    if not days:
        return _list(finding, situation, phrases)
    entries = _entries(finding, situation)
    key = "total_topic" if finding.subject else "total"
    text = phrases.say(
        key,
        span=span(days, phrases),
        n=phrases.number(len(finding.hits)),
        start=start,
        subject=finding.subject,
        list=listing(entries, phrases),
    )
    return [Said(text, tuple(e.path for e in entries))]


def union_days(hits: tuple[int, ...], situation: Situation) -> tuple[int, int]:
    """Days covered by the entries' periods, counted once, and the first year."""
    spans = []
    for i in hits:
        period = situation.index.entries[i].period
        if period and period.start:
            end = situation.today if period.ongoing else period.end or period.start
            spans.append((period.start.toordinal(), end.toordinal()))
    total, reached = 0, 0
    for first, last in sorted(spans):
        total += max(0, last - max(first, reached) + 1)
        reached = max(reached, last + 1)
    start = min((first for first, _ in spans), default=1)
    from datetime import date

    return total, date.fromordinal(start).year


def _entry(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    entries = _entries(finding, situation)
    said = about_entry(entries[0], situation, phrases)
    if situation.reading.has("about"):
        return said
    best = best_sentence(_asked(finding.hits[0], situation, phrases))
    return [best, *said[:1]] if best else said


def _ordered(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    entries = _entries(finding, situation)
    if len(entries) > 1:
        return _list(finding, situation, phrases)
    told = about_entry(entries[0], situation, phrases)
    period = entries[0].period
    if situation.reading.has("order", "current") and period and not period.ongoing:
        ended = fact("end", _asked(finding.shown[0], situation, phrases))
        return [ended, *told[:1]] if ended else told
    return told


def _asked(position: int, situation: Situation, phrases: Phrases) -> Asked:
    entry = situation.index.entries[position]
    return Asked(entry, situation.reading.words, days_of(situation, position), phrases)


def _fact(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    one = finding.section and finding.intent != "search"
    if (
        finding.slot == "duration"
        and len(finding.hits) > 1
        and (one or finding.subject)
    ):
        return _total(finding, situation, phrases)
    said = []
    for position in finding.shown[:3]:
        asked = _asked(position, situation, phrases)
        found = fact(finding.slot, asked) if finding.slot else best_sentence(asked)
        if found:
            said.append(found)
    if said:
        return said[:2]
    entry = situation.index.entries[finding.shown[0]]
    best = best_sentence(_asked(finding.shown[0], situation, phrases))
    if best:
        return [best]
    if finding.slot == "place":
        return about_entry(entry, situation, phrases)[::-1]
    none = Said(phrases.say("no_fact", title=short_name(entry)), (entry.path,))
    return [none, *about_entry(entry, situation, phrases)[:1]]


def about_entry(entry: Entry, situation: Situation, phrases: Phrases) -> list[Said]:
    """The entry in one or two sentences, the main fact first."""
    lead = _lead(entry, phrases)
    text, path = _telling(entry, situation)
    if not text:
        return (
            [lead]
            if lead
            else [Said(phrases.say("entry_bare", title=entry.title), (entry.path,))]
        )
    said = gist(text)
    if in_first_person(text):
        key = "reference" if entry.section == "references" else "quote"
        said = phrases.say(key, gist=said, title=entry.title)
    if lead:
        return [lead, Said(said, (path,))]
    if in_first_person(text):
        return [Said(phrases.say("entry", title=short_name(entry), gist=said), (path,))]
    if entry.section == "references":
        return [Said(phrases.say("reference", title=entry.title, gist=said), (path,))]
    return [Said(phrases.say("entry", title=short_name(entry), gist=said), (path,))]


def _lead(entry: Entry, phrases: Phrases) -> Said | None:
    values = {
        "role": entry.role,
        "organization": short_name(entry),
        "dates": dates(entry.period, phrases),
        "title": short_name(entry),
        "venue": entry.organization,
        "level": entry.role,
    }
    path = (entry.path,)
    if entry.section == "education" and entry.role:
        asked = Asked(entry, (), 0, phrases)
        if incomplete(entry) or not entry.period:
            return degree(asked) if incomplete(entry) else None
        return Said(phrases.say("entry_education", **values), path)
    if entry.section in ("experience", "volunteer") and entry.role and entry.period:
        period = entry.period
        if period.ongoing and period.start:
            start = point(period.start, period, phrases)
            return Said(
                phrases.say("entry_experience_now", **values, start=start), path
            )
        return Said(phrases.say("entry_experience", **values), path)
    if entry.section == "publications" and entry.organization and entry.period:
        return Said(phrases.say("entry_publication", **values), path)
    if entry.section == "awards" and entry.organization:
        values["organization"] = entry.organization
        return Said(phrases.say("entry_award", **values), path)
    if entry.section == "languages" and entry.role:
        return Said(phrases.say("entry_language", **values), path)
    return None


def _telling(entry: Entry, situation: Situation) -> tuple[str, str]:
    """The entry's text nearest to the question, else its first."""
    wanted = {stem(w) for w in situation.reading.left}
    for topic in situation.reading.of("topic"):
        wanted |= {stem(w) for w in situation.reading.words[topic.start : topic.end]}
    choices = (
        [(entry.description, f"{entry.path}.description")] if entry.description else []
    )
    choices += [
        (h, f"{entry.path}.highlights[{n}]") for n, h in enumerate(entry.highlights)
    ]
    for key in ("reference", "summary", "text"):
        value = entry.facts.get(key)
        if isinstance(value, str):
            choices.append((value, f"{entry.path}.{key}"))
    choices = [c for c in choices if len(c[0].split()) > 2] or choices
    if not choices:
        return "", entry.path
    name = set(map(stem, words(clean(f"{entry.title} {entry.organization}"))))

    def hits(choice: tuple[str, str]) -> int:
        return len((wanted - name) & set(map(stem, words(clean(choice[0])))))

    best = max(choices, key=hits)
    return best if hits(best) else choices[0]


def _compare(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    entries = _entries(finding, situation)[:2]
    if len(entries) < 2:
        return _entry(finding, situation, phrases)
    first, second = entries
    paths = tuple(e.path for e in entries)
    values = {
        "first_title": short_name(first),
        "second_title": short_name(second),
        "first_dates": dates(first.period, phrases),
        "second_dates": dates(second.period, phrases),
        "first_gist": gist(_telling(first, situation)[0], 14),
        "second_gist": gist(_telling(second, situation)[0], 14),
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
    from services.resume.understanding.filters import newest_first

    newest = newest_first(finding.shown[:2], situation.index)[0]
    newer = short_name(situation.index.entries[newest])
    return [Said(phrases.say("compare", **values, newer=newer), paths)]


def _lacks(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    """ "No React in Night Owl; it shows up in River Watch."""
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
    subject = finding.subject
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


def _multi(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    said: list[Said] = []
    for part in finding.parts:
        said += compose(part, situation, phrases)[:1]
    return said


Composer = Callable[[Finding, Situation, Phrases], list[Said]]
COMPOSERS: dict[str, Composer] = {
    "list": _list,
    "topic": _topic,
    "count": _count,
    "members": _members,
    "total": _total,
    "entry": _entry,
    "ordered": _ordered,
    "fact": _fact,
    "compare": _compare,
    "no_next": _no_next,
    "lacks": _lacks,
    "absent": _absent,
    "multi": _multi,
}
_ = (closed, month)
