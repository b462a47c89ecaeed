"""The entries of a part in one or two sentences."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.answers.lists.quotes import quotes
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import about_entry, paths, told
from services.resume.answers.scene import Scene
from services.resume.answers.wording import lower_opening, word_count
from services.resume.questions.parts import many, one
from services.resume.telling.lists import counted, joined
from services.resume.telling.naming import name_of, place_of

SHOWN = 6
SHORT_OF_WINNING = re.compile(
    r"\b(?:finalist|nomin(?:ee|ated|ation)|shortlist\w*|longlist\w*|runner-up"
    r"|honou?rable mention|highly commended)\b",
    re.I,
)
LONGEST = 48
"""Words up to which entries are told with their years."""
DAY = re.compile(r"\d{4}")


def listed(scene: Scene, section: str, positions: tuple[int, ...]) -> Outcome:
    """The entries of a part in one or two sentences."""
    if section == "interests":
        return _interests(scene, positions)
    if section == "references":
        return quotes(scene, positions)
    if len(positions) == 1:
        return _single(scene, section, positions)
    return _several(scene, section, positions)


def _interests(scene: Scene, positions: tuple[int, ...]) -> Outcome:
    v = scene.voice
    names = joined([_interest(scene.entry(i)) for i in positions])
    text = f"Outside work {v.they} {v.does('enjoy')} {names}."
    return Outcome(
        (say(text, *paths(scene, positions)),), "interests", positions, limit=SHOWN
    )


def _single(scene: Scene, section: str, positions: tuple[int, ...]) -> Outcome:
    """The only entry, with a line or two of its own."""
    at = positions[0]
    if section == "projects":
        first, more = say(f"There is one: {name_of(scene.entry(at))}."), 2
    else:
        first, more = about_entry(scene, at), 1
    if scene.question.polar:
        opening = "Not quite" if _not_won(scene, at) else "Yes"
        first = say(f"{opening}, {lower_opening(first.text)}", *first.paths)
    said = (first, *told(scene, at, limit=more))
    return Outcome(said, section, positions, listing=True)


def _not_won(scene: Scene, at: int) -> bool:
    """Whether a prize that is asked to have been won was only come near to."""
    entry = scene.entry(at)
    near = SHORT_OF_WINNING.search(f"{entry.title} {entry.description}")
    return bool(near) and scene.question.says(r"\b(?:win|won)\b")


def _several(scene: Scene, section: str, positions: tuple[int, ...]) -> Outcome:
    """How many there are, and their names, with years where there is room."""
    entries = [scene.entry(i) for i in positions[:SHOWN]]
    more = len(positions) - len(entries)
    rest = [counted(more, "more", "more")] if more > 0 else []
    count = counted(len(positions), one(section), many(section))
    opening = f"{_have(scene, section)} {count}"
    if _at_one_place(entries):
        opening = f"{opening} {place_of(entries[0])}"
    text = f"{opening}: {joined([*in_list(entries), *rest])}."
    if word_count(text) > LONGEST:
        text = f"{opening}: {joined([*_apart(entries), *rest])}."
    return Outcome(
        (say(text, *paths(scene, positions)),),
        section,
        positions,
        limit=SHOWN,
        listing=True,
    )


def _have(scene: Scene, section: str) -> str:
    """The start of a sentence on what there is: "She has", "Yes: there are"."""
    v = scene.voice
    had = f"{v.has} had" if section == "experience" else v.has
    subject = "There are" if section == "projects" else f"{v.They} {had}"
    return f"Yes: {lower_opening(subject)}" if scene.question.polar else subject


def _at_one_place(entries: list[Entry]) -> bool:
    """Whether several are roles at one and the same place."""
    return all(e.role for e in entries) and len({place_of(e) for e in entries}) == 1


def _apart(entries: list[Entry]) -> list[str]:
    """The names; for those that are called the same their roles instead."""
    names = [name_of(e) for e in entries]
    return [
        e.role if e.role and names.count(name) > 1 else name
        for e, name in zip(entries, names, strict=True)
    ]


def in_list(entries: list[Entry]) -> list[str]:
    """Names with their years, each other than the rest."""
    names = _apart(entries)
    return [_in_list(e, name) for e, name in zip(entries, names, strict=True)]


def _in_list(entry: Entry, name: str) -> str:
    """A name with the year, as several are told in a row."""
    if entry.section == "volunteer":
        place = f"{entry.role} {place_of(entry)}".strip()
        return place if entry.role else name
    year = entry.period.start.year if entry.period and entry.period.start else None
    if not year:
        return name
    return f"{name}, {year}" if name.endswith(")") else f"{name} ({year})"


def _interest(entry: Entry) -> str:
    """An interest with its first keywords: "sailing (dinghies and yachts)".

    Acronyms keep their capitals.
    """
    name = entry.title
    low = name if name[1:2].isupper() else name[:1].lower() + name[1:]
    more = [k for k in entry.keywords if not DAY.search(k)][:2]
    return f"{low} ({joined(more)})" if more else low
