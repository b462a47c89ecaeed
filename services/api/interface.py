"""What OpenAPI tells of the interface as a whole: its version, what is superseded."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from services.api.deprecations import Deprecations
from services.api.middleware.versions import VERSION_PREFIX

BARE = {"url": "./", "description": "Without a version."}
VERSIONED = {"url": f".{VERSION_PREFIX}", "description": "Version 1."}
"""Both are as seen from the document: the service may be served under a path."""
BELOW = [{"url": "./", "description": "Version 1."}]


def describe(app: FastAPI, deprecations: Deprecations) -> None:
    """Have each call described once: a version is another server, not other paths."""
    written = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = written()
            schema["servers"] = [BARE, VERSIONED]
            for (method, path), _ in deprecations.items():
                schema["paths"][path][method.lower()]["deprecated"] = True
        return written()

    app.openapi = openapi  # type: ignore[method-assign]
