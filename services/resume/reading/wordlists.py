"""The word files beside the code, which need no programmer to extend."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@cache
def table(name: str) -> Mapping[str, Any]:
    """One TOML file of services/resume/data: `technologies`, `phrases/en`, …."""
    source = files("services.resume").joinpath("data", f"{name}.toml")
    return MappingProxyType(tomllib.loads(source.read_text("utf-8")))


@cache
def names(folder: str) -> tuple[str, ...]:
    """The languages that a folder has files for."""
    place = files("services.resume").joinpath("data", folder)
    return tuple(sorted(f.name.removesuffix(".toml") for f in place.iterdir()))
