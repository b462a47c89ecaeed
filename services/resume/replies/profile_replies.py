"""What is said of the person, and in passing: contact, greetings, refusals."""

from __future__ import annotations

from services.models.resume import Profile
from services.resume.replies.phrases import Phrases
from services.resume.replies.said import Said
from services.resume.replies.wording import gist, short_name
from services.resume.suggesting.openers import first_question
from services.resume.understanding.contact import NETWORKS, held
from services.resume.understanding.filters import newest_first
from services.resume.understanding.finding import Finding, Situation

AVAILABILITY = "contact.availability"


def compose(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    match finding.kind:
        case "contact":
            return _contact(finding, situation, phrases)
        case "private":
            near = nearest(situation.index.resume.profile)
            return [Said(phrases.say("private", nearest=near), ())]
        case "profile":
            return [Said(phrases.say(f"profile_{finding.slot}"), ("basics.name",))]
        case "headline" | "about":
            return _about(situation, phrases)
        case "exhausted":
            return [Said(phrases.say("exhausted"), ())]
        case "act":
            return [Said(_passing(finding.subject, situation, phrases), ())]
        case kind:
            return [Said(_passing(kind, situation, phrases), ())]


def _passing(key: str, situation: Situation, phrases: Phrases) -> str:
    suggestion = first_question(situation.index, phrases)
    return phrases.say(key, suggestion=suggestion, languages=phrases.languages())


def nearest(profile: Profile) -> str:
    return held("contact", profile)


def _contact(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    profile = situation.index.resume.profile
    said: list[Said] = []
    for slot in finding.slot.split("|"):
        value = held(slot, profile)
        if not value:
            continue
        if slot == "hire" and (free := held("availability", profile)):
            said.append(Said(_fact("availability", free, phrases), (AVAILABILITY,)))
        if slot in ("contact", "hire"):
            return [*said, _ways(slot, profile, phrases)]
        said.append(Said(_fact(slot, value, phrases), (f"profile.{slot}",)))
    missing = [s for s in finding.slot.split("|") if not held(s, profile)]
    if missing:
        near = nearest(profile)
        noun = phrases.slot(missing[0])
        key = "contact_absent" if near else "contact_none"
        said.append(Said(phrases.say(key, network=noun, nearest=near), ()))
    return said


def _fact(slot: str, value: str, phrases: Phrases) -> str:
    slot = slot.removeprefix("link:")
    if network := NETWORKS.get(slot):
        return phrases.say("contact_link", network=network, value=value)
    if slot == "resume_file":
        return phrases.say("resume_file", value=value)
    key = f"contact_{slot}"
    if phrases.has(key):
        return phrases.say(key, value=value)
    return phrases.say("contact_link", network=phrases.slot(slot), value=value)


def _ways(slot: str, profile: Profile, phrases: Phrases) -> Said:
    links = [url for name, url in profile.links.items() if "linkedin" in name]
    links = links or list(profile.links.values())[:1]
    if profile.email:
        also = f" {phrases.word('or')} {links[0]}" if links else ""
        key = "contact_hire" if slot == "hire" else "contact"
        text = phrases.say(key, email=profile.email, links=also)
        return Said(text, ("profile.email",))
    ways = [w for w in (profile.phone, *links) if w]
    text = phrases.say("contact_links", links=phrases.joined(ways))
    return Said(text, ("profile.links",))


def _about(situation: Situation, phrases: Phrases) -> list[Said]:
    profile = situation.index.resume.profile
    headline = profile.headline or gist(profile.summary, 20)
    headline = headline.replace(" | ", ", ").rstrip(".")
    now = _now(situation, phrases)
    text = phrases.say("about", headline=headline, now=now).strip()
    text = text.replace(f"{profile.name}: .", f"{profile.name}.")
    return [Said(text, ("profile.headline", "experience[0]"))]


def _now(situation: Situation, phrases: Phrases) -> str:
    index = situation.index
    jobs = newest_first(index.by_section.get("experience", ()), index)
    if not jobs:
        return ""
    entry = index.entries[jobs[0]]
    if not entry.role:
        return ""
    key = "about_now" if entry.period and entry.period.ongoing else "about_last"
    return phrases.say(key, role=entry.role, organization=short_name(entry))
