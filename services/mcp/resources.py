"""The résumé as resources: its profile, its sections and its entries, as JSON."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from services.errors import NotFound
from services.mcp.library import Library

SCHEME = "resume://"
PROFILE = f"{SCHEME}profile"
JSON = "application/json"
SECTION_TEMPLATE = f"{SCHEME}{{section}}"
ENTRY_TEMPLATE = f"{SCHEME}{{section}}/{{id}}"
LONGEST = 300
UNKNOWN = "There is no such resource."


def addresses(library: Library) -> list[tuple[str, str]]:
    """Each resource that is listed, with what it is."""
    sections = [(f"{SCHEME}{s}", f"The section {s}") for s in library.sections]
    return [(PROFILE, "Who the résumé is about"), *sections]


def read(library: Library, address: str) -> dict[str, Any]:
    """What stands at an address; raise NotFound for any other than ours."""
    if not address.startswith(SCHEME) or len(address) > LONGEST:
        raise NotFound(UNKNOWN)
    if address == PROFILE:
        return library.profile()
    section, slash, entry_id = address.removeprefix(SCHEME).partition("/")
    if section not in library.sections:
        raise NotFound(UNKNOWN)
    if not slash:
        return library.cards(section)
    found = library.entry(unquote(entry_id))
    if found["section"] != section:
        raise NotFound(UNKNOWN)
    return found
