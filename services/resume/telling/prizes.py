"""Awards, each in one sentence: what was won, or how near it came."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.models.resume import Entry
from services.resume.telling.bodies import apart
from services.resume.telling.closing import closed
from services.resume.telling.naming import with_the
from services.resume.telling.noun_kinds import is_person
from services.resume.telling.nouns import HAS_ARTICLE
from services.resume.telling.times import when
from services.resume.telling.tokens import head
from services.resume.telling.voice import Voice

PRIZE = re.compile(
    r"\b(?:awards?|prizes?|medals?|trophy|cups?|grants?|scholarships?|bursary|finalist"
    r"|fellowships?|honou?rs?|commendation|distinction|runner-up|shortlist\w*|list"
    r"|mention|place|stars?|ribbon|plaque|certificate|of the (?:Year|Month|Quarter))\b",
    re.I,
)
"""Words that say themselves that a title is that of a prize."""
PLACINGS: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"(short|long)list(?:ed)?$", re.I), "{was} {found}listed for"),
    (re.compile(r"(?:\w+ )?(?:semi-?)?finalist$", re.I), "{was} a {placing} for"),
    (re.compile(r"nomin(?:ee|ated|ation)$", re.I), "{was} nominated for"),
    (re.compile(r"(?:\w+ )?runner-up$", re.I), "{was} {placing} for"),
    (re.compile(r"(?:highly |specially )?commended$", re.I), "{was} {placing} in"),
    (re.compile(r"hono(?:u)?rable mention$", re.I), "received an {placing} in"),
    (re.compile(r"special mention$", re.I), "received a {placing} in"),
    (re.compile(r"(?:joint )?winner$", re.I), "won"),
    (re.compile(r"selected$", re.I), "{was} selected for"),
    (re.compile(r"(?:gold|silver|bronze)(?: medal)?$", re.I), "won {metal} at"),
    (re.compile(r"(?:\w+ )?(?:first|second|third|fourth|fifth|\d+(?:st|nd|rd|th))"
                r"(?: (?:place|prize))?$", re.I), "{ranked} in"),
)  # fmt: skip
"""How a part of a title places its owner, and what that is called."""
OF_THE_YEAR = re.compile(r"^(?P<who>.+?) of the (?:Year|Month|Season|Decade)\b", re.I)
SEVERAL = re.compile(r"\bAwards\b")
KINDS = re.compile(
    r"\b(?:team|edition|class|division|section|category|league|under|\d+)\b", re.I
)
MEETINGS = re.compile(
    r"\b(?:Festival|Convention|Conference|Congress(?! of)|Competition|Forum|Awards?"
    r"|Championships?|Symposium|Games|Olympiad|Days|Hackathon|Show|Fair|Gala|Dinner)\b",
    re.I,
)
"""Where prizes are given, rather than who gives them."""
PLACED = re.compile(
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|\d*(?:[02-9](?:st|nd|rd|th)|1[1-3]?th|11st|1\dth))"
    r" (?:of|out of|among) (?:the )?[\w,.]+(?: (?:women|men|teams|entries|entrants))?",
    re.I,
)
"""How a summary begins that says which place somebody took."""
ONLY_CHOSEN = re.compile(r"(?:shortlisted|longlisted|nominated)\b", re.I)
CHOSEN = re.compile(r"\b(?:shortlisted|longlisted|nominated|commended|selected)\b")
BEST = re.compile(r"(?:Best|Most)\b")
RANK = re.compile(r"(?:place|prize)$", re.I)


@dataclass(frozen=True, slots=True)
class Prize:
    """The title of an award taken apart."""

    name: str
    placing: str = ""
    """The words before the name: "was shortlisted for"."""
    tails: tuple[str, ...] = ()


def prize_of(title: str, v: Voice) -> Prize:
    """The parts of a title: "Teacher Prize, shortlist", "Runner-up, Best Shop"."""
    parts = [part.strip() for part in title.split(",") if part.strip()]
    for at in (-1, 0, *range(1, len(parts) - 1)):
        placing = _placing(parts[at], v) if parts else ""
        if placing:
            del parts[at]
            name, *tails = parts or [""]
            return Prize(name, placing, tuple(tails))
    name, *tails = parts or [title]
    return Prize(name, "", tuple(tails))


def award(entry: Entry, v: Voice) -> str:
    """A sentence on an award.

    "She received the DAISY Award from The DAISY Foundation in May 2021."
    """
    prize, time = prize_of(entry.title, v), when(entry.period)
    if near := "" if prize.placing else _near(entry, v):
        return closed(f"{near} {time}")
    if prize.placing:
        aim = _aimed(prize)
        told, by = f"{prize.placing} {aim}", _giver(entry, "from")
        if not aim:
            told = re.sub(r" (?:for|in|at)$", "", prize.placing)
        elif RANK.search(prize.placing.removesuffix(" in")) and BEST.match(aim):
            told = f"{prize.placing.removesuffix(' in')} for {aim[:1].lower()}{aim[1:]}"
        elif OF_THE_YEAR.match(prize.name) or not PRIZE.search(prize.name):
            by = _giver(entry, "by" if CHOSEN.search(prize.placing) else "with")
    elif named := OF_THE_YEAR.match(prize.name):
        told, by = _of_the_year(prize, named["who"], entry, v)
    else:
        told, by = _received(prize), _giver(entry, "from")
    return closed(f"{v.They} {told} {by} {time}")


def _near(entry: Entry, v: Voice) -> str:
    """How near somebody came to a prize whose summary says that it was not won.

    "She came third of 380 in the Audience Choice".
    """
    named = f"{entry.title}," if "," in entry.title else entry.title
    named = named.removesuffix(" nomination")
    name = named if HAS_ARTICLE.match(named) else f"the {named}"
    if placed := PLACED.match(entry.description):
        return f"{v.They} came {placed[0].lower().rstrip(' .,')} in {name}"
    if chosen := ONLY_CHOSEN.match(entry.description):
        return f"{v.They} {v.was} {chosen[0].lower()} for {name}"
    return ""


def _placing(part: str, v: Voice) -> str:
    """What a part of the title says of the owner: "was a finalist for"."""
    low = part.lower()
    for pattern, said in PLACINGS:
        if found := pattern.match(part):
            first = found[1].lower() if found.re.groups and found[1] else ""
            ranked = f"won {low}" if RANK.search(low) else f"came {low}"
            ranked = (
                f"came {low[: -len(' place')]}" if low.endswith(" place") else ranked
            )
            return said.format(
                was=v.was, found=first, placing=low, metal=low, ranked=ranked
            )
    return ""


def _aimed(prize: Prize) -> str:
    """What somebody was placed for: "the Teacher Prize", "Auditor of the Year"."""
    name = prize.name
    if not name:
        return ""
    best = re.match(r"(?:Best|Most)\b", name) and not PRIZE.search(name)
    titled = best or OF_THE_YEAR.match(name)
    said = name if titled and name[:1].isupper() else _the(name)
    if prize.placing.endswith(" for") and not titled and not PRIZE.search(name):
        said = _named(name)
    return f"{said}{_beside(prize)}"


def _the(name: str) -> str:
    """A prize with "the" before it; a name that has an article keeps it."""
    if HAS_ARTICLE.match(name) or re.match(r"[\w]+(?:’|')s\b", name):
        return name if HAS_ARTICLE.match(name) else f"the {name}"
    return f"the {name}" if name[:1].isupper() else name


def _of_the_year(prize: Prize, who: str, entry: Entry, v: Voice) -> tuple[str, str]:
    """What is said of "Radiographer of the Year, Yorkshire", and who gave it."""
    tails = _beside(prize)
    if is_person(head(who.split())) or is_person(who.split()[-1].lower()):
        return f"{v.was} named {prize.name}{tails}", _giver(entry, "by")
    return f"won the {prize.name} award{tails}", _giver(entry, "from")


def _received(prize: Prize) -> str:
    """What is said of an award that was got: "received the Golden Compass award"."""
    fair, colon, best = prize.name.partition(": ")
    if SEVERAL.search(fair) and (colon or prize.tails):
        won = best if colon else prize.tails[0]
        titled = colon or re.match(r"Best\b", won) or PRIZE.search(won)
        return f"won {won if titled else f'an award for {won}'} at the {fair}"
    return f"received {_named(prize.name)}{_beside(prize)}"


def _named(title: str) -> str:
    """A prize as one speaks of it: "the Golden Compass award"."""
    named = with_the(title)
    if named != title or HAS_ARTICLE.match(title) or not title[:1].isupper():
        return named
    said = PRIZE.search(title) or " for " in title
    return f"the {title}" if said else f"the {title} award"


def _beside(prize: Prize) -> str:
    """The class or place behind the name of a prize: " for Northern Ireland"."""
    if not prize.tails:
        return ""
    tails = ", ".join(prize.tails)
    if len(prize.tails) > 1 or KINDS.search(tails):
        return f", {tails},"
    return f" at the {tails}" if MEETINGS.search(tails) else f" for {tails}"


def _giver(entry: Entry, by: str) -> str:
    """Who gave the award, or at which meeting; empty where its name says so."""
    body = entry.organization
    if not body or body.split()[0] in entry.title.split():
        return ""
    return f"{'at' if MEETINGS.search(body) else by} {apart(body)}"
