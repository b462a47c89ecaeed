"""The first, newest, longest or biggest of several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.language.stems import stem
from services.resume.answers.compare.amounts import by_amount
from services.resume.answers.compare.asks import DATED, LONGER, SHORTER, SUPERLATIVE
from services.resume.answers.compare.lengths import extreme_length
from services.resume.answers.compare.levels import extreme_level
from services.resume.answers.compare.naming import called
from services.resume.answers.compare.order import extreme_date
from services.resume.answers.entry_words import words_of
from services.resume.answers.lists.asks import ASKS
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import about_entry, read, told
from services.resume.answers.scene import Scene
from services.resume.answers.strengths import highlights
from services.resume.questions.patterns import any_of
from services.resume.telling.naming import name_of

ORDER = frozenset(
    stem(w)
    for w in """first last latest newest oldest earliest longest shortest biggest
    largest best most highest greatest recent stayed stay held done""".split()
)
"""Stems of asking for the most of something, which tell nothing of it."""
OLDEST = re.compile(r"\boldest|\bearliest")
FIRST = re.compile(r"\b(?:first|earliest|oldest)\b")
FIRST_AID = re.compile(r"\bfirst (?:aid|aider|name|hand)\b")
NEWEST = re.compile(r"\b(?:last|latest|newest|most recent|youngest)\b")
MOST = any_of(
    r"\b(?:biggest|largest|most|highest|greatest|smallest|fewest|lowest|"
    r"tallest|heaviest|busiest|furthest)\b",
)
OF_THOSE = any_of(
    r"\b(?:of (?:them|those|these)|which one|the \w+(?: \w+)? one|those|these)\b",
)
MADE = any_of(
    r"\bthing (?:they|has)",
    r"\bthey (?:has )?(?:made|make|built|design\w*|did|done|work)\b",
    r"\bbest work\b",
    r"\bmade\b",
    r"\bbuilt\b",
)


def superlative(scene: Scene) -> Outcome | None:
    """The first, newest, longest or biggest of a part, or of what was shown."""
    q = scene.question
    pool = _pool(scene) if q.has(SUPERLATIVE) and not q.has(FIRST_AID) else ()
    if not pool:
        return None
    section = scene.entry(pool[0]).section
    if q.has(LONGER) or q.has(SHORTER):
        return extreme_length(scene, pool)
    if q.has(OLDEST) or (q.has(FIRST) and section in DATED):
        return extreme_date(scene, pool, first=True)
    if q.has(NEWEST):
        return extreme_date(scene, pool, first=False)
    if section in ("skills", "languages"):
        return extreme_level(scene, pool)
    return by_amount(scene, pool) if q.has(MOST) else best_of(scene, pool)


def _pool(scene: Scene) -> tuple[int, ...]:
    """What was shown, or the part that is named; of it what holds further words."""
    q = scene.question
    if scene.leans and len(scene.listed) > 1 and q.has(OF_THOSE):
        return scene.listed
    for part in q.parts:
        if pool := scene.section(part.section):
            wanted = q.stems - ORDER
            return tuple(i for i in pool if _holds(scene, i, wanted)) or pool
    for section, asks in ASKS.items():
        if section in DATED and q.has(asks) and scene.section(section):
            return scene.section(section)
    return scene.section("projects") if q.has(MADE) else ()


def _holds(scene: Scene, at: int, stems: frozenset[str]) -> bool:
    """Whether an entry has all of the words."""
    return bool(stems) and stems <= words_of(scene.entry(at))


def best_of(scene: Scene, pool: Sequence[int]) -> Outcome | None:
    """The entry with the strongest highlight or an award to its name."""
    ids = frozenset(scene.entry(i).id for i in pool)
    best = highlights(scene, limit=2, within=ids)
    won = [i for i in pool if _awards(scene, i)]
    if not best and not won:
        return None
    at = min(won) if won else scene.library.position[best[0].entry]
    entry, prize = scene.entry(at), _awards(scene, at)[:1]
    text = f"Going by the résumé, {called(scene, at)} stands out."
    said = [say(text, entry.path)]
    if entry.section == "projects":
        said += told(scene, at, limit=2)
    else:
        said += [read(scene, f) for f in best if f.entry == entry.id]
    said += [about_entry(scene, a) for a in prize]
    return Outcome(tuple(said[:4]), entry.section, (at, *prize), listing=True)


def _awards(scene: Scene, at: int) -> list[int]:
    """The awards that name an entry."""
    name = name_of(scene.entry(at)).lower()
    awards = ((a, scene.entry(a)) for a in scene.section("awards"))
    return [a for a, e in awards if name in f"{e.description} {e.title}".lower()]
