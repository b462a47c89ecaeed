"""Technologies, their families, and the other things people ask about."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from services.resume.reading.phrasebook import Phrasebook, Tag, stemmed
from services.resume.reading.text import clean, words
from services.resume.reading.wordlists import table

TECHNOLOGY, FAMILY, THEME = "technology", "family", "theme"
PLACE = "place:"
"""How the ids of countries begin."""
PLACES = ("location", "organization")
"""Where a town's name means that something was there."""
NOT_FAMILIES = ("implied", "ambiguous")
INFLECTED = 6
"""Letters of a common noun that a résumé lists and may also say as a verb."""


@dataclass(frozen=True, slots=True)
class Topic:
    """`parents` are topics that this one is evidence for; `fields` limits where."""

    id: str
    title: str
    kind: str
    parents: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    section: str = ""
    """The part of the résumé that the topic is about by itself."""
    instead: tuple[str, ...] = ()
    """Topics that answer for this one where nothing shows it."""
    ambiguous: bool = False
    """In running text the name is an everyday word."""
    wordlike: bool = False
    """In a question too."""
    own: bool = False
    """Named by this résumé only."""


@dataclass(slots=True)
class _Draft:
    title: str
    kind: str
    parents: set[str] = field(default_factory=set)
    fields: tuple[str, ...] = ()
    section: str = ""
    instead: tuple[str, ...] = ()
    wordlike: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Topics:
    """`asked` finds topics in a question, `shown` finds them in a résumé."""

    by_id: Mapping[str, Topic]
    asked: Phrasebook
    shown: Phrasebook
    shown_stems: Phrasebook


def topic_id(name: str) -> str:
    return "".join(words(clean(name)))


def load_topics(
    extra_technologies: Iterable[str] = (), everyday: Container[str] = ()
) -> Topics:
    """The general files, and the technologies that the résumé itself names.

    Of those, the ones in `everyday` are words of any question.
    """
    drafts: dict[str, _Draft] = {}
    asked, shown, stems = Phrasebook(), Phrasebook(), stemmed()
    technologies = dict(table("technologies"))
    ambiguous = {topic_id(n) for n in technologies["ambiguous"]["names"]}
    wordlike = {topic_id(n) for n in technologies["ambiguous"]["words"]}
    for family, body in technologies.items():
        if family not in NOT_FAMILIES:
            _add_family(family, body, drafts, asked, shown, stems)
    _add_extra(extra_technologies, drafts, asked, shown, stems, everyday)
    for parent, children in technologies["implied"].items():
        for child in children:
            if topic_id(child) in drafts:
                drafts[topic_id(child)].parents.add(topic_id(parent))
    for name, body in table("themes").items():
        _add_theme(f"theme:{name}", body, drafts, asked, stems)
    for name, body in table("places").items():
        place = {"fields": PLACES, **body}
        _add_theme(f"{PLACE}{name}", place, drafts, asked, stems)
    by_id = {
        key: Topic(
            id=key,
            title=d.title,
            kind=d.kind,
            parents=tuple(sorted(d.parents)),
            fields=d.fields,
            section=d.section,
            instead=d.instead,
            ambiguous=key in ambiguous,
            wordlike=d.wordlike or key in wordlike,
            own=d.own,
        )
        for key, d in drafts.items()
    }
    return Topics(by_id, asked, shown, stems)


def _add_family(
    family: str,
    body: Mapping[str, Any],
    drafts: dict[str, _Draft],
    in_questions: Phrasebook,
    in_texts: Phrasebook,
    stems: Phrasebook,
) -> None:
    key = f"family:{family}"
    tag = Tag("topic", key)
    draft = drafts.setdefault(key, _Draft(body["title"], FAMILY))
    draft.title, draft.kind = body["title"], FAMILY
    for phrase in body.get("called", ()):
        in_questions.add(phrase, tag)
    for phrase in (*body.get("called", ()), *body.get("words", ())):
        stems.add(phrase, tag)
    for name in body.get("includes", ()):
        inner = drafts.setdefault(f"family:{name}", _Draft(name, FAMILY))
        inner.parents.add(key)
    for line in body.get("members", ()):
        name, _, aliases = line.partition(":")
        member = topic_id(name)
        drafts.setdefault(member, _Draft(name, TECHNOLOGY)).parents.add(key)
        for alias in (name, *filter(None, (a.strip() for a in aliases.split(",")))):
            in_questions.add(alias, Tag("topic", member))
            in_texts.add(alias, Tag("topic", member))


def _add_extra(
    names: Iterable[str],
    drafts: dict[str, _Draft],
    in_questions: Phrasebook,
    in_texts: Phrasebook,
    stems: Phrasebook,
    everyday: Container[str],
) -> None:
    for name in names:
        key = topic_id(name)
        if not key or in_texts.lookup(key) or in_questions.lookup(key):
            continue
        drafts[key] = _Draft(name, TECHNOLOGY, wordlike=key in everyday, own=True)
        in_questions.add(name, Tag("topic", key))
        in_texts.add(name, Tag("topic", key))
        if name.islower() and len(key) >= INFLECTED:
            stems.add(name, Tag("topic", key))  # "negotiation", "negotiated"


def _add_theme(
    key: str,
    body: Mapping[str, Any],
    drafts: dict[str, _Draft],
    in_questions: Phrasebook,
    stems: Phrasebook,
) -> None:
    tag = Tag("topic", key)
    fields = tuple(body.get("fields", ()))
    drafts[key] = _Draft(
        body["title"],
        THEME,
        fields=fields,
        section=body.get("section", ""),
        instead=tuple(f"theme:{other}" for other in body.get("instead", ())),
    )
    for phrase in body["called"]:
        in_questions.add(phrase, tag)
    for phrase in body["words"]:
        stems.add(phrase, tag)
