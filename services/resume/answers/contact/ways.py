"""Each way to reach the person, or that there is none."""

from __future__ import annotations

from services.models.resume import Profile
from services.resume.answers.contact.asking import unknown
from services.resume.answers.contact.networks import title_of
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.scene import Scene
from services.resume.telling.lists import joined
from services.resume.telling.places import spoken_place


def told(text: str, path: str) -> Outcome:
    """The answer that is one sentence about a way of contact."""
    return Outcome((say(text, path),), "contact", item_type="contact", confidence=0.95)


def reach(scene: Scene) -> Outcome:
    """Every way there is, the most direct first."""
    v = scene.voice
    ways = joined(_ways(scene.library.resume.profile), "or")
    if not ways:
        none = say(f"The résumé doesn't give a way to reach {v.them}.")
        return Outcome((none,), "contact", item_type="contact")
    said = [say(f"The best way to reach {v.them} is {ways}.", "basics")]
    if free := scene.availability:
        said.append(say(free.sentence, free.path))
    return Outcome(tuple(said), "contact", item_type="contact")


def _ways(person: Profile) -> list[str]:
    """At least one way, and two where there are as many."""
    ways = []
    if person.email:
        ways.append(f"by email at {person.email}")
    if person.phone:
        ways.append(f"by phone at {person.phone}")
    if not ways and person.website:
        ways.append(f"through {person.website}")
    if len(ways) < 2 and person.links:
        ways.append(f"on {title_of(next(iter(person.links)))}")
    return ways


def email(scene: Scene) -> Outcome:
    """The email address, or that there is none."""
    person, v = scene.library.resume.profile, scene.voice
    if not person.email:
        return unknown(scene, f"{v.their} email address")
    return told(f"{v.Their} email address is {person.email}.", "basics.email")


def phone(scene: Scene) -> Outcome:
    """The phone number, or that there is none."""
    person, v = scene.library.resume.profile, scene.voice
    if not person.phone:
        return unknown(scene, f"{v.their} phone number")
    return told(f"{v.Their} phone number is {person.phone}.", "basics.phone")


def street(scene: Scene) -> Outcome:
    """That the street is not there, and the town."""
    v, place = scene.voice, spoken_place(scene.library.resume.profile.location)
    said = [say(f"{v.Their} street address is not in the résumé.")]
    if place:
        said.append(say(f"{v.They} {v.is_} based in {place}.", "basics.location"))
    return Outcome(tuple(said), "contact", absent=True)


def copy_of_resume(scene: Scene) -> Outcome:
    """That the résumé is on the card beside the answer, and who else has it."""
    v, email = scene.voice, scene.library.resume.profile.email
    text = f"{v.Their} résumé is linked here, to read, to print or to keep as a file."
    also = f" You can also write to {v.them} at {email}." if email else ""
    return told(text + also, "basics.email" if email else "basics")
