"""Which came first, and which is the oldest or newest."""

from __future__ import annotations

from collections.abc import Sequence

from services.resume.answers.compare.asks import NEWER, OLDER
from services.resume.answers.compare.naming import called, of_two, starts
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import about_entry, told
from services.resume.answers.scene import Scene, day_number
from services.resume.questions.parts import one
from services.resume.telling.naming import name_of


def order_of(scene: Scene, this: int, other: int) -> Outcome | None:
    """Whether what was spoken of came before or after something else."""
    a, b = day_number(scene.entry(this)), day_number(scene.entry(other))
    if not a or not b:
        return None
    side = "before" if a < b else "after"
    times = f"{starts(scene, this)}, against {starts(scene, other)}"
    text = f"{called(scene, this)} came {side} {called(scene, other)}: {times}."
    return of_two(scene, text, this, other)


def by_date(scene: Scene, first: int, second: int) -> Outcome | None:
    """Which of two came first, or is newer where that is asked."""
    days = [(d, i) for i in (first, second) if (d := day_number(scene.entry(i)))]
    if len(days) < 2:
        return None
    newer = scene.question.has(NEWER) and not scene.question.has(OLDER)
    (_, a), (_, b) = sorted(days, reverse=newer)
    word, then = ("is newer", "was") if newer else ("came first", "followed")
    text = f"{called(scene, a)} {word}, {starts(scene, a)}"
    time = starts(scene, b)
    stop = "" if time.startswith("in ") else ","
    text += f"; {called(scene, b)} {then}{stop} {time}."
    return of_two(scene, text, a, b)


def extreme_date(scene: Scene, pool: Sequence[int], *, first: bool) -> Outcome | None:
    """The first or the newest of several, with a line of its own."""
    dated = [i for i in pool if scene.entry(i).period]
    ordered = scene.oldest_first(pool) if first else scene.newest_first(dated)
    if not ordered:
        return None
    at = ordered[0]
    entry = scene.entry(at)
    more = told(scene, at, limit=1)
    if entry.section != "projects":
        return Outcome((about_entry(scene, at), *more), entry.section, (at,))
    which = f"the {'oldest' if first else 'newest'} {one(entry.section)}"
    text = f"{name_of(entry)} is {which}, {starts(scene, at)}."
    return Outcome((say(text, entry.path), *more), entry.section, (at,))
