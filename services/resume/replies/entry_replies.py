"""An entry in one or two sentences, the main fact first."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from services.language.stems import stem
from services.models.resume import Entry
from services.resume.figures import told
from services.resume.reading.text import clean, words
from services.resume.replies.degrees_said import degree, incomplete
from services.resume.replies.phrases import Phrases
from services.resume.replies.said import Asked, Said
from services.resume.replies.wording import (
    closed,
    dates,
    gist,
    in_first_person,
    point,
    short_name,
)
from services.resume.understanding.finding import Situation

MAX_LIST = 7
LEADS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "education": ("entry_education", ("role", "period")),
        "experience": ("entry_experience", ("role", "period")),
        "volunteer": ("entry_experience", ("role", "period")),
        "publications": ("entry_publication", ("place", "period")),
        "awards": ("entry_award", ("place",)),
        "languages": ("entry_language", ("role",)),
    }
)
"""By section the phrase for what an entry is, and what the entry must have for it."""


def about_entry(entry: Entry, situation: Situation, phrases: Phrases) -> list[Said]:
    """The entry in one or two sentences, the main fact first."""
    lead = _lead(entry, phrases)
    text, path = telling(entry, situation)
    listed = entry.technologies or entry.keywords
    if not text and not lead and listed and entry.section == "interests":
        values = {
            "title": entry.title,
            "gist": closed(phrases.joined(listed[:MAX_LIST])),
        }
        return [Said(phrases.say("entry", **values), (f"{entry.path}.keywords",))]
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
    """The sentence that says what an entry is, before what it tells."""
    if entry.section == "education" and entry.role and incomplete(entry):
        return degree(Asked(entry, (), 0, phrases))
    phrase = _lead_phrase(entry)
    if not phrase:
        return None
    name, period = short_name(entry), entry.period
    values = {
        "role": entry.role,
        "organization": entry.organization if entry.section == "awards" else name,
        "dates": dates(period, phrases),
        "title": name,
        "venue": entry.organization,
        "level": entry.role,
    }
    if period and period.start and phrase == "entry_experience_now":
        values["start"] = point(period.start, period, phrases)
    return Said(phrases.say(phrase, **values), (entry.path,))


def _lead_phrase(entry: Entry) -> str:
    """The phrase for such an entry; empty where it has too little to say."""
    has = {"role": entry.role, "place": entry.organization, "period": entry.period}
    phrase, needs = LEADS.get(entry.section, ("", ()))
    if not phrase or not all(has[each] for each in needs):
        return ""
    period = entry.period
    now = period is not None and period.ongoing and period.start is not None
    return f"{phrase}_now" if now and phrase == "entry_experience" else phrase


def telling(entry: Entry, situation: Situation) -> tuple[str, str]:
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

    best = max((*told(entry), *choices), key=hits)
    return best if hits(best) else choices[0]
