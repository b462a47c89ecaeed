"""Items of the résumé file turned into Entries with stable ids."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from services.models.resume import Entry, FactValue, Period
from services.resume.fields import fact
from services.resume.items import (
    ITEMS,
    PLAIN_GROUP,
    Item,
    Project,
    Publication,
    Study,
)
from services.resume.json_lines import Pointer
from services.resume.periods import (
    AHEAD,
    begins_later,
    between,
    half_read,
    read_period,
    readable,
)
from services.resume.problems import (
    Problem,
    Problems,
    Warnings,
    kind,
    path_of,
    validate_known,
)
from services.resume.studies import degree

OPEN_ENDED = ("experience", "projects", "volunteer", "education")
"""Where a start without an end means that it goes on."""
NOT_FACTS = {"icon", "image", "logo", "thumbnail", "type", "section", "order"}
NAMED_BY_PLACE = ("experience", "education", "volunteer")
UNCALLED = "has no title or name, and nothing else to call it by: left out"
KEYWORDS_ARE_TECHNOLOGIES = ("projects", "skills")
MAX_ITEMS = 20_000


def read_section(
    section: str, raw: Any, at: Pointer, known: Container[str], warnings: Warnings
) -> tuple[Entry, ...]:
    """The entries of a section; raise Problems for items that are none.

    An item that nothing could be called by is left out, and warned of; so is a field
    that is of no use and not `known`.
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    for pointer, value in _items(section, raw, at):
        try:
            model = ITEMS.get(section, Item)
            item = validate_known(model, value, pointer, known, warnings)
            title = _title(item)
            if not title:
                warnings.append(Problem(pointer, UNCALLED))
                continue
            warnings += _unread_dates(item, value, pointer)
            period, ahead = _period(section, item)
            if ahead:
                warnings.append(Problem((*pointer, _key(item, value, ahead)), AHEAD))
            entries.append(_entry(section, item, pointer, title, period))
        except Problems as found:
            problems += found.problems
    if len(entries) > MAX_ITEMS:
        problems.append(Problem(at, f"more than {MAX_ITEMS:,} items"))
    if problems:
        raise Problems(problems)
    return tuple(entries)


def _title(item: Item) -> str:
    parts = ", ".join(filter(None, (_role(item), item.organization)))
    return item.title or parts or item.standing_in()


def _unread_dates(item: Item, raw: Any, pointer: Pointer) -> Iterator[Problem]:
    """What of an item's dates could not be read, at the key that holds it."""
    written = {"start": item.start, "end": item.end}
    if not any(written.values()):
        written = {"dates": item.dates}
    for field, text in written.items():
        if why := half_read(text):
            yield Problem((*pointer, _key(item, raw, field)), why)
    if why := half_read(item.start, item.end):
        yield Problem(pointer, why)


def _key(item: Item, raw: Any, field: str) -> str:
    """The key that the owner wrote a field under."""
    keys = raw.keys() if isinstance(raw, Mapping) else ()
    names = type(item).model_fields[field].validation_alias.choices  # type: ignore[union-attr]
    return str(next((name for name in names if name in keys), field))


def slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^\w]+|_+", "-", plain).strip("-")[:80]


def heading(key: str) -> str:
    """A key as a person would write it: "Big data" of `big_data`."""
    words = key.replace("_", " ").replace("-", " ").split()
    shown = [word.upper() if len(word) <= 2 else word for word in words]
    return " ".join([shown[0][:1].upper() + shown[0][1:], *shown[1:]]) if shown else key


def _items(section: str, raw: Any, at: Pointer) -> Iterator[tuple[Pointer, Any]]:
    """Each item with its place; groups by name become items of that name."""
    if raw is None:
        return
    if isinstance(raw, Mapping):
        for key, value in raw.items():
            yield (*at, key), _item_of_group(section, key, value)
    elif isinstance(raw, list):
        yield from _items_of_list(section, raw, at)
    elif isinstance(raw, str) and section in ("skills", "languages", "interests"):
        names = [name.strip() for name in raw.split(",") if name.strip()]
        yield from _items(section, names, at)
    else:
        raise Problems([Problem(at, f"must be a list, not {kind(raw)}")])


def _item_of_group(section: str, key: str, value: Any) -> Mapping[str, Any]:
    """What stands under a name, as an item that is called so."""
    if isinstance(value, Mapping):
        return {_heads(section): heading(key), **value}
    if section == "languages":
        return {"language": key, "fluency": value}
    return {"name": heading(key), "keywords": value}


def _items_of_list(
    section: str, raw: list[Any], at: Pointer
) -> Iterator[tuple[Pointer, Any]]:
    """Each item of a list; plain skills are one group."""
    if section == "skills" and raw and all(isinstance(v, str) for v in raw):
        yield at, {"name": PLAIN_GROUP, "keywords": raw}
        return
    for number, value in enumerate(raw):
        if value is not None:
            yield (*at, number), value


def _heads(section: str) -> str:
    """What the key of a group says of the item: an employer's name, or a title."""
    return "name" if section in NAMED_BY_PLACE else "title"


def _entry(
    section: str, item: Item, pointer: Pointer, title: str, period: Period | None
) -> Entry:
    role = _role(item)
    technologies, keywords = item.technologies, item.keywords
    facts = dict(_facts(item, pointer))
    if not technologies:
        technologies = item.tech_stack
    elif item.tech_stack:
        facts["tech_stack"] = item.tech_stack
    if not technologies and section in KEYWORDS_ARE_TECHNOLOGIES:
        technologies, keywords = keywords, ()
    if section == "skills" and not technologies:
        technologies = (title,)
    name = item.organization if section in ("experience", "education") else title
    if section == "volunteer":
        name = item.organization or title
    return Entry(
        id=item.id or f"{section}/{slug(name or title) or pointer[-1]}",
        section=section,
        title=title,
        path=path_of(pointer),
        organization=item.organization,
        role=role,
        period=period,
        location=item.location,
        description=item.description,
        highlights=item.highlights,
        technologies=technologies,
        keywords=keywords,
        metrics=item.metrics,
        links=_links(item),
        featured=item.featured,
        facts=facts,
    )


def _role(item: Item) -> str:
    if not isinstance(item, Study):
        return item.role
    return degree(item.role or item.study_type, item.area)


def _period(section: str, item: Item) -> tuple[Period | None, str]:
    """The period of an item, or none and the field of a start that has not come.

    What a section of the owner's own lists may well be ahead: talks, dates.
    """
    field = "start" if item.start or item.end else "dates"
    if field == "start":
        period = between(item.start, item.end, open_ended=section in OPEN_ENDED)
    else:
        period = read_period(item.dates)
        period = replace(period, text=readable(period.text)) if period else None
    if section in ITEMS and begins_later(period, date.today()):
        return None, field
    return period, ""


def _links(item: Item) -> dict[str, str]:
    named = {"link": item.link, "github": item.github, "demo": item.demo}
    if isinstance(item, Publication):
        doi = item.doi
        if doi and "://" not in doi:
            doi = f"https://doi.org/{doi.removeprefix('doi:')}"
        named |= {"doi": doi, "pdf": item.pdf}
    named = {key: value for key, value in named.items() if value}
    return item.written_links | item.links | named


def _facts(item: Item, pointer: Pointer) -> Iterator[tuple[str, FactValue]]:
    """What has no field of its own in an Entry."""
    own = {
        Study: ("gpa", "study_type", "area"),
        Publication: ("authors", "doi"),
        Project: ("kind",),
    }
    for name in own.get(type(item), ()):
        if value := getattr(item, name):
            yield name, value
    for key, raw in (item.model_extra or {}).items():
        if key in NOT_FACTS:
            continue
        try:
            value = fact(raw)
        except ValueError as error:
            raise Problems([Problem((*pointer, key), str(error))]) from None
        if value:
            yield key, value


def with_unique_ids(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The second `x` becomes `x-2`, unless the file has an `x-2` of its own."""
    entries = tuple(entries)
    taken = {entry.id for entry in entries}
    seen: Counter[str] = Counter()
    unique = []
    for entry in entries:
        seen[entry.id] += 1
        name = entry.id
        while seen[entry.id] > 1 and name in taken:
            name = f"{entry.id}-{seen[entry.id]}"
            seen[entry.id] += name in taken
        taken.add(name)
        unique.append(entry if name == entry.id else replace(entry, id=name))
    return tuple(unique)
