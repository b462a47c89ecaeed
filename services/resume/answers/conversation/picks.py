"""Entries picked from a list: "the second one", "the other one"."""

from __future__ import annotations

import re
from collections.abc import Callable

from services.resume.answers.compare.counted import of_list
from services.resume.answers.conversation.asks import (
    OLDER_ONE,
    ORDINAL,
    ORDINALS,
    OTHER,
    WHICH_ONE,
)
from services.resume.answers.conversation.memory import Memory
from services.resume.answers.scene import Library, day_number, meant
from services.resume.questions.question import Question

OTHER_KIND = re.compile(r"\bother (?:people|jobs|projects)")
FIRST_FEW = re.compile(r"\b(?:the )?(?:first|top|last) (?:two|three|2|3)\b")
FIRST_OR_LAST = re.compile(r"\bthe (first|last)(?: one)?$")
OLDER = ("older", "earlier", "oldest", "earliest", "first")


def ordinal(
    q: Question,
    memory: Memory,
    library: Library,
    nearest: Callable[[str, tuple[int, ...]], tuple[int, ...]],
) -> tuple[int, ...]:
    """The entry picked from the list; empty where none is picked."""
    if len(memory.listed) < 2:
        return _by_age(q, _beside(memory, library), library, FIRST_OR_LAST)
    if few := of_list(q.whole, memory.listed):
        return few
    counted = ORDINAL.search(q.whole)
    if counted and meant(q.targets) and counted["l"] is None and not counted["n"]:
        return ()
    return (
        _counted(counted, memory.listed)
        or _by_age(q, memory.listed, library)
        or _described(q, memory.listed, nearest)
        or _other(q, memory)
    )


def _beside(memory: Memory, library: Library) -> tuple[int, ...]:
    """What is of the same part as the one thing spoken of."""
    if len(memory.topic) != 1:
        return ()
    return library.by_section[library.entries[memory.topic[0]].section]


def _counted(match: re.Match[str] | None, listed: tuple[int, ...]) -> tuple[int, ...]:
    """The one at that place of the list."""
    if match is None:
        return ()
    n = ORDINALS[next(g for g in match.groups() if g)]
    return (listed[n],) if -len(listed) <= n < len(listed) else ()


def _by_age(
    q: Question,
    listed: tuple[int, ...],
    library: Library,
    also: re.Pattern[str] = OLDER_ONE,
) -> tuple[int, ...]:
    """The older or the newer one."""
    match = OLDER_ONE.search(q.whole) or also.search(q.whole)
    dated = [i for i in listed if library.entries[i].period]
    if not match or not dated:
        return ()
    extreme = min if match[1] in OLDER else max
    return (extreme(dated, key=lambda i: day_number(library.entries[i])),)


def _described(
    q: Question,
    listed: tuple[int, ...],
    nearest: Callable[[str, tuple[int, ...]], tuple[int, ...]],
) -> tuple[int, ...]:
    """The one that the words before "one" describe best."""
    match = WHICH_ONE.search(q.whole)
    return nearest(match[1], listed) if match and not meant(q.targets) else ()


def _other(q: Question, memory: Memory) -> tuple[int, ...]:
    """Of two the one that was not spoken of."""
    if len(memory.listed) != 2 or len(memory.topic) != 1:
        return ()
    if not OTHER.search(q.whole) or OTHER_KIND.search(q.whole):
        return ()
    return tuple(i for i in memory.listed if i not in memory.topic)


def without_pick(text: str) -> str:
    """The question with "it" for "the second one"."""
    for way in (FIRST_FEW, ORDINAL, FIRST_OR_LAST, OLDER_ONE, WHICH_ONE, OTHER):
        text = way.sub("it", text)
    return text
