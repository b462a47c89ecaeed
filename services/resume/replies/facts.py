"""One fact of one entry, said: when, how long, which journal, what grade."""

from __future__ import annotations

import re
from collections.abc import Callable

from services.models.resume import Entry
from services.resume.figures import NUMBER
from services.resume.replies.degrees_said import degree, incomplete
from services.resume.replies.said import Asked, Said
from services.resume.replies.sentences import best_sentence, first_figure
from services.resume.replies.wording import dates, point, short_name, span

COAUTHORS = re.compile(r"[Cc]o-?author(?:s|ed)?(?: with)? (?:[^;.]|(?<=\b[A-Z])\.)+")
LINKS = ("link", "demo", "website", "doi", "pdf", "github")
CODE = ("github", "gitlab", "bitbucket", "codeberg", "source", "repo", "repository")
MAX_LIST = 7


def fact(slot: str, source: Asked) -> Said | None:
    """The entry's answer to a slot; None when the résumé does not say."""
    teller = TELLERS.get(slot)
    return teller(source) if teller else None


def value_of(entry: Entry, *keys: str) -> tuple[str, str]:
    """The first of `keys` among the entry's facts, as text, and its path."""
    for key in keys:
        value = entry.facts.get(key)
        if value:
            text = value if isinstance(value, str) else ", ".join(value[:MAX_LIST])
            return text, f"{entry.path}.{key}"
    return "", entry.path


def _when(source: Asked) -> Said | None:
    entry, phrases = source.entry, source.phrases
    said = dates(entry.period, phrases)
    if not said:
        return None
    start = said[:1].upper() + said[1:]
    text = phrases.say("when", title=short_name(entry), dates=said, dates_start=start)
    return Said(text, (f"{entry.path}.dates",))


def _start(source: Asked) -> Said | None:
    period = source.entry.period
    if period is None or period.start is None:
        return None
    start = point(period.start, period, source.phrases)
    text = source.phrases.say("start", title=short_name(source.entry), start=start)
    return Said(text, (f"{source.entry.path}.dates",))


def _end(source: Asked) -> Said | None:
    period, phrases = source.entry.period, source.phrases
    title = short_name(source.entry)
    if period is None or (period.end is None and not period.ongoing):
        return None
    paths = (f"{source.entry.path}.dates",)
    if period.end is None:
        return Said(phrases.say("end_open", title=title), paths)
    end = point(period.end, period, phrases)
    return Said(phrases.say("end", title=title, end=end), paths)


def _graduation(source: Asked) -> Said | None:
    entry, phrases = source.entry, source.phrases
    if incomplete(entry):
        return degree(source)
    period = entry.period
    if period is None:
        return None
    paths = (f"{entry.path}.dates",)
    title = entry.role or short_name(entry)
    if period.ongoing or period.end is None:
        return Said(phrases.say("graduation_open", title=title), paths)
    end = point(period.end, period, phrases)
    return Said(phrases.say("graduation", title=title, end=end), paths)


def _duration(source: Asked) -> Said | None:
    entry, phrases = source.entry, source.phrases
    if not source.days:
        return _when(source)
    text = phrases.say(
        "duration",
        span=span(source.days, phrases),
        dates=dates(entry.period, phrases),
        title=short_name(entry),
    )
    return Said(text, (f"{entry.path}.dates",))


def _simple(key: str, *names: str) -> Callable[[Asked], Said | None]:
    def tell(source: Asked) -> Said | None:
        value, path = value_of(source.entry, *names)
        if not value:
            return None
        title = short_name(source.entry)
        return Said(source.phrases.say(key, value=value, title=title), (path,))

    return tell


def _coursework(source: Asked) -> Said | None:
    entry = source.entry
    value, path = value_of(entry, "coursework", "courses", "relevant_coursework")
    if not value and entry.section == "education":
        listed = entry.keywords or entry.technologies or entry.highlights
        value = ", ".join(listed[:MAX_LIST])
    if not value:
        return None
    title = short_name(entry)
    return Said(source.phrases.say("coursework", value=value, title=title), (path,))


def _authors(source: Asked) -> Said | None:
    entry = source.entry
    value, path = value_of(entry, "authors", "author", "coauthors", "co_authors")
    if value:
        text = source.phrases.say("authors", value=value, title=short_name(entry))
        return Said(text, (path,))
    for sentence in (entry.description, *entry.highlights):
        if together := _named_with(sentence):
            text = source.phrases.say(
                "authors", value=together, title=short_name(entry)
            )
            return Said(text, (f"{entry.path}.summary",))
        found = COAUTHORS.search(sentence)
        if found:
            text = source.phrases.say("coauthors", value=found.group(0))
            return Said(text, (f"{entry.path}.summary",))
    return None


def _named_with(sentence: str) -> str:
    """The names behind "with": "…; with J. Tanaka and O. Adeyemi."."""
    if COAUTHORS.search(sentence):
        return ""
    _, found, behind = f" {sentence}".partition(" with ")
    names: list[str] = []
    for word in behind.split() if found else ():
        if not word[0].isupper() and word not in ("and", "de", "van", "von"):
            break
        names.append(word)
    while names and names[-1] == "and":
        names.pop()
    people = " ".join(names).rstrip(".,;")
    return people if len(names) > 1 else ""


def _organization(key: str) -> Callable[[Asked], Said | None]:
    def tell(source: Asked) -> Said | None:
        entry = source.entry
        value, path = entry.organization, f"{entry.path}.organization"
        if not value:
            value, path = value_of(entry, "venue", "publisher", "awarder", "issuer")
        if not value:
            return None
        text = source.phrases.say(key, value=value, title=short_name(entry))
        return Said(text, (path,))

    return tell


def _link(source: Asked) -> Said | None:
    links = source.entry.links
    wants_code = bool(
        {"github", "repo", "code", "source", "repository"} & set(source.words)
    )
    order = (*CODE, *LINKS) if wants_code else LINKS
    name = next((n for n in order if n in links), next(iter(links), ""))
    if not name:
        return None
    text = source.phrases.say("link", value=links[name])
    return Said(text, (f"{source.entry.path}.{name}",))


def _tech_used(source: Asked) -> Said | None:
    entry = source.entry
    if not entry.technologies:
        return best_sentence(source)
    value = source.phrases.joined(entry.technologies[:MAX_LIST])
    text = source.phrases.say("tech_used", value=value, title=short_name(entry))
    return Said(text, (f"{entry.path}.technologies",))


def _role(source: Asked) -> Said | None:
    entry = source.entry
    if not entry.role:
        return None
    now = entry.period is not None and entry.period.ongoing
    key = "role_now" if now else "role"
    text = source.phrases.say(key, value=entry.role, title=short_name(entry))
    return Said(text, (f"{entry.path}.role",))


def _employer(source: Asked) -> Said | None:
    entry, phrases = source.entry, source.phrases
    if not entry.organization:
        return None
    period = entry.period
    values = {"value": entry.organization, "role": entry.role}
    if period and period.ongoing and period.start:
        start = point(period.start, period, phrases)
        text = phrases.say("employer_now", **values, start=start)
    else:
        text = phrases.say("employer", **values)
    return Said(text, (f"{entry.path}.company",))


def _field_of_study(source: Asked) -> Said | None:
    if incomplete(source.entry):
        return degree(source)
    value = source.entry.role
    if not value:
        return None
    title = short_name(source.entry)
    text = source.phrases.say("field_of_study", value=value, title=title)
    return Said(text, (f"{source.entry.path}.degree",))


def _place(source: Asked) -> Said | None:
    if source.entry.section == "publications":
        return TELLERS["venue"](source)
    if not source.entry.location:
        return None
    title, value = short_name(source.entry), source.entry.location
    text = source.phrases.say("place", value=value, title=title)
    return Said(text, (f"{source.entry.path}.location",))


def _results(source: Asked) -> Said | None:
    entry = source.entry
    if not entry.metrics:
        return (
            best_sentence(source, need_number=True)
            or best_sentence(source)
            or first_figure(entry)
        )
    value = "; ".join(entry.metrics)
    text = source.phrases.say("results", value=value, title=short_name(entry))
    return Said(text, (f"{entry.path}.metrics",))


def _level(source: Asked) -> Said | None:
    entry = source.entry
    value, path = value_of(entry, "fluency", "level", "proficiency")
    value = value or entry.role
    if not value:
        return None
    return Said(source.phrases.say("level", value=value, title=entry.title), (path,))


def _amount(source: Asked) -> Said | None:
    found = best_sentence(source, need_number=True)
    if found or "much" not in source.words:
        return found
    told_first = first_figure(source.entry)
    return told_first if told_first and NUMBER.search(told_first.text) else None


TELLERS: dict[str, Callable[[Asked], Said | None]] = {
    "when": _when,
    "start": _start,
    "end": _end,
    "graduation": _graduation,
    "duration": _duration,
    "gpa": _simple("gpa", "gpa", "grade", "score", "cgpa", "honors", "honours"),
    "coursework": _coursework,
    "expiry": _simple("level", "expires", "expiry", "expiration", "valid_until"),
    "authors": _authors,
    "venue": _organization("venue"),
    "awarder": _organization("awarder"),
    "client": _organization("client"),
    "link": _link,
    "website": _link,
    "tech_used": _tech_used,
    "role": _role,
    "employer": _employer,
    "field_of_study": _field_of_study,
    "place": _place,
    "location": _place,
    "results": _results,
    "level": _level,
    "amount": _amount,
}
