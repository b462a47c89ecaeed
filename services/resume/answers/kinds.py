"""Questions known by what they mean: each kind with what it is answered with."""

from __future__ import annotations

from collections.abc import Callable

from services.resume.answers import courtesy
from services.resume.answers.asking_kinds import PLAIN, kinds
from services.resume.answers.compare.lengths import longest_stay
from services.resume.answers.contact import home, more_work, ways
from services.resume.answers.durations.fields import in_all
from services.resume.answers.jobs.beginning import first_job
from services.resume.answers.jobs.listing import all_jobs
from services.resume.answers.jobs.today import of_today
from services.resume.answers.jobs.walk import career_told
from services.resume.answers.languages import all_spoken
from services.resume.answers.leading import led
from services.resume.answers.lists.skills import all_or_none
from services.resume.answers.lists.telling import listed
from services.resume.answers.outcome import Outcome
from services.resume.answers.pitch import hiring, portrait, sides, standing_out, wishes
from services.resume.answers.presence.found import nothing_answers, told_by
from services.resume.answers.presence.present import EXPERIENCE
from services.resume.answers.scene import Scene
from services.resume.answers.study.places import studied
from services.resume.answers.unstated.unstated import about_matter, matter_named

SURE = 0.85
"""Probability from which a kind goes before what words alone would find."""
LIKELY = 0.65
"""Probability from which it goes before the nearest fact."""
CERTAIN = 0.95
"""Probability from which it goes before a fact that has the question's words."""
CONFIRMED = 0.9
"""Probability from which it says yes."""
MOSTLY = 0.4
LEAST_WORDS = 3


def by_kind(scene: Scene, least: float = SURE) -> Outcome | None:
    """The answer of the question's kind where it is at least that probable."""
    if scene.own or scene.leans or scene.question.when:
        return None
    q = scene.question
    if len(q.tokens) < LEAST_WORDS or (q.has(EXPERIENCE) and _unheard(scene)):
        return None
    vector = scene.evidence.asked(scene.question.text)
    if vector is None:
        return None
    kind, chance = kinds().likeliest(vector)
    if kind == PLAIN or chance < least or (chance < CERTAIN and _stated(scene)):
        return None
    if kind in PARTS and q.asking in OF_ONE and told_by(scene):
        return None
    unsure = chance < CONFIRMED or nothing_answers(scene)
    if q.polar and kind in PARTS and unsure:
        return None
    return ANSWERS[kind](scene)


def _unheard(scene: Scene) -> bool:
    """Whether experience is asked for in what no fact has: "any fundraising"."""
    return any(not scene.evidence.known(w) for w in scene.question.stems)


def _stated(scene: Scene) -> bool:
    """Whether a fact has most of the words that tell what is asked for."""
    q = scene.question
    hits = scene.evidence.ranked(q.stems, q.whole, limit=3)
    return any(h.own > MOSTLY for h in hits)


Tell = Callable[[Scene], Outcome | None]


def _part(*sections: str) -> Tell:
    """What tells all of the first of the parts that has entries."""

    def told(scene: Scene) -> Outcome | None:
        """The entries of the part, or None where there is none."""
        for section in sections:
            if pool := scene.newest_first(scene.section(section)):
                return listed(scene, section, pool)
        return None

    return told


def _matter(name: str) -> Tell:
    """What tells whether a matter is stated."""

    def told(scene: Scene) -> Outcome | None:
        """What is stated of the matter, or that nothing is."""
        return about_matter(scene, matter_named(name))

    return told


OF_ONE = ("who", "when", "where", "how", "why")
"""Questions that one fact answers, not a list."""
PARTS = frozenset(
    """tongues interests references awards published volunteer certificates projects
    skills""".split()
)
"""Kinds that tell what a part holds."""
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
    "jobs": all_jobs,
    "longest": longest_stay,
    "first_job": first_job,
    "years": in_all,
    "team": led,
    "studied": studied,
    "tongues": all_spoken,
    "interests": _part("interests"),
    "references": _part("references"),
    "awards": _part("awards"),
    "published": _part("publications", "blog"),
    "volunteer": _part("volunteer"),
    "certificates": _part("certifications"),
    "projects": _part("projects"),
    "reach": ways.reach,
    "more_work": more_work.more_work,
    "copy": ways.copy_of_resume,
    "lives": home.based,
    "skills": all_or_none,
    "greet": courtesy.greeted,
    "bye": courtesy.farewell,
    **{
        name: _matter(name)
        for name in ("pay", "notice", "move", "remote", "age", "family")
    },
}
