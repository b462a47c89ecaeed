"""Whether somebody is or was what is named."""

from __future__ import annotations

from services.models.fact import Kind
from services.resume.answers.evidence import stems_of
from services.resume.answers.outcome import Outcome, of_entry, say
from services.resume.answers.presence.found import Found, states, weighed
from services.resume.answers.presence.telling import confirmed, entries_of
from services.resume.answers.reading import about_entry, read
from services.resume.answers.scene import Scene
from services.resume.answers.weighing import weights
from services.resume.answers.wording import lower_opening
from services.resume.questions.patterns import any_of
from services.resume.telling.nouns import with_article

ROLE = any_of(
    "^(?:is|was|has) they (?:(?:ever|also|actually|really|currently|now|still|"
    "already|been|qualified as|trained as|working as|registered as) )*(?:an?|"
    r"the) (?P<role>\w[\w ]*)$",
)
QUALIFIED = ("certifications", "education", "volunteer")


def role(scene: Scene) -> Outcome | None:
    """Whether somebody is or was what is named: "is she a doctor"."""
    match = ROLE.match(scene.question.text)
    asked = stems_of(match["role"]) - {"an", "a"} if match else frozenset()
    if not match or not asked or scene.leans:
        return None
    return (
        _of_jobs(scene, asked)
        or _of_profile(scene, asked, match["role"])
        or _of_qualifications(scene, asked)
        or _of_lines(scene, asked, match["role"])
    )


def _of_jobs(scene: Scene, asked: frozenset[str]) -> Outcome | None:
    """The newest job with such a role."""
    jobs = scene.newest_first(scene.section("experience"))
    at = next((i for i in jobs if asked <= stems_of(scene.entry(i).role)), None)
    return None if at is None else _yes(scene, at, ",")


def _of_profile(scene: Scene, asked: frozenset[str], said: str) -> Outcome | None:
    """What the headline or the first sentence of the profile calls the person."""
    v, profile = scene.voice, scene.library.resume.profile
    texts = (profile.headline, profile.summary.split(".")[0])
    if not any(asked <= stems_of(text) for text in texts):
        return None
    text = f"Yes, {v.they} {v.is_} {with_article(profile.headline or said)}."
    return Outcome((say(text, "basics.label"),), "about")


def _of_qualifications(scene: Scene, asked: frozenset[str]) -> Outcome | None:
    """The certificate, degree or volunteering of that name."""
    for section in QUALIFIED:
        for at in scene.section(section):
            entry = scene.entry(at)
            if asked <= stems_of(f"{entry.title} {entry.role}"):
                return _yes(scene, at, ":")
    return None


def _yes(scene: Scene, at: int, mark: str) -> Outcome:
    text = lower_opening(about_entry(scene, at).text)
    return of_entry(scene.entry(at), at, f"Yes{mark} {text}")


def _of_lines(scene: Scene, asked: frozenset[str], said: str) -> Outcome:
    """A line that says it, the closest one, or that it is not said."""
    found = weighed(scene, asked, scene.question.whole)
    studied = found is not None and found.hit.fact.kind is Kind.COURSE
    sure = found is not None and not found.hit.missing and not studied
    if found and sure and states(scene, found, asked):
        return confirmed(scene, found)
    if found and found.sure >= weights().near:
        return _closest(scene, found)
    v = scene.voice
    none = say(f"No, the résumé doesn't call {v.them} {with_article(said)}.")
    headline = scene.library.resume.profile.headline.split(",")[0]
    if not headline:
        return Outcome((none,), "absent", absent=True)
    is_ = say(f"{v.They} {v.is_} {with_article(headline)}.", "basics.label")
    return Outcome((none, is_), "absent", absent=True)


def _closest(scene: Scene, found: Found) -> Outcome:
    said = read(scene, found.hit.fact)
    near = f"but the closest thing is this: {lower_opening(said.text)}"
    first = say(f"Not in so many words, {near}", *said.paths)
    return Outcome((first,), "about", entries_of(scene, (found.hit,)), closest=True)
