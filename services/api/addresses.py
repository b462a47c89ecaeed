"""Addresses of this service as its visitors reach it."""

from __future__ import annotations

import re

from fastapi import Request

from services.api.middleware.versions import is_versioned, versioned
from services.guard.rate_limit import is_trusted

HOST = re.compile(r"[A-Za-z0-9._-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")
PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)+")
SCHEMES = ("http", "https")


def absolute(request: Request, path: str, trusted_proxies: tuple[str, ...]) -> str:
    """The address of `path` with the scheme, host and prefix that the visitor uses.

    What a proxy says of them (`X-Forwarded-Proto`, `-Host`, `-Prefix`) counts where the
    proxy is trusted; a host that is none leaves the bare path. Who asked below the
    version is led there, too.
    """
    if is_versioned(request.state.asked):
        path = versioned(path)
    scheme, host = request.url.scheme, request.headers.get("host", "")
    prefix = str(request.scope.get("root_path", ""))
    if is_trusted(request.state.peer, trusted_proxies):
        proto = _forwarded(request, "proto").lower()
        scheme = proto if proto in SCHEMES else scheme
        host = _forwarded(request, "host") or host
        said = _forwarded(request, "prefix").rstrip("/")
        prefix = said if PREFIX.fullmatch(said) else prefix
    if not HOST.fullmatch(host):
        return f"{prefix}{path}"
    return f"{scheme}://{host}{prefix}{path}"


def _forwarded(request: Request, name: str) -> str:
    """What the nearest proxy says: it adds its own word at the end."""
    said = request.headers.getlist(f"x-forwarded-{name}")
    return said[-1].rpartition(",")[2].strip() if said else ""
