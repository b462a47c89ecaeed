"""An entry of the résumé said as one English sentence about the person."""

from __future__ import annotations

import re
from collections.abc import Callable

from services.models.resume import Entry, Period
from services.resume.facts.spans import spoken_day
from services.resume.facts.stints import Stint
from services.resume.telling.lists import joined
from services.resume.telling.nouns import with_article
from services.resume.telling.voice import Voice

OWN_BUSINESS = re.compile(
    r"^(?:self[- ]?employed|freelance|independent|own business)", re.I
)
SHORT_NAME = 40
"""Letters from which a name is cut at its first break when it is said in passing."""
BREAK = re.compile(r"\s+[-–—|]\s+|\s*:\s+|,\s+(?=(?:Inc|Ltd|LLC)\b)")
BRACKETS = re.compile(r"\s*\([^)]*\)")
LEVELS = {"native": "native", "mother tongue": "native", "first language": "native"}
CEFR = re.compile(r"^[ABC][12]$")


def when(period: Period | None, stint: Stint | None = None) -> str:
    """ "from June 2019 to February 2022", "since March 2022", "in May 2021"; or empty."""
    if period is None:
        return ""
    if period.start is None:
        return f"until {_day(period, last=True)}" if period.end else ""
    first = _day(period)
    if period.ongoing:
        return f"since {first}"
    last = _day(period, last=True) if period.end else first
    return f"in {first}" if first == last else f"from {first} to {last}"


def dates(period: Period | None) -> str:
    """ "June 2019 to February 2022", for use after a name."""
    said = when(period)
    return said.removeprefix("from ").removeprefix("in ")


def _day(period: Period, *, last: bool = False) -> str:
    day = period.end if last else period.start
    assert day is not None  # noqa: S101
    return spoken_day(day, year_only=_only_years(period))


def _only_years(period: Period) -> bool:
    start, end = period.start, period.end
    starts = start is None or (start.month, start.day) == (1, 1)
    ends = end is None or (end.month, end.day) == (12, 31)
    return (
        starts
        and ends
        and not re.search(r"[A-Za-z]{3} \d{4}", period.text.replace("Present", ""))
    )


def name_of(entry: Entry) -> str:
    """What a person would call the entry in passing."""
    name = entry.title
    if entry.section in ("experience", "education", "volunteer") and entry.organization:
        name = entry.organization
    name = name.strip(' “”"')
    if len(name) > SHORT_NAME:
        name = BREAK.split(name)[0].strip(' “”"') or name
    return name


def place_of(entry: Entry) -> str:
    """ "at Cascade Valley Medical Center"; empty for what is no place to be at."""
    name = entry.organization
    if entry.section not in ("experience", "volunteer", "education") or not name:
        return ""
    if OWN_BUSINESS.match(name):
        return ""
    return f"at {name}"


def job(entry: Entry, v: Voice) -> str:
    """ "She was a Telemetry Nurse at St. Brendan's Hospital from … to …."."""
    time = when(entry.period)
    ongoing = bool(entry.period and entry.period.ongoing)
    place = place_of(entry)
    if not entry.role:
        verb = f"{v.has} worked" if ongoing else "worked"
        return _closed(f"{v.They} {verb} {place or f'for {entry.title}'} {time}")
    role = with_article(_plain_role(entry.role))
    lone = OWN_BUSINESS.match(entry.organization or "")
    if lone and "freelance" not in entry.role.lower():
        time = f"on {v.their} own account {time}"
    verb = (f"{v.has} been" if time else v.is_) if ongoing else v.was
    return _closed(f"{v.They} {verb} {role} {place} {time}")


def study(entry: Entry, v: Voice) -> str:
    """ "She holds a BSc in Nursing from Riverbend State University (2010 to 2014)."."""
    at = f"at {entry.organization}" if entry.organization else ""
    time = when(entry.period)
    if entry.period and entry.period.ongoing:
        course = f"for {with_article(entry.role)}" if entry.role else ""
        return _closed(f"{v.They} {v.has} been studying {course} {at} {time}")
    if not entry.role:
        return _closed(f"{v.They} studied {at} {time}")
    if _is_course(entry):
        return _closed(f"{v.They} did {with_article(entry.role)} {at} {time}")
    source = f"from {entry.organization}" if entry.organization else ""
    years = f"({dates(entry.period)})" if time else ""
    return _closed(f"{v.They} {v.has} {with_article(entry.role)} {source} {years}")


def _is_course(entry: Entry) -> bool:
    return bool(
        re.search(
            r"\b(?:course|training|workshop|bootcamp|apprenticeship)\b",
            entry.role,
            re.I,
        )
    )


def certificate(entry: Entry, v: Voice) -> str:
    by = f"from {_the(entry.organization)}" if entry.organization else ""
    time = when(entry.period)
    if time.startswith(("from", "since")):
        return _closed(f"{v.They} {v.has} held {_the_or_a(entry.title)} {by} {time}")
    verb = "earned" if time else v.does("hold")
    return _closed(f"{v.They} {verb} {_the_or_a(entry.title)} {by} {time}")


def award(entry: Entry, v: Voice) -> str:
    by = f"from {_the(entry.organization)}" if entry.organization else ""
    if entry.organization and entry.organization.split()[0] in entry.title.split():
        by = ""
    return _closed(f"{v.They} received {_the(entry.title)} {by} {when(entry.period)}")


def publication(entry: Entry, v: Voice) -> str:
    where = f"in {entry.organization}" if entry.organization else ""
    time = when(entry.period)
    return _closed(
        f"{v.They} published “{entry.title}” {where} {time}".replace(" in in ", " in ")
    )


def project(entry: Entry, v: Voice) -> str:
    time = when(entry.period)
    ongoing = bool(entry.period and entry.period.ongoing)
    verb = f"{v.has} been working on" if ongoing else "worked on"
    place = f"at {entry.organization}" if entry.organization else ""
    return _closed(f"{v.They} {verb} {entry.title} {place} {time}")


def volunteering(entry: Entry, v: Voice) -> str:
    time = when(entry.period)
    ongoing = bool(entry.period and entry.period.ongoing)
    verb = f"{v.has} volunteered" if ongoing else "volunteered"
    role = f"as {with_article(entry.role)}" if entry.role else ""
    place = f"at {entry.organization}" if entry.organization else ""
    return _closed(f"{v.They} {verb} {role} {place} {time}")


def skills(entry: Entry, v: Voice) -> str:
    """ "Her critical care skills, at expert level, include A, B and C."."""
    level = f", at {entry.role.lower()} level," if entry.role else ""
    listed = joined(entry.technologies[:8])
    if not listed or entry.technologies == (entry.title,):
        at = f" at {entry.role.lower()} level" if entry.role else ""
        return _closed(f"{v.They} {v.has} {entry.title} among {v.their} skills{at}")
    name = entry.title
    said = (
        name
        if re.search(r"skill|tool|software|technique|language|method", name, re.I)
        else f"{name} skills"
    )
    if name == "Skills":
        said = "skills"
    verb = "includes" if not said.endswith("s") else "include"
    return _closed(f"{v.Their} {_lowered(said)}{level} {verb} {listed}")


def language(entry: Entry, v: Voice) -> str:
    level = fluency(entry)
    name = entry.title
    if not level:
        return _closed(f"{v.They} {v.does('speak')} {name}")
    low = level.lower()
    if "native" in low or "mother tongue" in low or "first language" in low:
        return _closed(
            f"{name} is {v.their} native language"
            if "biling" not in low
            else f"{v.They} {v.does('speak')} {name} as {with_article(low)} speaker"
        )
    return _closed(f"{v.They} {v.does('speak')} {name} {_at_level(level)}")


def fluency(entry: Entry) -> str:
    value = entry.facts.get("fluency", "")
    return entry.role or (value if isinstance(value, str) else "")


def _at_level(level: str) -> str:
    low = level.lower()
    if CEFR.match(level):
        return f"at level {level}"
    if low in ("fluent", "fluently"):
        return "fluently"
    if re.search(r"\b[ABC][12]\b|,|\(", level):
        return f"({level})"
    return f"at {with_article(low)} level"


def interest(entry: Entry, v: Voice) -> str:
    more = f", including {joined(entry.keywords[:4])}" if entry.keywords else ""
    return _closed(
        f"Outside work {v.they} {v.does('enjoy')} {_lowered(entry.title)}{more}"
    )


def reference(entry: Entry, v: Voice) -> str:
    quote = entry.description.strip(' “”"')
    who = entry.title
    if not quote:
        return _closed(f"{who} is named as {v.their} reference")
    return f"{who}, says: “{quote}”" if "," in who else f"{who} says: “{quote}”"


def other(entry: Entry, v: Voice) -> str:
    time = when(entry.period)
    number = entry.facts.get("number", "")
    more = f", number {number}" if isinstance(number, str) and number else ""
    kind = entry.section.rstrip("s").replace("_", " ")
    if entry.section == "patents":
        return _closed(
            f"{v.They} {v.does('hold')} a patent, “{entry.title}”{more}, {time}"
        )
    place = f"at {entry.organization}" if entry.organization else ""
    return _closed(
        f"There is {with_article(kind)}, “{entry.title}”{more}, {place} {time}"
    )


SENTENCES: dict[str, Callable[[Entry, Voice], str]] = {
    "experience": job,
    "education": study,
    "certifications": certificate,
    "awards": award,
    "publications": publication,
    "projects": project,
    "volunteer": volunteering,
    "skills": skills,
    "languages": language,
    "interests": interest,
    "references": reference,
}


def entry_sentence(entry: Entry, v: Voice) -> str:
    """The entry in one sentence: what it was, where and when."""
    return SENTENCES.get(entry.section, other)(entry, v)


def _plain_role(role: str) -> str:
    return role.strip()


def _the(name: str) -> str:
    if re.match(r"(?:the|a|an)\b", name, re.I) or not re.search(
        r"\b(?:Award|Prize|Medal|Association|Board|Institute|Society|Foundation|Council"
        r"|Academy|Federation|University|College|Chamber|Ministry|Department|Agency"
        r"|Fellowship|Scholarship|Trophy|Grant|Honou?r|Union|Guild|Authority)\b",
        name,
    ):
        return name
    if re.match(r"[\w.'’-]+ (?:University|College|Academy)$", name):
        return name
    return f"the {name}"


def _the_or_a(title: str) -> str:
    if re.search(
        r"\b(?:licen[cs]e|certificate|certification|diploma|permit|degree)\b",
        title,
        re.I,
    ):
        return with_article(title)
    return title


def _lowered(name: str) -> str:
    """The name as it stands inside a sentence: proper nouns and acronyms kept."""
    head, *rest = name.split(" ")
    if (
        head[1:].islower()
        and head[:1].isupper()
        and not any(w[:1].isupper() for w in rest)
    ):
        return " ".join([head.lower(), *rest])
    if (
        head[1:].islower()
        and all((w[:1].isupper() and w[1:].islower()) or w.islower() for w in rest)
        and rest[-1:] in (["skills"],)
    ):
        return name.lower()
    return name


def _closed(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,.;])", r"\1", text).rstrip(" ,;")
    text = text[:1].upper() + text[1:]
    return text if text[-1:] in ".!?”" else f"{text}."
