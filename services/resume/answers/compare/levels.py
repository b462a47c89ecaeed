"""Skills and languages compared by their levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from services.models.resume import Entry
from services.resume.answers.compare.naming import label, of_two
from services.resume.answers.compare.pairs import pieces
from services.resume.answers.evidence import stems_of
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.ranks import CODE, rank, said_level
from services.resume.answers.reading import paths
from services.resume.answers.scene import Scene
from services.resume.answers.wording import upper_opening
from services.resume.questions.patterns import any_of
from services.resume.telling.fluency import fluency
from services.resume.telling.lists import joined

LOWEST = any_of(r"\b(?:worst|weakest|least|lowest)\b")


def extreme_level(scene: Scene, pool: Sequence[int]) -> Outcome | None:
    """The skills or the language of the highest or lowest level."""
    ranked = [(r, i) for i in pool if (r := rank(fluency(scene.entry(i)))) >= 0]
    if not ranked:
        return None
    low = scene.question.has(LOWEST)
    extreme = (min if low else max)(r for r, _ in ranked)
    best = tuple(i for r, i in ranked if r == extreme)
    entry = scene.entry(best[0])
    single = len(best) == 1 and entry.section == "languages"
    names = upper_opening(joined([label(scene.entry(i)) for i in best]))
    which = "the lowest" if low else f"{scene.voice.their} best"
    text = f"{names} {'is' if single else 'are'} {which}, at {_level(entry)}."
    return Outcome((say(text, *paths(scene, best)),), entry.section, best)


def _level(entry: Entry) -> str:
    """The level in words: "level B2", "expert level"."""
    level = said_level(entry)
    return f"level {level}" if CODE.match(level) else f"{level} level"


def levels_compared(scene: Scene) -> Outcome | None:
    """Two skills or languages by their levels, the higher one first."""
    named = (skill_named(scene, piece) for piece in pieces(scene))
    found = list(dict.fromkeys(skill.at for skill in named if skill))[:2]
    if len(found) < 2:
        return None
    ranks = {i: rank(fluency(scene.entry(i))) for i in found}
    a, b = sorted(found, key=lambda i: -ranks[i])
    if min(ranks.values()) < 0:
        return None
    first, second = scene.entry(a), scene.entry(b)
    level, lower = said_level(first), said_level(second)
    if ranks[a] == ranks[b]:
        text = f"Both are at {level} level: {label(first)} and {label(second)}."
        return of_two(scene, text, a, b)
    v = scene.voice
    against = f"{level} level there, against {lower} for {label(second)}"
    text = f"{label(first)} more: {v.they} {v.is_} at {against}."
    return of_two(scene, text, a, b)


class Skill(NamedTuple):
    """A group of skills or a language, and the name by which it was called."""

    at: int
    name: str


def skill_named(scene: Scene, tokens: Sequence[str]) -> Skill | None:
    """The skills or the language that words name, best with their whole name."""
    stems = frozenset(s for t in tokens for s in stems_of(t))
    groups = scene.section("skills")
    for skill in _names(scene, (*groups, *scene.section("languages"))):
        whole = stems_of(skill.name)
        if whole and whole <= stems:
            return skill
    touched = (s for s in _names(scene, groups) if stems_of(s.name) & stems)
    return next(touched, None)


def _names(scene: Scene, positions: Sequence[int]) -> Iterator[Skill]:
    """Every name in the groups, the group's own first."""
    for at in positions:
        entry = scene.entry(at)
        for name in (entry.title, *entry.technologies):
            yield Skill(at, name)
