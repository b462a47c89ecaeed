"""An entry in one or two sentences, the main fact first."""

from __future__ import annotations

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
