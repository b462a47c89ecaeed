"""A résumé entry as the card that a front end shows."""

from __future__ import annotations

import re
from collections.abc import Mapping

from services.models.answer import Card
from services.models.resume import Entry
from services.resume.card_descriptions import described, said
from services.resume.link_names import named_links

TYPES: Mapping[str, str] = {
    "projects": "project",
    "skills": "skill",
    "publications": "publication",
    "certifications": "certification",
    "awards": "award",
    "languages": "language",
    "interests": "interest",
    "references": "reference",
}
"""Card types by section; a section that is not here is its own type."""
LINK_ORDER = ("link", "demo", "github", "website", "doi", "pdf", "company")
MAX_CONTENT_CHARS = 240
ADDRESS = re.compile(r"https?://\S+|mailto:\S+", re.I)
BARE_ADDRESS = re.compile(r"[\w-]+(\.[\w-]+)+(/\S*)?")


def to_card(entry: Entry) -> Card:
    addresses = {name: a for name, raw in entry.links.items() if (a := address(raw))}
    link = next((addresses[name] for name in LINK_ORDER if name in addresses), None)
    if link is None:
        link = next(iter(addresses.values()), None)
    named = named_links(entry, addresses)
    grouped = entry.section == "skills"
    return Card(
        id=entry.id,
        type=TYPES.get(entry.section, entry.section),
        title=entry.title,
        section=entry.section,
        content=content(entry),
        content_source=entry.path,
        technologies=() if grouped else entry.technologies,
        highlights=entry.highlights,
        skills=entry.technologies if grouped else (),
        date=entry.period.text if entry.period else None,
        description=described(entry),
        metrics="; ".join(entry.metrics) or None,
        link=link,
        github=addresses.get("github"),
        demo=addresses.get("demo"),
        links=tuple(address for _, address in named),
        link_names=tuple(name for name, _ in named),
        **_named(entry),
    )


def address(text: str) -> str | None:
    """A link that a browser may follow; None for anything else, scripts above all."""
    if ADDRESS.fullmatch(text):
        return text
    if BARE_ADDRESS.fullmatch(text):
        return f"https://{text}"
    return None


def content(entry: Entry) -> str:
    """The entry in one line."""
    parts = [entry.description, *entry.highlights[:1], described(entry)]
    first = " ".join(next(filter(None, parts)).split())
    if len(first) <= MAX_CONTENT_CHARS:
        return first
    return first[:MAX_CONTENT_CHARS].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def _named(entry: Entry) -> dict[str, str | None]:
    """Who and what, under the names that each section's cards carry."""
    organization, role = entry.organization or None, entry.role or None
    match entry.section:
        case "experience":
            return {"company": organization, "role": role}
        case "education":
            return {"institution": organization, "degree": role}
        case "publications":
            return {"authors": said(entry, "authors") or None, "venue": organization}
        case "skills" | "languages":
            return {}
        case _:
            return {"organization": organization, "role": role}
