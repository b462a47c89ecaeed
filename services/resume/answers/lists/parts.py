"""A part of the résumé, or what of it holds the words of the question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.language.stems import singular, stem
from services.resume.answers.entry_words import words_of
from services.resume.answers.evidence import stems_of
from services.resume.answers.lists.asks import ASKS, FREE, HOW_MANY
from services.resume.answers.lists.belonging import tied
from services.resume.answers.lists.telling import listed
from services.resume.answers.outcome import Outcome, not_there
from services.resume.answers.scene import Scene
from services.resume.questions.parts import many

KNOWN = ("experience", "education", "skills", "languages")
NOUNS = {"volunteer": "volunteering", "publications": "publications"}
"""Nouns for sections in "doesn't list any …", where the plural is another."""
STILL = re.compile(r"\b(?:still|currently|now|at the moment|these days)\b")
SURELY_NAMED, PROBABLY_NAMED = 0.6, 0.5
"""Scores above which one entry is named, without and with "the" before it."""


def whole_or_filtered(scene: Scene) -> Outcome | None:
    """The part that is asked for; with words of its own only what holds them."""
    q = scene.question
    if q.has(HOW_MANY) or q.when or scene.forced:
        return None
    if own := _owners_section(scene):
        return _of_section(scene, own)
    for section in _asked(scene):
        if scene.own and _names_one(scene, section):
            return None
        if (found := _of_section(scene, section)) is not None:
            return found
    return None


def _owners_section(scene: Scene) -> str:
    """The section of the owner's own that is called by its name; empty without one."""
    own = (s for s in scene.library.by_section if s not in ASKS and s not in KNOWN)
    return next((s for s in own if _calls(scene.question.tokens, s)), "")


def _asked(scene: Scene) -> Iterator[str]:
    """The sections that are asked for and are there, those called by name first."""
    tokens = scene.question.tokens
    for section, asks in sorted(ASKS.items(), key=lambda a: not _calls(tokens, a[0])):
        if scene.question.has(asks) and (scene.section(section) or section != "blog"):
            yield section


def _calls(tokens: tuple[str, ...], section: str) -> bool:
    """Whether a section of the owner's own is called by its name."""
    name = [singular(w) for w in section.replace("_", " ").replace("-", " ").split()]
    said = [singular(w) for w in tokens]
    return any(said[i : i + len(name)] == name for i in range(len(said)))


def _names_one(scene: Scene, section: str) -> bool:
    """Whether one entry is named and not the part it belongs to."""
    q = scene.question
    if q.has(_one_of(scene, section)):
        return any(
            t.score > PROBABLY_NAMED and scene.entry(t.at).section == section
            for t in q.targets
        )
    if not q.targets:
        return False
    best = q.targets[0]
    noun = next((p.noun for p in q.parts if p.section == section), "")
    return (
        bool({stem(w) for w in best.words} - FREE)
        and scene.entry(best.at).section == section
        and best.score > SURELY_NAMED
        and not noun.endswith("s")
    )


def _one_of(scene: Scene, section: str) -> re.Pattern[str]:
    """What finds a single one with its article: "the project", "that paper"."""
    parts = [p for p in scene.question.parts if p.section == section]
    nouns = "|".join(p.noun for p in parts if not p.plural) or "-"
    return re.compile(rf"\b(?:the|that|this|they) (?:\w+ )?(?:{nouns})\b")


def _of_section(scene: Scene, section: str) -> Outcome | None:
    """The section, what of it holds the question's words, or that it is not there."""
    q = scene.question
    pool = scene.newest_first(scene.section(section))
    called = ASKS[section].search(q.text) if section in ASKS else None
    known = stems_of(f"{section} {called[0] if called else ''}")
    wanted = q.stems - FREE - known
    if not pool:
        elsewhere = section == "projects" or (section == "publications" and wanted)
        return None if elsewhere else none_of(scene, section)
    if section == "references":
        named = tuple(i for i in pool if wanted & stems_of(scene.entry(i).title))
        return listed(scene, section, named or pool)
    if section == "interests" and not (wanted and q.polar):
        return listed(scene, section, pool)
    if not q.polar:
        wanted = frozenset(w for w in wanted if not scene.evidence.idle(w))
    if q.polar and q.has(STILL) and (going := _going_on(scene, pool)):
        pool = going
    if wanted:
        return _holding(scene, section, pool, wanted)
    if scene.leans and scene.topic and q.refers:
        return tied(scene, section, pool)
    return listed(scene, section, pool)


def _going_on(scene: Scene, pool: tuple[int, ...]) -> tuple[int, ...]:
    """Those that have no end yet."""
    return tuple(i for i in pool if scene.goes_on(i))


def _holding(
    scene: Scene, section: str, pool: tuple[int, ...], wanted: frozenset[str]
) -> Outcome | None:
    """The entries that hold all the words, or some of them."""
    words = {i: words_of(scene.entry(i)) for i in pool}
    some = tuple(i for i in pool if wanted & words[i])
    whole = tuple(i for i in pool if wanted <= words[i])
    if whole or (some and not scene.question.polar):
        return listed(scene, section, whole or some)
    if scene.leans and scene.topic:
        return tied(scene, section, pool)
    return None


def none_of(scene: Scene, section: str) -> Outcome:
    """That a part is not there."""
    noun = NOUNS.get(section) or many(section)
    opening = "No, the" if scene.question.polar else "The"
    return not_there(f"{opening} résumé doesn't list any {noun}.")
