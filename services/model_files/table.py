"""The table of model files, models.toml, as objects."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("models.toml")


@dataclass(frozen=True, slots=True)
class ModelFile:
    """`path` is where its package has it, `name` what it is called in use."""

    name: str
    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Package:
    """`wheel` is the wheel's SHA-256, in hexadecimal."""

    name: str
    version: str
    wheel: str
    files: tuple[ModelFile, ...]


@dataclass(frozen=True, slots=True)
class Model:
    name: str
    title: str
    use: str
    licence: str
    origin: str
    packages: tuple[Package, ...]


@cache
def models() -> tuple[Model, ...]:
    """Return every model of the table, in its order."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return tuple(_models(table["model"]))


def model(name: str) -> Model:
    """Return the model of that name; raise KeyError when there is none."""
    return {model.name: model for model in models()}[name]


def _models(rows: list[dict[str, Any]]) -> Iterator[Model]:
    for row in rows:
        packages = tuple(_package(package) for package in row.pop("package"))
        yield Model(packages=packages, **row)


def _package(row: Mapping[str, Any]) -> Package:
    files = tuple(ModelFile(**file) for file in row["file"])
    return Package(row["name"], row["version"], row["wheel"], files)
