"""A piece without the words around it, and the things that it lists."""

from __future__ import annotations

import re
from functools import cache

from services.fit.verbs import opens_with_act
from services.fit.words import alternatives, table

LONGEST_NAME = 4
"""Words of the longest thing that a list is taken apart into."""
PARENTHESIS = re.compile(r"\s*[(\[]([^()\[\]]{1,300})[)\]]")
COMMA = re.compile(r",\s*(?:and\s+|&\s+)?|\s+(?:and|&|as well as|plus)\s+|\s*\+\s+")
OR = re.compile(r"\bor\b|(?<=\w)\s*/\s*(?=\w)|\beither\b")
SUCH_AS = re.compile(
    r"(?:,\s*)?\b(?:such as|like|e\.?g\.?,?|for example,?|including|ideally|i\.e\.)\s+",
    re.IGNORECASE,
)
TRIM = " ,.:;!?-–—\"'“”’"


def bare(text: str) -> str:
    """A piece without what leads to the thing and what follows it."""
    before = None
    text = text.strip(TRIM)
    while text != before:
        before = text
        text = _balanced(_closers().sub("", text, count=1), text)
        text = _openers().sub("", text, count=1)
        text = text.strip(TRIM)
    return text


def _balanced(shorter: str, text: str) -> str:
    """The shorter text, unless a bracket lost its other one."""
    return shorter if shorter.count("(") == shorter.count(")") else text


def things(text: str) -> tuple[str, ...]:
    """The things that a piece asks for beside one another; one where it is one.

    >>> things("Strong SQL, Python and Tableau")
    ('SQL', 'Python', 'Tableau')
    """
    core = bare(text)
    if not core:
        return ()
    outside = PARENTHESIS.sub("", core)
    if OR.search(outside) or SUCH_AS.search(outside) or opens_with_act(outside):
        return (core,)
    parts = [part for part in _apart(core) if bare(part)]
    short = all(len(bare(part).split()) <= LONGEST_NAME for part in parts)
    return tuple(bare(part) for part in parts) if short and len(parts) > 1 else (core,)


def _apart(text: str) -> list[str]:
    """A list in its parts; what stands in brackets stays with what it explains."""
    held: list[str] = []

    def hide(match: re.Match[str]) -> str:
        held.append(match[0])
        return f"\x00{len(held) - 1}\x00"

    parts = COMMA.split(PARENTHESIS.sub(hide, text))
    return [re.sub("\x00(\\d+)\x00", lambda m: held[int(m[1])], p) for p in parts]


def alternatives_of(text: str) -> tuple[str, ...]:
    """The things of which one is enough: "Python or Go", "a CRM such as HubSpot"."""
    found = PARENTHESIS.findall(text)
    outside = PARENTHESIS.sub("", text)
    head, *examples = SUCH_AS.split(outside, maxsplit=1)
    options = [p for p in OR.split(head) if bare(p)]
    listed = [part for part in options for part in _commas(part, len(options) > 1)]
    for inner in (*examples, *found):
        listed += [p for p in re.split(r",|/|\bor\b|\band\b", inner) if bare(p)]
    return tuple(dict.fromkeys(bare(each) for each in listed if bare(each)))


def examples_of(text: str) -> tuple[str, ...]:
    """What a text names as examples: behind "such as", and in brackets."""
    _, *examples = SUCH_AS.split(PARENTHESIS.sub("", text), maxsplit=1)
    return tuple(bare(each) for each in examples if bare(each))


def _commas(text: str, several: bool) -> list[str]:
    return [p for p in text.split(",") if p.strip()] if several else [text]


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternatives(table('openers')['words'])})[\s:]+", re.I)


@cache
def _closers() -> re.Pattern[str]:
    return re.compile(
        rf"[\s,(]+(?:{alternatives(table('openers')['closers'])})\)?$", re.I
    )


@cache
def begins() -> re.Pattern[str]:
    """Where a new requirement begins within a clause."""
    words = alternatives(table("openers")["begins"])
    return re.compile(
        rf"(?:,\s*(?:and\s+|or\s+(?=if\b))?|\s+and\s+)(?={words}\s)", re.IGNORECASE
    )
