"""Questions known by what they mean: answered like the nearest example."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from services.resume.answers.contact import home, more_work, ways
from services.resume.answers.jobs.today import of_today
from services.resume.answers.jobs.walk import career_told
from services.resume.answers.lists.skills import all_or_none
from services.resume.answers.lists.telling import listed
from services.resume.answers.outcome import Outcome
from services.resume.answers.pitch import hiring, portrait, sides, standing_out, wishes
from services.resume.answers.scene import Scene
from services.resume.answers.unstated.unstated import about_matter, matter_named
from services.resume.questions.canonical import canonical
from services.resume.reading.text import clean, words
from services.resume.reading.wordlists import table

NEAR_ENOUGH = 0.65
"""Cosine from which a question is of its nearest example's kind."""
AHEAD = 0.03
"""How much nearer than any plain question."""
LEAST_WORDS = 3
PLAIN = "plain"


def by_example(scene: Scene) -> Outcome | None:
    """The answer of the kind that the question is nearest to, if it is near enough."""
    if scene.own or scene.leans or scene.question.when:
        return None
    if len(scene.question.tokens) < LEAST_WORDS:
        return None
    best = _nearest(scene)
    if not best:
        return None
    plain = best.pop(PLAIN)
    kind = max(best, key=lambda name: best[name])
    if best[kind] < NEAR_ENOUGH or best[kind] < plain + AHEAD:
        return None
    return ANSWERS[kind](scene)


def _nearest(scene: Scene) -> dict[str, float]:
    """The cosine of the nearest example of each kind; empty without meaning."""
    scores = scene.evidence.near_examples(scene.question.text)
    if scores is None:
        return {}
    best: dict[str, float] = {}
    for (name, _), score in zip(examples(), scores, strict=True):
        best[name] = max(best.get(name, -1.0), float(score))
    return best


@cache
def examples() -> tuple[tuple[str, str], ...]:
    """Each kind's name with an example, in one form with the questions."""
    return tuple(
        (name, canonical(words(clean(example)), ()).text)
        for name, body in table("kinds").items()
        for example in body["examples"]
    )


Tell = Callable[[Scene], Outcome | None]


def _part(section: str) -> Tell:
    """What tells all of a part."""

    def told(scene: Scene) -> Outcome | None:
        """The entries of the part, or None where there is none."""
        pool = scene.newest_first(scene.section(section))
        return listed(scene, section, pool) if pool else None

    return told


def _matter(name: str) -> Tell:
    """What tells whether a matter is stated."""

    def told(scene: Scene) -> Outcome | None:
        """What is stated of the matter, or that nothing is."""
        return about_matter(scene, matter_named(name))

    return told


ANSWERS: dict[str, Tell] = {
    "pitch": hiring.pitch,
    "fit": hiring.fit,
    "different": standing_out.what_differs,
    "drives": wishes.what_drives,
    "looking": wishes.what_next,
    "strengths": sides.what_strengths,
    "weaknesses": sides.what_weaknesses,
    "achievement": standing_out.what_achieved,
    "about": portrait.summary,
    "walk": career_told,
    "today": of_today,
    "interests": _part("interests"),
    "references": _part("references"),
    "reach": ways.reach,
    "more_work": more_work.more_work,
    "copy": ways.copy_of_resume,
    "lives": home.based,
    "skills": all_or_none,
    **{
        name: _matter(name)
        for name in ("pay", "notice", "move", "remote", "age", "family")
    },
}
