"""Replies about one entry: the fact asked for, or what it was."""

from __future__ import annotations

from services.models.resume import Entry
from services.resume.reading.text import clean, words
from services.resume.reading.topics import TECHNOLOGY
from services.resume.replies.entry_replies import about_entry
from services.resume.replies.facts import fact
from services.resume.replies.list_replies import list_reply, shown_entries
from services.resume.replies.phrases import Phrases
from services.resume.replies.said import Asked, Said
from services.resume.replies.sentences import best_sentence
from services.resume.replies.spans import total_reply
from services.resume.replies.wording import closed, gist, short_name
from services.resume.understanding.filters import LEAST_STRENGTH
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.ordering import days_of

MAX_TOOLS = 7


def entry_reply(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    entries = shown_entries(finding, situation)
    said = about_entry(entries[0], situation, phrases)
    if situation.reading.has("about"):
        return said
    if finding.yes_no and situation.reading.has("order", "current"):
        still = fact("end", asked_of(finding.hits[0], situation, phrases))
        return [still, *said[:1]] if still else said
    best = best_sentence(asked_of(finding.hits[0], situation, phrases))
    if best is None or any(best.text in each.text for each in said):
        return said
    return [_with_name(best, entries[0], situation, phrases), *said[:1]]


def ordered_reply(
    finding: Finding, situation: Situation, phrases: Phrases
) -> list[Said]:
    entries = shown_entries(finding, situation)
    if len(entries) > 1:
        return list_reply(finding, situation, phrases)
    told = about_entry(entries[0], situation, phrases)
    period = entries[0].period
    if situation.reading.has("order", "current") and period and not period.ongoing:
        ended = fact("end", asked_of(finding.shown[0], situation, phrases))
        return [ended, *told[:1]] if ended else told
    return told


def asked_of(position: int, situation: Situation, phrases: Phrases) -> Asked:
    entry = situation.index.entries[position]
    return Asked(entry, situation.reading.words, days_of(situation, position), phrases)


def fact_reply(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    """The sentences that tell the fact asked for, or what comes nearest to it."""
    if _asks_total(finding):
        return total_reply(finding, situation, phrases)
    if finding.said:
        text, path = finding.said
        quote = Said(closed(gist(text, 34)), (path,))
        entry = situation.index.entries[finding.hits[0]]
        return [_with_name(quote, entry, situation, phrases)]
    if finding.slot == "tech_used" and (tools := _tools(finding, situation, phrases)):
        return [tools]
    facts = _facts_of_shown(finding, situation, phrases)
    return facts[:2] if facts else _nearest(finding, situation, phrases)


def _asks_total(finding: Finding) -> bool:
    """Whether the time of several entries is asked for together."""
    if finding.slot != "duration" or len(finding.hits) < 2:
        return False
    one = finding.section and finding.intent != "search"
    return bool(one or finding.subject)


def _facts_of_shown(
    finding: Finding, situation: Situation, phrases: Phrases
) -> list[Said]:
    """What the first entries say of the fact asked for."""
    facts = []
    for position in finding.shown[:3]:
        source = asked_of(position, situation, phrases)
        told = fact(finding.slot, source) if finding.slot else best_sentence(source)
        if told:
            facts.append(_with_name(told, source.entry, situation, phrases))
    return facts


def _nearest(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    """What is said where no entry tells the fact."""
    entry = situation.index.entries[finding.shown[0]]
    best = best_sentence(asked_of(finding.shown[0], situation, phrases))
    if best:
        return [_with_name(best, entry, situation, phrases)]
    about = about_entry(entry, situation, phrases)
    if finding.slot == "quote":
        return about
    if finding.slot == "place":
        return about[::-1]
    none = Said(phrases.say("no_fact", title=short_name(entry)), (entry.path,))
    return [none, *about[:1]]


def _with_name(
    sentence: Said, entry: Entry, situation: Situation, phrases: Phrases
) -> Said:
    """The sentence after its entry's name: "Rain Gauge: …".

    Unchanged where the question or the sentence says of what it is.
    """
    name = short_name(entry)
    heard = f"{situation.reading.text} {sentence.text}"
    known = set(words(clean(name))) & set(words(clean(heard)))
    if known or situation.context.shown or ":" in sentence.text:
        return sentence
    return Said(phrases.say("entry", title=name, gist=sentence.text), sentence.paths)


def _tools(finding: Finding, situation: Situation, phrases: Phrases) -> Said | None:
    """Technologies that an entry without a list of them speaks of."""
    index, position = situation.index, finding.hits[0]
    entry = index.entries[position]
    if entry.technologies:
        return None
    names = [
        index.topics.by_id[topic].title
        for topic, holders in index.holders.items()
        if index.topics.by_id[topic].kind == TECHNOLOGY
        and holders.get(position, 0.0) >= LEAST_STRENGTH
    ]
    if not names:
        return None
    value = phrases.joined(sorted(names)[:MAX_TOOLS])
    text = phrases.say("tech_used", value=value, title=short_name(entry))
    return Said(text, (entry.path,))
