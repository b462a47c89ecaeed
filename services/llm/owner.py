"""What prompts and checks know of the résumé's owner."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from services.llm.composing import Persona
from services.llm.lexicon import tokenize
from services.models.resume import Entry, Resume


@dataclass(frozen=True, slots=True)
class Owner:
    persona: Persona
    profile: str
    known: frozenset[str]
    """Words of all entries: said of the wrong one, they are no paraphrase."""
    version: str
    details: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What the résumé says of an entry beyond its card, by id."""


def owner_of(resume: Resume, *, tone: str) -> Owner:
    profile = resume.profile
    entries = [entry for section in resume.sections.values() for entry in section]
    summary = [profile.name, profile.headline, profile.location, profile.summary]
    return Owner(
        persona=Persona(profile.name, profile.pronouns[0], tone),
        profile=". ".join(part.rstrip(".") for part in summary if part),
        known=frozenset(word for entry in entries for word in words_of(entry)),
        version=resume.version,
        details={entry.id: details_of(entry) for entry in entries},
    )


def following(resume: Callable[[], Resume], *, tone: str) -> Callable[[], Owner]:
    """The owner of the newest résumé, worked out once for each version of it."""
    kept: list[Owner] = []

    def newest() -> Owner:
        current = resume()
        if not kept or kept[0].version != current.version:
            kept[:] = [owner_of(current, tone=tone)]
        return kept[0]

    return newest


def words_of(entry: Entry) -> Iterator[str]:
    texts = (
        entry.title,
        entry.organization,
        entry.description,
        *entry.highlights,
        *entry.technologies,
        *entry.keywords,
        *entry.metrics,
    )
    for text in texts:
        yield from (token.key for token in tokenize(text))


def details_of(entry: Entry) -> tuple[str, ...]:
    """What a card leaves out: a place, keywords, a grade, a thesis."""
    facts = (
        f"{name}: {value if isinstance(value, str) else ', '.join(value)}"
        for name, value in entry.facts.items()
    )
    keywords = ", ".join(entry.keywords)
    if keywords and entry.section == "education":
        keywords = f"coursework: {keywords}"
    return tuple(text for text in (entry.location, keywords, *facts) if text)
