"""As many of a part as are counted, or the one at a place: "her second job"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.resume.answers.compare.asks import DATED, DIFFERENCE
from services.resume.answers.compare.contrast import difference
from services.resume.answers.lists.telling import in_list, listed
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import about_entry, paths, told
from services.resume.answers.scene import Scene
from services.resume.questions.parts import many, one
from services.resume.questions.patterns import any_of
from services.resume.telling.lists import counted, joined

NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
PLACES = {"second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}
_ORDERS = "first|earliest|oldest|last|latest|newest|top|best|most recent"
COUNTED = any_of(
    rf"\b(?P<way>{_ORDERS}) (?P<n>{'|'.join(NUMBERS)})\b",
    rf"\b(?P<m>{'|'.join(NUMBERS)}) (?P<by>{_ORDERS})\b",
)
REACH = 4
"""Words before a part in which places are looked for: "first and second job"."""
EARLY = ("first", "earliest", "oldest")


def several(scene: Scene) -> Outcome | None:
    """The newest two, the first three of a part."""
    section = _section(scene)
    asked = COUNTED.search(scene.question.text)
    if not section or not asked or scene.forced:
        return None
    way = asked["way"] or asked["by"]
    pool = scene.section(section)
    in_order = scene.oldest_first if way in EARLY else scene.newest_first
    found = in_order(pool)[: NUMBERS[asked["n"] or asked["m"]]]
    if len(found) == 2 and scene.question.has(DIFFERENCE):
        return difference(scene, *found)
    return _told(scene, section, found, way) if found else None


def _told(
    scene: Scene, section: str, found: tuple[int, ...], way: str
) -> Outcome | None:
    """The entries in a sentence, or as a listing where there is one alone.

    "The two newest projects are Owl Post (2024) and Rain Gauge (2022)."
    """
    order = "earliest" if way in EARLY else "newest"
    entries = [scene.entry(i) for i in found]
    names = joined(in_list(entries))
    if len(found) == 1:
        return listed(scene, section, found)
    noun = counted(len(found), one(section), many(section))
    number, _, plural = noun.partition(" ")
    text = f"The {number} {order} {plural} are {names}."
    said = say(text, *paths(scene, found))
    return Outcome((said,), section, found, limit=len(found), listing=True)


def at_place(scene: Scene) -> Outcome | None:
    """The second or third of a part, counted from the oldest."""
    q = scene.question
    section = _section(scene)
    part = next((p for p in q.parts if p.section == section), None)
    if part is None or q.polar or scene.forced:
        return None
    before = q.tokens[max(0, part.start - REACH) : part.start]
    if not before or before[-1] not in PLACES:
        return None
    line = scene.oldest_first(scene.section(section))
    asked = [at for word in before if (at := _place(word)) is not None]
    if max(asked) >= len(line):
        return None
    hits = tuple(line[at] for at in asked)
    said = [about_entry(scene, at) for at in hits]
    more = told(scene, hits[0], limit=1) if len(hits) == 1 else []
    return Outcome((*said, *more), section, hits)


def _place(word: str) -> int | None:
    return 0 if word == "first" else PLACES.get(word)


def of_list(text: str, shown: Sequence[int]) -> tuple[int, ...]:
    """The first or last few of what was shown: "compare the first two"."""
    asked = re.search(r"\b(first|top|last) (two|three|2|3)\b", text)
    if asked is None:
        return ()
    count = NUMBERS[asked[2]]
    few = shown[-count:] if asked[1] == "last" else shown[:count]
    return tuple(few) if len(few) == count else ()


def _section(scene: Scene) -> str:
    """The dated part that is asked for; empty without one."""
    asked = scene.question.sections
    return asked[0] if asked and asked[0] in DATED and scene.section(asked[0]) else ""
