"""What the résumé says about the person."""

from __future__ import annotations

from services.models.fact import Fact, Kind, Value
from services.models.resume import Profile
from services.resume.entries import heading
from services.resume.facts.aloud import Aloud
from services.resume.facts.lines import sentences
from services.resume.facts.reading import TextReader
from services.resume.facts.writing import Writer

NETWORK_NAMES = {
    "linkedin": "LinkedIn",
    "github": "GitHub",
    "gitlab": "GitLab",
    "youtube": "YouTube",
    "orcid": "ORCID",
    "stackoverflow": "Stack Overflow",
}


def profile_facts(
    profile: Profile, reader: TextReader, aloud: Aloud
) -> tuple[Fact, ...]:
    """Name, headline, profile, home, ways of contact, and fields of the owner's."""
    writer = Writer(None)
    person = Value("person", profile.name, profile.name)
    said = aloud.name(profile.name)
    writer.add("name", profile.name, Kind.TITLE, [person], path=".name", sentence=said)
    line = profile.headline
    values, said = reader.values(line), aloud.headline(line)
    writer.add("headline", line, Kind.TITLE, values, path=".headline", sentence=said)
    for number, sentence in enumerate(sentences(profile.summary)):
        values, said = reader.values(sentence), aloud.own_words(sentence)
        key = f"summary/{number}"
        writer.add(key, sentence, Kind.PROFILE, values, path=".summary", sentence=said)
    home = profile.location
    place, said = Value("place", home, home), aloud.home(home)
    writer.add("location", home, Kind.PLACE, [place], path=".location", sentence=said)
    _add_contact(writer, profile, aloud)
    for key, value in profile.facts.items():
        for number, text in enumerate((value,) if isinstance(value, str) else value):
            own = key if isinstance(value, str) else f"{key}/{number}"
            values, said = reader.values(text), aloud.field(key, text)
            writer.add(own, text, Kind.FIELD, values, path=f".{key}", sentence=said)
    return tuple(writer.facts)


def _add_contact(writer: Writer, profile: Profile, aloud: Aloud) -> None:
    for name, label in (("email", "email"), ("phone", "phone number")):
        text = getattr(profile, name)
        said = aloud.contact(label, text)
        writer.add(name, text, Kind.CONTACT, path=f".{name}", sentence=said)
    site, said = profile.website, aloud.contact("website", profile.website)
    writer.add("website", site, Kind.CONTACT, path=".website", sentence=said)
    for name, address in profile.links.items():
        said = aloud.contact(
            f"{NETWORK_NAMES.get(name, heading(name))} profile", address
        )
        path = f".links.{name}"
        writer.add(f"links/{name}", address, Kind.LINK, path=path, sentence=said)
