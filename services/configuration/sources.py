"""Where settings stand: the file .env, and names that look like settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from services.errors import ConfigurationError

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
ALIKE_IN_FILE = 0.5
ALIKE_IN_ENVIRONMENT = 0.8
ALIKE_IN_FAMILY = 0.72
"""The environment holds other programs' variables: only a near miss is told of; of
names that begin with the same word, a wider one."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that is no setting; `nearest` is empty where none is like it."""

    name: str
    nearest: str
    place: str


class EnvFile(PydanticBaseSettingsSource):
    """The file .env as a source of settings, whatever its encoding."""

    def __init__(self, settings_cls: type[BaseSettings], path: Path) -> None:
        super().__init__(settings_cls)
        self._path = path

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        """Nothing by itself: `__call__` reads the whole file at once."""
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        values = {k.lower(): v for k, v in read_env_file(self._path).items()}
        return {k: values[k] for k in self.settings_cls.model_fields if values.get(k)}


def read_env_file(path: Path) -> dict[str, str]:
    """The names and values of a .env file; raise ConfigurationError for bad lines."""
    text = _text(path)
    for statement in parse_stream(StringIO(text)):
        if statement.error:
            raise ConfigurationError(
                f"{path}:{statement.original.line}: this is not NAME=value"
            )
    values = dotenv_values(stream=StringIO(text))
    return {name: value or "" for name, value in values.items()}


def unknown_names(
    known: Iterable[str], in_file: Mapping[str, str], environment: Mapping[str, str]
) -> Iterator[Unknown]:
    """Names of the file that are no settings, and the environment's near misses."""
    settings = {name.upper() for name in known}
    for name in in_file:
        if name.upper() not in settings:
            yield Unknown(name, _nearest(name, settings, ALIKE_IN_FILE), ".env")
    for name in environment:
        if name.upper() in settings or name in in_file:
            continue
        family = {s for s in settings if s.split("_")[0] == name.upper().split("_")[0]}
        nearest = _nearest(name, settings, ALIKE_IN_ENVIRONMENT)
        if nearest := nearest or _nearest(name, family, ALIKE_IN_FAMILY):
            yield Unknown(name, nearest, "the environment")


def _nearest(name: str, settings: set[str], cutoff: float) -> str:
    return next(iter(get_close_matches(name.upper(), settings, 1, cutoff)), "")


def _text(path: Path) -> str:
    """UTF-8, or UTF-16 as some editors and shells of Windows write it."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        # A folder of that name is some tool's virtual environment.
        return ""
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}") from error
    encoding = "utf-16" if data[:2] in UTF_16 else "utf-8-sig"
    if b"\x00" in data[:2]:
        # Without a byte order mark: every second byte of plain names is nothing.
        encoding = "utf-16-be" if data[:1] == b"\x00" else "utf-16-le"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigurationError(
            f"{path}:{line}: this is not UTF-8 text; save it as UTF-8"
        ) from error
