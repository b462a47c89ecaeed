"""What OpenAPI tells of the interface as a whole: tags, what is superseded."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from services.api.deprecations import Deprecations
from services.api.described.access import with_access
from services.api.described.failures import with_failures
from services.api.described.forms import with_empty_forms
from services.api.described.names import operation_id
from services.api.described.tags import TAGS
from services.api.described.words import with_words
from services.api.middleware.versions import VERSION_PREFIX

BARE = {"url": "./", "description": "Without a version."}
VERSIONED = {"url": f".{VERSION_PREFIX}", "description": "Version 1."}
"""Both are as seen from the document: the service may be served under a path."""
BELOW = [{"url": "./", "description": "Version 1."}]


def describe(app: FastAPI, deprecations: Deprecations) -> None:
    """Have each call described once: a version is another server, not other paths."""
    app.router.generate_unique_id_function = operation_id
    written = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = written()
            schema["servers"] = [BARE, VERSIONED]
            schema["tags"] = tags_of(schema)
            for (method, path), _ in deprecations.items():
                schema["paths"][path][method.lower()]["deprecated"] = True
            for told in (with_words, with_empty_forms, with_access, with_failures):
                told(schema)
        return written()

    app.openapi = openapi  # type: ignore[method-assign]


def tags_of(schema: dict[str, Any]) -> list[dict[str, str]]:
    """The tags that calls have, in the order of TAGS, each with its text."""
    calls = [call for methods in schema["paths"].values() for call in methods.values()]
    used = dict.fromkeys(tag for call in calls for tag in call.get("tags", ()))
    known = [name for name in TAGS if name in used]
    others = [name for name in used if name not in TAGS]
    told = [{"name": name, "description": TAGS[name]} for name in known]
    return [*told, *({"name": name} for name in others)]
