"""What a worker inherits of the environment: what programs need, and no key."""

from __future__ import annotations

import os

NAMES = frozenset(
    "PATH HOME USER LOGNAME SHELL TZ LANG LANGUAGE TMPDIR TEMP TMP VIRTUAL_ENV"
    " SSL_CERT_FILE SSL_CERT_DIR DO_NOT_TRACK ORT_DISABLE_TELEMETRY"
    # Windows starts no Python without the first of these.
    " SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT USERPROFILE HOMEDRIVE HOMEPATH"
    " APPDATA LOCALAPPDATA PROGRAMDATA NUMBER_OF_PROCESSORS".split()
)
PREFIXES = ("LC_", "LD_", "DYLD_", "PYTHON", "OMP_", "OPENBLAS_", "MKL_", "XDG_")
"""Locale, libraries, the interpreter, threads of numeric code, folders."""

FETCHING = tuple(
    "HF_ HUGGINGFACE_ HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY"
    " REQUESTS_CA_BUNDLE CURL_CA_BUNDLE".split()
)
"""Further prefixes, for the worker that fetches a model from the hub."""


def inherited(*further: str) -> dict[str, str]:
    """This process's variables, cut down; `further` are prefixes to let through."""
    prefixes = (*PREFIXES, *further)
    return {
        name: value
        for name, value in os.environ.items()
        # Proxies are named in small letters, too.
        if name.upper() in NAMES or name.upper().startswith(prefixes)
    }
