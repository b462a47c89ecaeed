"""The job of today."""

from __future__ import annotations

from services.resume.answers.evidence import stems_of
from services.resume.answers.jobs.listing import roles_at
from services.resume.answers.outcome import Outcome, first_fitting, say
from services.resume.answers.reading import about_entry, one_entry, told
from services.resume.answers.scene import Scene
from services.resume.questions.patterns import any_of

CURRENT = any_of(
    r"\bwhere (?:does|is|do) they (?:currently |now |actually )?(?:work|working|"
    "employed)(?: now| at| for| currently| today| these days| at the moment|"
    " at present)*$",
    r"\b(?:current|present|latest|most recent|newest) (?:\w+ )?(?:job|role|"
    "title|position|employer|company|work|workplace|gig|post|employment|occupation)"
    r"\b",
    r"\bwho (?:does|is) they (?:currently |now )?(?:work|working|employed|"
    r"employer)(?: for| by| with)?\b",
    r"\bwhat is they (?:job )?(?:title|position|role|rank|job)(?: at the moment|"
    " at present| these days| nowadays| now| today| currently)?$",
    r"\bwhere is they (?:stationed|posted|placed|assigned)\b",
    r"\bwhat (?:is|does) they (?:do|doing|working on|working as|work as|up "
    "to)(?: now| currently| at the moment| today| right now| these days| "
    "at present)$",
    r"\bjob now\b",
    r"\bwhat is they (?:there|here)(?: now| today| currently)?$",
    r"\bthey employer$",
    r"\b(?:job )?rank\b(?: now| right now| currently)?$",
    r"\bwho (?:does|is) they (?:currently |now )?\w+ (?:for|with|at)(?: now|"
    " these days| currently| today| at the moment)*$",
    r"\b(?:which|what) \w+ (?:is|does) they (?:currently |now |work(?:ing)"
    "? )?(?:at|in|employed at)(?: now| these days| currently)*$",
    r"^where is they \w+ing (?:now|nowadays|at the moment|these days|currently|"
    r"today|right now)$",
    r"\b(?:which|what) (?:\w+ ){1,2}is they (?:with|at|working for|working with)"
    r"(?: now| these days| currently| today| at the moment)*$",
    r"\bthey is (?:at|with) (?:now|these days|currently|at the moment)\b",
    r"\bwhat company (?:is|does) they (?:work|at|with|working)\b",
    r"\bworking (?:at|for) now\b",
    r"\bwork(?:s|ing)? (?:at )?(?:the moment|present)\b",
)


BREATH = 42
SEVERAL_ROLES = any_of(r"\b(?:positions|roles|titles|ranks|jobs) .*\b(?:at|in|with)\b")


def today(scene: Scene) -> Outcome | None:
    """The job of today; where none goes on, the last one with its end."""
    if not scene.question.has(CURRENT) or (scene.own and not _all_jobs(scene)):
        return None
    if scene.question.has(SEVERAL_ROLES) and scene.current_jobs:
        return roles_at(scene, scene.current_jobs)
    if not scene.fresh and scene.question.refers and not scene.own:
        return _now_there(scene)
    return of_today(scene)


def _now_there(scene: Scene) -> Outcome | None:
    """The newest role at the employer spoken of."""
    jobs = [i for i in scene.topic if scene.entry(i).section == "experience"]
    employer = scene.career.employer(scene.entry(jobs[0])) if jobs else None
    if employer is None or not employer.ongoing:
        return None
    return one_entry(scene, scene.at(employer.roles[-1]))


def of_today(scene: Scene) -> Outcome | None:
    """The jobs that go on; without any the last one."""
    if jobs := _main_first(scene):
        said = [about_entry(scene, i) for i in jobs[:2]]
        if len(jobs) == 1:
            said = first_fitting([*said, *told(scene, jobs[0], limit=1)], BREATH)
        return Outcome(tuple(said), "experience", jobs)
    last = scene.newest_first(scene.section("experience"))[:1]
    if not last:
        return None
    none = say("No job is listed as current.")
    return Outcome((none, about_entry(scene, last[0])), "experience", last)


def _main_first(scene: Scene) -> tuple[int, ...]:
    """The jobs that go on, those of what the person calls themselves in front."""
    own = stems_of(scene.library.resume.profile.headline)

    def aside(at: int) -> bool:
        return not own & stems_of(scene.entry(at).role)

    return tuple(sorted(scene.current_jobs, key=aside))


def _all_jobs(scene: Scene) -> bool:
    """Whether everything that is named is a job."""
    return all(scene.entry(i).section == "experience" for i in scene.own)
