"""Studies, and that they were not finished where they were not."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.replies.said import Asked, Said
from services.resume.replies.wording import dates

INCOMPLETE = re.compile(
    r"\b(?:incomplete|unfinished|not completed|did not finish|withdr[ae]wn?"
    r"|dropped out|no degree|non-degree|deferred)\b",
    re.I,
)


def degree(source: Asked) -> Said:
    entry, phrases = source.entry, source.phrases
    values = {"role": entry.role, "organization": entry.organization or entry.title}
    if incomplete(entry):
        text = phrases.say("incomplete", **values)
    else:
        text = phrases.say(
            "entry_education", **values, dates=dates(entry.period, phrases)
        )
    return Said(text, (f"{entry.path}.degree", f"{entry.path}.dates"))


def incomplete(entry: Entry) -> bool:
    told = " ".join((entry.role, entry.title, entry.description, *entry.highlights))
    return entry.section == "education" and bool(INCOMPLETE.search(told))
