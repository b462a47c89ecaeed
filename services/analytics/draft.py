"""A gap as a draft for the résumé: where an answer would go, with blanks to fill in.

Nothing is applied and nothing is claimed: every value that only the owner can know is a
blank in <…>, and the words that visitors used come along as keywords.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from services.analytics.filling import blanks_of
from services.analytics.gaps import Gap
from services.resume import json_resume, own_format
from services.resume.json_lines import Pointer
from services.resume.reading.topics import topic_id

DATE = "<when, such as 2024>"
DATES = "<from – to, such as Mar 2021 – Present>"
ITEMS: Mapping[str, Mapping[str, str]] = {
    "languages": {"language": "<{hint}>", "fluency": "<how well>"},
    "certifications": {"title": "<{hint}>", "issuer": "<who gave it>", "date": DATE},
    "education": {"institution": "<where>", "degree": "<{hint}>", "dates": DATES},
    "experience": {"company": "<{hint}>", "role": "<as what>", "dates": DATES},
    "projects": {"title": "<{hint}>", "description": "<what you did>", "date": DATE},
    "patents": {"title": "<{hint}>", "date": DATE},
    "talks": {"title": "<{hint}>", "venue": "<where>", "date": DATE},
}
"""An item's fields by section; other sections get a title, a text and keywords."""
NEW_GROUP = "other"


@dataclass(frozen=True, slots=True)
class Draft:
    """`patch` is a JSON Patch (RFC 6902); `field` says the place in words.

    `blanks` are what it leaves open, without their brackets.
    """

    field: str
    patch: tuple[Mapping[str, Any], ...]
    about: str
    blanks: tuple[str, ...] = ()


def draft(gap: Gap, document: Mapping[str, Any], siblings: Container[str]) -> Draft:
    """The draft that would fill a gap: where it goes, with blanks to fill in.

    `siblings` are technologies like the missing one: they show its skill group.
    """
    reader = json_resume if json_resume.is_json_resume(document) else own_format
    (person, _), sections = reader.split(document)
    section, _, key = gap.theme.field.partition(".")
    blank = f"<{gap.theme.hint}>"
    if key:
        steps = _person_steps(document, person, key, blank)
    elif section == "skills":
        steps = _skill_steps(sections, blank, siblings)
    else:
        steps = _item_steps(sections, section, _item(gap, section))
    where = steps[-1]["path"].strip("/").removesuffix("/-").replace("/", ".")
    return Draft(where, tuple(steps), gap.theme.about, blanks_of(steps))


def _item(gap: Gap, section: str) -> dict[str, Any]:
    theme = gap.theme
    if section in ITEMS:
        fields = ITEMS[section].items()
        return {name: text.replace("{hint}", theme.hint) for name, text in fields}
    title = theme.title[:1].upper() + theme.title[1:]
    return {
        "title": title,
        "description": f"<{theme.hint}>",
        "keywords": list(gap.keywords),
    }


def _person_steps(
    document: Mapping[str, Any], person: Pointer, key: str, blank: str
) -> list[dict[str, Any]]:
    if all(step in document for step in person):
        return [_add((*person, key), blank)]
    return [_add(person, {key: blank})]


def _skill_steps(
    sections: Mapping[str, tuple[Pointer, Any]], blank: str, siblings: Container[str]
) -> list[dict[str, Any]]:
    at, skills = sections.get("skills", (("skills",), None))
    if isinstance(skills, Mapping):
        groups = [name for name, group in skills.items() if isinstance(group, list)]
        group = max(
            groups,
            key=lambda name: sum(topic_id(str(s)) in siblings for s in skills[name]),
            default=None,
        )
        if group is None:
            return [_add((*at, NEW_GROUP), [blank])]
        return [_add((*at, group, "-"), blank)]
    if isinstance(skills, list):
        named = any(isinstance(skill, Mapping) for skill in skills)
        return [_add((*at, "-"), {"name": blank} if named else blank)]
    return [_add(at, {NEW_GROUP: [blank]})]


def _item_steps(
    sections: Mapping[str, tuple[Pointer, Any]], section: str, item: dict[str, Any]
) -> list[dict[str, Any]]:
    at, entries = sections.get(section, ((section,), None))
    if isinstance(entries, Mapping):
        key, *rest = [value for value in item.values() if isinstance(value, str)]
        return [_add((*at, key), rest[0] if rest else "")]
    if isinstance(entries, list):
        return [_add((*at, "-"), item)]
    return [_add(at, [item])]


def _add(at: Pointer, value: Any) -> dict[str, Any]:
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in at)
    return {"op": "add", "path": "/" + "/".join(steps), "value": value}
