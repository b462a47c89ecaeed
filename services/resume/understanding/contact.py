"""Questions about reaching the person and other facts of the profile."""

from __future__ import annotations

from services.language.stems import stem
from services.models.resume import Profile
from services.resume.reading.phrasebook import Mark
from services.resume.reading.reading import Reading
from services.resume.reading.text import clean, words
from services.resume.reading.topics import PLACE
from services.resume.understanding.finding import Finding, Situation

NETWORKS = {
    "github": "GitHub", "linkedin": "LinkedIn", "twitter": "Twitter",
    "scholar": "Google Scholar", "orcid": "ORCID", "stackoverflow": "Stack Overflow",
    "instagram": "Instagram", "facebook": "Facebook", "youtube": "YouTube",
    "medium": "Medium", "kaggle": "Kaggle", "mastodon": "Mastodon",
    "gitlab": "GitLab", "behance": "Behance",
}  # fmt: skip
"""As visitors' words name them, and as they write themselves."""
DIRECT = ("email", "phone", *NETWORKS, "social", "resume_file")
GENERAL = (
    "contact", "hire", "location", "website", "salary", "age", "availability",
    "relocation",
)  # fmt: skip
OF_A_THING = ("github", "gitlab", "youtube", "medium", "social", "resume_file")
PERSONAL = ("age", "salary")
"""Asked of a person only: "how old is the earth" is no question for us."""
ABOUT = ("name", "pronouns", "headline")
WHERE_IS = (("where", "is"), ("where", "are"))
TOLD_AS = {
    "salary": ("salary", "rate", "compensation"),
    "age": ("age", "birthday", "date_of_birth", "nationality", "visa", "citizenship"),
    "availability": ("availability", "available", "notice_period", "start_date"),
    "relocation": ("relocation", "relocate", "willing_to_relocate"),
}
"""What owners call these facts in their contact details."""


def contact(situation: Situation, *, of_entry: bool) -> Finding | None:
    """The profile fact asked for; with `of_entry` the question also names an entry."""
    reading = situation.reading
    slots = tuple(
        m.value for m in reading.of("slot") if not _done_by_person(situation, m)
    )
    if "address" in slots:
        return Finding("private", "unsafe", "off_topic", slot="address")
    wanted = _fitting(situation, slots, _wanted(situation, slots, of_entry=of_entry))
    if not wanted and _asks_for_home(situation):
        return _finding(("location",), situation)
    if not of_entry and not reading.left:
        wanted += [m.value for m in reading.of("profile_link")]
    if wanted:
        return _finding(tuple(dict.fromkeys(wanted)), situation)
    if of_entry or reading.left or reading.has("topic"):
        return None
    return _about_person(reading, slots)


def _wanted(
    situation: Situation, slots: tuple[str, ...], *, of_entry: bool
) -> list[str]:
    """The facts of the profile that are named, some of them in passing."""
    reading, profile = situation.reading, situation.index.resume.profile
    wanted = _direct(situation, slots, of_entry=of_entry)
    if not of_entry and not _about_more(reading):
        wanted += [s for s in slots if s in GENERAL]
    if reading.has("topic"):  # a visa is looked up everywhere, here first
        wanted += [s for s in slots if s in PERSONAL and held(s, profile)]
    if not of_entry:
        return wanted
    if reading.person and not reading.has("entry"):
        wanted += [s for s in slots if s == "location"]
    return wanted or [s for s in slots if s == "contact"]


def _direct(
    situation: Situation, slots: tuple[str, ...], *, of_entry: bool
) -> list[str]:
    """Addresses and links that are asked for; of an entry only those of the person."""
    reading, profile = situation.reading, situation.index.resume.profile
    others = OF_A_THING if of_entry else ()
    wanted = [s for s in slots if s in DIRECT and s not in others]
    wanted = [s for s in wanted if not _only_told_of(s, situation)]
    if "link" in slots and not of_entry and situation.context.fresh:
        wanted += [n for n in NETWORKS if n in reading.words and held(n, profile)]
    return wanted


def _fitting(
    situation: Situation, slots: tuple[str, ...], names: list[str]
) -> list[str]:
    """Of the facts wanted, those that the rest of the question leaves room for."""
    reading, profile = situation.reading, situation.index.resume.profile
    if "resume_file" in names and (len(slots) > 1 or reading.has("about")):
        names.remove("resume_file")
    if not reading.person:
        names = [s for s in names if s not in PERSONAL]
    if reading.left:  # "youtube views" is about views, unless there is such a link
        names = [s for s in names if s not in NETWORKS or held(s, profile)]
    if reading.has("degree"):  # "in which city did she do her PhD"
        names = [s for s in names if s != "location"]
    return names


def _about_person(reading: Reading, slots: tuple[str, ...]) -> Finding | None:
    """The name, the pronouns or the headline, where nothing else is asked for."""
    about = [s for s in slots if s in ABOUT]
    if not about or reading.has("section"):
        return None
    if "headline" in about and reading.has("order", "current"):
        return None
    kind = "headline" if about[0] == "headline" else "profile"
    return Finding(kind, "about", "about", slot=about[0])


def _about_more(reading: Reading) -> bool:
    """Whether a subject is named; a country is where somebody is: "in Germany"."""
    return any(not topic.startswith(PLACE) for topic in reading.values("topic"))


def _only_told_of(slot: str, situation: Situation) -> bool:
    """Whether work tells of it and the profile does not: "anything with YouTube"."""
    index, reading = situation.index, situation.reading
    told = slot in NETWORKS and stem(slot) in index.postings
    return told and not reading.person and not held(slot, index.resume.profile)


def _asks_for_home(situation: Situation) -> bool:
    """Whether only a place that the profile gives is asked for: "is she in Berlin"."""
    reading = situation.reading
    if reading.words[:2] in WHERE_IS and not reading.left:
        marks = [m for m in reading.marks if m.value not in ("place", "yesno")]
        return reading.person and all(m.kind in ("person", "filler") for m in marks)
    at = _place_at(reading)
    if at < 1 or set(reading.words[:at]) & set(reading.left):
        return False
    if not (reading.person and reading.yes_no and reading.words[0] == "is"):
        return False
    if _about_more(reading) or reading.has("verb") or reading.has("section"):
        return False
    return _names_home(situation, reading.words[at + 1 :])


def _place_at(reading: Reading) -> int:
    """Where the word stands that a place follows, or -1: "in", "from"."""
    return next((i for i, w in enumerate(reading.words) if w in ("in", "from")), -1)


def _names_home(situation: Situation, behind: tuple[str, ...]) -> bool:
    """Whether these words are the place that the profile gives, or any country."""
    place = {w for w in behind if w not in ("the", "now", "area")}
    home = set(words(clean(situation.index.resume.profile.location)))
    return bool(place) and (place <= home or situation.reading.has("topic"))


def _done_by_person(situation: Situation, mark: Mark) -> bool:
    """Whether the words are about work: "who did she hire", "phone games".

    "Hire her" is about her.
    """
    reading = situation.reading
    said = reading.words[mark.start : mark.end]
    if any(topic.start == mark.end for topic in reading.of("topic")):
        return True  # "phone games" are games
    return said == ("hire",) and reading.word_before(mark) in ("he", "she", "they")


def _finding(slots: tuple[str, ...], situation: Situation) -> Finding:
    profile = situation.index.resume.profile
    absent = not any(held(slot, profile) for slot in slots)
    return Finding(
        "contact",
        "contact",
        "contact",
        slot="|".join(slots),
        absent=absent,
        yes_no=situation.reading.yes_no,
        confidence=0.95,
    )


def held(slot: str, profile: Profile) -> str:
    """The profile's value for a slot; empty when the résumé does not say."""
    if slot in ("email", "phone", "location", "website"):
        return str(getattr(profile, slot))
    if slot == "twitter":
        return profile.links.get("twitter") or profile.links.get("x", "")
    if slot in NETWORKS:
        return next((url for n, url in profile.links.items() if slot in n), "")
    if slot.startswith("link:"):
        return profile.links.get(slot.removeprefix("link:"), "")
    if slot in ("contact", "hire"):
        return profile.email or profile.phone or next(iter(profile.links.values()), "")
    if slot == "social":
        return next(iter(profile.links.values()), "")
    if slot == "resume_file":
        return profile.website or profile.email
    return _told(profile, TOLD_AS.get(slot, ()))


def _told(profile: Profile, keys: tuple[str, ...]) -> str:
    for key in keys:
        value = profile.facts.get(key)
        if value:
            return value if isinstance(value, str) else ", ".join(value)
    return ""
