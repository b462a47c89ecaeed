"""Labels before a phrase: "Key achievement: cut costs", "Tools: lathe, kiln"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from services.resume.telling.tokens import lowered

LABEL = re.compile(r"^([A-Z][\w’'/ -]{1,34}?)\s*:\s+(?=\S)")
TITLED = re.compile(r"^([^,;:(]{2,40}?)\s+[-–—·|]\s+(?=\S{2})(.+)$")
MAX_WORDS = 4
MAX_ITEM = 3
Kind = Literal["dropped", "duties", "tools", "topic"]
DROPPED = re.compile(
    r"^(?:(?:key|main|notable|major|selected|other|top|biggest|special)\s+)*"
    r"(?:achievements?|accomplishments?|highlights?|results?|outcomes?|impact|notes?"
    r"|contributions?|success(?:es)?|summary|description|about|overview|example"
    r"|objective|profile|bonus|fun fact|awards?)$",
    re.I,
)
DUTIES = re.compile(
    r"^(?:(?:key|main|core|daily|primary|my|other)\s+)*"
    r"(?:responsibilit(?:y|ies)|duties|tasks?|role|activities|remit|scope|work)$",
    re.I,
)
TOOLS = re.compile(
    r"^(?:(?:key|main|core|tech|technology|technical|used|training|design|dev)\s+)*"
    r"(?:tech|stack|technolog(?:y|ies)|tools?|tooling|environment|software|equipment"
    r"|frameworks?|platforms?|built with|made with|materials?|keywords|libraries)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A phrase and the label that stood before it."""

    label: str
    kind: Kind
    rest: str


def labelled(text: str) -> Labelled | None:
    """Return the label and the rest of a line that has one."""
    found = LABEL.match(text)
    if not found or len(found.group(1).split()) > MAX_WORDS:
        return None
    label, rest = found.group(1), text[found.end() :]
    kinds: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("dropped", DROPPED),
        ("duties", DUTIES),
        ("tools", TOOLS),
    )
    matching = (kind for kind, pattern in kinds if pattern.match(label))
    kind: Kind = next(matching, "topic")
    return Labelled(label, kind, rest)


def titled(text: str) -> tuple[str, str] | None:
    """Return both sides of "Harbour map - iOS app for sailors"."""
    found = TITLED.match(text)
    if not found or len(found.group(1).split()) > MAX_WORDS:
        return None
    return found.group(1), found.group(2)


def names_only(text: str) -> bool:
    """Whether a text only lists names: "React, Apollo, Styled Components"."""
    items = [one.strip(" .") for one in re.split(r"[,;|•·/]\s|\s\|\s|\sand\s", text)]
    if len(items) < 2 or not all(items):
        return False
    if not all(one[0].isupper() and len(one.split()) <= MAX_ITEM for one in items):
        return False
    named = [one for one in items if lowered(one.split()[0])[0].isupper()]
    return items[0] in named and 2 * len(named) > len(items)


def listed(text: str) -> str:
    """Return "React, Go, SQL" or "React | Go | SQL" with an "and"."""
    items = [one.strip(" .") for one in re.split(r"[,;|•·/]\s+|\s\|\s", text)]
    items = [one for one in items if one]
    if len(items) < 2 or re.match(r"(?:and|or|&)\s", items[-1]):
        return ", ".join(items)
    if re.search(r"\s(?:and|or|&)\s", items[-1]):
        return ", ".join(items)
    return ", ".join(items[:-1]) + " and " + items[-1]
