"""Where more of the work can be seen."""

from __future__ import annotations

from services.models.resume import Profile
from services.resume.answers.contact.asking import unknown
from services.resume.answers.contact.networks import CALLED, title_of
from services.resume.answers.contact.ways import reach, told
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.scene import Scene
from services.resume.telling.lists import joined


def profile(scene: Scene, asked: str) -> Outcome:
    """The address on one network, or that there is none and where else to look."""
    v, name = scene.voice, CALLED.get(asked, asked)
    if link := _link(scene.library.resume.profile, name):
        subject = f"Yes, {v.they}" if scene.question.polar else v.They
        text = f"{subject} {v.is_} on {title_of(name)}: {link}"
        return told(text, "basics.profiles")
    none = say(f"No {title_of(name)} profile is listed in the résumé.")
    rest = more_work(scene)
    also = rest.said if not rest.absent else ()
    return Outcome((none, *also), "contact", absent=True)


def _link(person: Profile, network: str) -> str:
    """The address on a network; empty without one."""
    links = {name.replace(" ", ""): url for name, url in person.links.items()}
    return links.get(network.replace(" ", ""), "")


def more_work(scene: Scene) -> Outcome:
    """Links of the entry spoken of, or the person's website and profiles."""
    person, v = scene.library.resume.profile, scene.voice
    for at in scene.named:
        entry = scene.entry(at)
        if link := next(iter(entry.links.values()), ""):
            said = say(f"You can find {entry.title} at {link}", entry.path)
            return Outcome((said,), "contact", (at,), item_type="contact")
    places = [person.website] if person.website else []
    places += [f"{title_of(name)} ({url})" for name, url in person.links.items()]
    if places:
        text = f"You can see more of {v.their} work at {joined(places[:3])}"
        return told(text, "basics.profiles")
    if person.email:
        return reach(scene)
    return unknown(scene, f"where to see more of {v.their} work")
