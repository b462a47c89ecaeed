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
class JoinedFile:
    """A file that is put together from files of the packages, by their names."""

    name: str
    parts: tuple[str, ...]
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Package:
    """`wheels` are the SHA-256 of its wheels, in hexadecimal, one a platform.

    A package without files is code that the model's files are run by.
    """

    name: str
    version: str
    wheels: tuple[str, ...]
    files: tuple[ModelFile, ...]

    @property
    def requirement(self) -> str:
        """The line that an installer takes these wheels by, and no others."""
        hashes = " ".join(f"--hash=sha256:{wheel}" for wheel in self.wheels)
        return f"{self.name}=={self.version} {hashes}"


@dataclass(frozen=True, slots=True)
class Model:
    """`without` says what happens where it is not installed."""

    name: str
    title: str
    use: str
    without: str
    licence: str
    origin: str
    packages: tuple[Package, ...]
    joined: JoinedFile | None = None

    @property
    def files(self) -> tuple[ModelFile, ...]:
        """The files of its packages."""
        return tuple(file for package in self.packages for file in package.files)

    @property
    def size_mb(self) -> int:
        return round(sum(file.size for file in self.files) / 1e6)


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
        joined = row.pop("joined", None)
        yield Model(packages=packages, joined=_joined(joined), **row)


def _package(row: Mapping[str, Any]) -> Package:
    files = tuple(ModelFile(**file) for file in row.get("file", ()))
    wheels = tuple(row["wheels"]) if "wheels" in row else (row["wheel"],)
    return Package(row["name"], row["version"], wheels, files)


def _joined(row: Mapping[str, Any] | None) -> JoinedFile | None:
    if row is None:
        return None
    return JoinedFile(row["name"], tuple(row["parts"]), row["sha256"], row["size"])
