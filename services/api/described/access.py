"""Who may call what, as OpenAPI says it: the owner, programs with a key, guests.

A call's list of alternatives is made of its dependencies (`services/api/deps.py`). Here
is added what no dependency says: the second half of the cookie, and the doors of
programs, which a middleware guards by their addresses.
"""

from __future__ import annotations

from typing import Any

from services.api.deps import FORGERY_HEADER, OWNER, OWNER_SESSION, SAFE_METHODS
from services.api.middleware.keys import KEY_HEADER, is_door

FORGERY, KEY, KEY_ALONE = "owner_form", "api_key", "api_key_header"
SCHEMES: dict[str, dict[str, str]] = {
    FORGERY: {
        "type": "apiKey",
        "in": "header",
        "name": FORGERY_HEADER.title(),
        "description": "`csrf_token` of `GET /api/dashboard/session`, beside the "
        "cookie, for calls that change something.",
    },
    KEY: {
        "type": "http",
        "scheme": "bearer",
        "description": "One of API_KEYS; any value is passed over while none is set.",
    },
    KEY_ALONE: {
        "type": "apiKey",
        "in": "header",
        "name": KEY_HEADER.title(),
        "description": "The same key, in a header of its own.",
    },
}

Alternative = dict[str, list[str]]

DOOR: list[Alternative] = [{KEY: []}, {KEY_ALONE: []}, {OWNER: []}, {}]
"""Nothing is needed while no key is set."""


def with_access(schema: dict[str, Any]) -> None:
    """Say of each call what opens it; an empty alternative is that nothing need."""
    schema["components"].setdefault("securitySchemes", {}).update(SCHEMES)
    for path, methods in schema["paths"].items():
        for method, call in methods.items():
            if is_door(path):
                call["security"] = [dict(one) for one in DOOR]
            elif "security" in call:
                writes = method.upper() not in SAFE_METHODS
                call["security"] = alternatives(call["security"], writes=writes)


def alternatives(told: list[Alternative], *, writes: bool) -> list[Alternative]:
    """Each way in once; by cookie nothing is changed without the form's token."""
    found: list[Alternative] = []
    for one in told:
        way = one | {FORGERY: []} if writes and OWNER_SESSION in one else one
        if way not in found:
            found.append(way)
    return found
