"""Of a part what belongs to the entry spoken of."""

from __future__ import annotations

import re

from services.models.fact import Fact, Kind
from services.resume.answers.entry_words import text_of, words_of
from services.resume.answers.evidence import stems_of
from services.resume.answers.lists.asks import ASKS
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.reading import about_entry, read
from services.resume.answers.scene import Scene
from services.resume.answers.wording import lower_opening
from services.resume.questions.parts import one
from services.resume.telling.naming import name_of
from services.resume.telling.nouns import with_article

LINES = (Kind.HIGHLIGHT, Kind.SUMMARY)
RARE = 1.6
"""Weight from which a word of a name says which."""
SHARED_WORDS = 2
"""Words that two entries share at least where nothing else ties them."""
AFTERWARDS = 2
"""Months after the end of an entry in which something may still come of it."""


def tied(scene: Scene, section: str, pool: tuple[int, ...]) -> Outcome:
    """Of a part what belongs to the entry spoken of: its award, its patent."""
    here = scene.topic[0]
    close = _close(scene, here, pool)
    if lines := _own_lines(scene, section, here):
        said = _yes(scene, ":", read(scene, lines[0]))
        more = [about_entry(scene, i) for i in close[:1]]
        return Outcome((said, *more), section, (*close[:1], here))
    if close:
        said = _yes(scene, ",", about_entry(scene, close[0]))
        return Outcome((said,), section, close)
    name = name_of(scene.entry(here))
    none = f"The résumé doesn't connect {with_article(one(section))} with {name}."
    return Outcome((say(none),), section, (here,), absent=True)


def _own_lines(scene: Scene, section: str, here: int) -> list[Fact]:
    """Lines of the entry itself that speak of such a thing."""
    asks = ASKS.get(section) or re.compile(rf"\b{re.escape(one(section))}")
    stated = [f for f in scene.facts(here) if f.kind in LINES]
    return [f for f in stated if asks.search(f.text.lower())]


def _yes(scene: Scene, mark: str, said: Said) -> Said:
    """The sentence, after a "Yes" where that is asked."""
    if not scene.question.polar:
        return said
    return say(f"Yes{mark} {lower_opening(said.text)}", *said.paths)


def _close(scene: Scene, here: int, pool: tuple[int, ...]) -> tuple[int, ...]:
    """What names the entry, has a telling word of it, or shares words and time."""
    entry = scene.entry(here)
    name = name_of(entry).lower()
    texts = {i: text_of(scene.entry(i)).lower() for i in pool}
    if named := tuple(i for i in pool if name in texts[i] or texts[i] in name):
        return named
    if told := tuple(i for i in pool if _mentions(scene, i, here)):
        return told[:1]
    own = stems_of(f"{entry.title} {entry.description}")
    within = tuple(i for i in pool if _inside(scene, i, here))
    shared = [(len(own & words_of(scene.entry(i))), i) for i in within or pool]
    most, best = max(shared)
    return (best,) if most >= SHARED_WORDS else within[:1]


def _mentions(scene: Scene, at: int, here: int) -> bool:
    """Whether an entry's texts have a telling word of another's name."""
    entry = scene.entry(here)
    targets = scene.library.targets
    names = stems_of(f"{entry.organization} {entry.title}")
    rare = {w for w in names if targets.weight(w) >= RARE and len(w) > 3}
    return bool(rare & stems_of(text_of(scene.entry(at))))


def _inside(scene: Scene, at: int, here: int) -> bool:
    """Whether one began while the other ran, or soon after."""
    a, b = scene.career.stint(scene.entry(at)), scene.career.stint(scene.entry(here))
    if a is None or b is None:
        return False
    return b.bounds.first <= a.bounds.first <= b.bounds.last + AFTERWARDS
