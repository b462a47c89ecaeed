"""Years of experience, each day counted once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from services.resume.replies.list_replies import list_reply, listing, shown_entries
from services.resume.replies.phrases import Phrases
from services.resume.replies.said import Said
from services.resume.replies.wording import span
from services.resume.understanding.finding import Finding, Situation


def total_reply(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    """Years as a union of the positions' intervals."""
    index = situation.index
    work = tuple(i for i in finding.hits if index.entries[i].section == "experience")
    finding = replace(finding, hits=work or finding.hits)
    days, start = union_days(finding.hits, situation)
    if not days:
        return list_reply(finding, situation, phrases)
    entries = shown_entries(finding, situation)
    own = f"total_{finding.section}"
    key = own if phrases.has(own) else "total_topic" if finding.subject else "total"
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
    return total, date.fromordinal(start).year
