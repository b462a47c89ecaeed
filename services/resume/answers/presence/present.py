"""Whether the résumé shows what a yes-or-no question names."""

from __future__ import annotations

import re

from services.language.stems import stem
from services.resume.answers.compare.asks import BETTER
from services.resume.answers.naming import as_named
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.presence.employer import WORKED_AT, WORKPLACES, employer
from services.resume.answers.presence.found import (
    FROM_ELSEWHERE,
    Found,
    nothing_answers,
    something_answers,
    states,
    told_by,
    wanted,
    weighed,
    words_with,
)
from services.resume.answers.presence.telling import (
    closest,
    confirmed,
    denied,
    elsewhere,
    entries_of,
    in_other_words,
    intent_of,
    yes,
)
from services.resume.answers.reading import listing, paths, read
from services.resume.answers.scene import Scene
from services.resume.answers.weighing import weights
from services.resume.questions.parts import many, one
from services.resume.questions.patterns import any_of
from services.resume.telling.lists import joined

EXPERIENCE = any_of(
    "^(?:what (?:is|about) )?(?:they )?(?:experience|background|knowledge|"
    r"expertise|skills?)\b.*\b(?:with|in|of|on|using)\b",
    "^(?:any|some) ",
    "^(?:anything|something|stuff) ",
    r"\bexperience (?:with|in|of|on|using)\b",
)
OR_BOTH = re.compile(r"\b(?:and|or)\b")
NAMED_PARTS = (
    "certifications",
    "education",
    "awards",
    "publications",
    "patents",
    "projects",
)


def present(scene: Scene) -> Outcome | None:
    """Whether the résumé shows what a yes-or-no question names."""
    q = scene.question
    if not (q.polar or q.has(EXPERIENCE)):
        return None
    if (found := employer(scene)) is not None:
        return found
    asked = wanted(scene)
    if not asked:
        return None
    parts = _parts(scene, asked)
    if len(parts) > 1:
        return several(scene, parts)
    if inside := tuple(s for s in q.sections if s in NAMED_PARTS and scene.section(s)):
        return in_part(scene, inside, asked)
    return answered(scene, asked, q.whole)


def in_part(scene: Scene, sections: tuple[str, ...], asked: frozenset[str]) -> Outcome:
    """Of a part that is named only what stands in it: "a teaching qualification"."""
    if "education" in sections and "certifications" not in sections:
        sections = (*sections, "certifications")
    within = {scene.entry(i).id for s in sections for i in scene.section(s)}
    found = weighed(scene, asked, scene.question.whole, within)
    if found and states(scene, found, asked):
        return confirmed(scene, found)
    if (fact := told_by(scene, FROM_ELSEWHERE)) is not None:
        return in_other_words(scene, fact)
    pool = scene.section(sections[0])
    roles = [scene.entry(i).role for i in scene.newest_first(pool)]
    names = joined([r for r in roles if r][:4])
    if sections[0] != "education" or not names:
        names = listing(scene, scene.newest_first(pool), 4)
    several = len(pool) > 1
    noun = many(sections[0]) if several else one(sections[0])
    what = f"{scene.voice.Their} {noun} {'are' if several else 'is'}"
    missing = as_named(scene) or "that"
    text = f"No, the résumé doesn't list {missing}. {what} {names}."
    said = (say(text, *paths(scene, pool)), *_shown_elsewhere(scene, asked))
    return Outcome(said, "absent", pool, absent=True)


def _shown_elsewhere(scene: Scene, asked: frozenset[str]) -> tuple[Said, ...]:
    """Where the work shows what no entry of the part is about."""
    worked = {scene.entry(i).id for s in WORKPLACES for i in scene.section(s)}
    found = weighed(scene, asked, scene.question.whole, worked)
    if not found or not states(scene, found, asked):
        return ()
    return (read(scene, found.hit.fact),)


def answered(scene: Scene, asked: frozenset[str], text: str) -> Outcome:
    """A yes with its fact, the closest fact, or that it is not there."""
    within = _within(scene)
    found = weighed(scene, asked, text, within)
    if within is not None and not (found and states(scene, found, asked)):
        wider = weighed(scene, asked, text)
        if wider and states(scene, wider, asked):
            return elsewhere(scene, wider)
        found = max(found, wider, key=_sure)
    if found and states(scene, found, asked):
        return confirmed(scene, found)
    if (fact := told_by(scene)) is not None:
        return in_other_words(scene, fact)
    if found and _near(scene, found):
        return closest(scene, found)
    return denied(scene, _sure(found))


def _near(scene: Scene, found: Found) -> bool:
    """Whether a fact that does not state it comes near enough to be told."""
    if something_answers(scene):
        return True
    return found.sure >= weights().near and not nothing_answers(scene)


def _sure(found: Found | None) -> float:
    return found.sure if found else 0.0


def several(scene: Scene, parts: list[frozenset[str]]) -> Outcome:
    """The answer on "Python and Rust": what is there is told, what is not is named."""
    whole = answered(scene, frozenset().union(*parts), scene.question.whole)
    there: list[Found] = []
    gone: list[str] = []
    for part in parts:
        said = words_with(scene, part)
        found = weighed(scene, part, said)
        if found and states(scene, found, part):
            there.append(found)
        elif thing := as_named(scene, part):
            gone.append(thing)
    if len(there) < len(parts) and not (whole.absent or whole.closest):
        return whole
    if not there and whole.absent and len(gone) == len(parts):
        return denied(scene, 1 - whole.confidence, joined(gone, "or"))
    return _some(scene, there, gone) if there else whole


def _some(scene: Scene, there: list[Found], gone: list[str]) -> Outcome:
    """Each of the things that are there, and those that are not.

    Which of two is the better one is not told by both being there.
    """
    told = [read(scene, f.hit.fact) for f in there]
    weighing = scene.question.has(BETTER)
    if scene.question.polar and not weighing:
        told[0] = yes(told[0])
    if weighing and not gone:
        told.insert(0, say("The résumé doesn't say which of them is the stronger."))
    if gone:
        told.append(say(f"The résumé doesn't mention {joined(gone, 'or')}."))
    hits = entries_of(scene, (f.hit for f in there))
    return Outcome(tuple(dict.fromkeys(told)), intent_of(scene, hits), hits)


def _parts(scene: Scene, asked: frozenset[str]) -> list[frozenset[str]]:
    """The things named beside one another: "CAD and simulation"."""
    if not scene.question.has(OR_BOTH):
        return [asked]
    pieces = OR_BOTH.split(scene.question.text)
    stems = [frozenset(map(stem, piece.split())) & asked for piece in pieces]
    parts = [part for part in stems if part]
    return parts if len(parts) > 1 else [asked]


def _within(scene: Scene) -> set[str] | None:
    """The entries that a question looks into: what was shown, or where one works."""
    if scene.question.has(WORKED_AT) and not scene.own:
        return {scene.entry(i).id for s in WORKPLACES for i in scene.section(s)}
    if scene.leans and scene.topic and not scene.own:
        return {scene.entry(i).id for i in scene.topic}
    return None
