"""What the résumé says about the person."""

from __future__ import annotations

from services.models.fact import Fact, Kind, Value
from services.models.resume import Profile
from services.resume.entries import heading
from services.resume.facts.reading import TextReader
from services.resume.facts.sentences import sentences
from services.resume.facts.writing import Writer


def profile_facts(profile: Profile, reader: TextReader) -> tuple[Fact, ...]:
    writer = Writer(None)
    person = Value("person", profile.name, profile.name)
    writer.add("name", profile.name, Kind.TITLE, [person], path=".name")
    headline = reader.values(profile.headline)
    writer.add("headline", profile.headline, Kind.TITLE, headline, path=".headline")
    for number, sentence in enumerate(sentences(profile.summary)):
        values = reader.values(sentence)
        key = f"summary/{number}"
        writer.add(key, sentence, Kind.PROFILE, values, path=".summary")
    home = Value("place", profile.location, profile.location)
    writer.add(
        "location", profile.location, Kind.PLACE, [home], path=".location", label="Home"
    )
    _add_contact(writer, profile)
    for key, value in profile.facts.items():
        for number, text in enumerate((value,) if isinstance(value, str) else value):
            own = key if isinstance(value, str) else f"{key}/{number}"
            values = reader.values(text)
            label = heading(key)
            writer.add(own, text, Kind.FIELD, values, path=f".{key}", label=label)
    return tuple(writer.facts)


def _add_contact(writer: Writer, profile: Profile) -> None:
    for name in ("email", "phone", "website"):
        text, label = getattr(profile, name), heading(name)
        writer.add(name, text, Kind.CONTACT, path=f".{name}", label=label)
    for name, address in profile.links.items():
        key, label = f"links/{name}", heading(name)
        writer.add(key, address, Kind.LINK, path=f".links.{name}", label=label)
