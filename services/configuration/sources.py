"""Where settings stand: the file .env, and names that look like settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from services.configuration.env_file import EnvLine, read_env_file
from services.configuration.forms import trimmed

ALIKE_IN_FILE = 0.5
ALIKE_IN_ENVIRONMENT = 0.8
ALIKE_IN_FAMILY = 0.72
"""The environment holds other programs' variables: only a near miss is told of; of
names that begin with the same word, a wider one."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that is no setting; `nearest` is empty where none is like it.

    `place` is a line of the file, or the environment.
    """

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
        fields = {name.upper(): name for name in self.settings_cls.model_fields}
        lines = read_env_file(self._path, fields)
        return {fields[k]: v.value for k, v in lines.items() if k in fields and v.value}


def tidied(value: Any, field: FieldInfo) -> Any:
    """The value without what surrounds it by accident; a blank one is not set."""
    if not isinstance(value, str):
        return value
    value = trimmed(value)
    if not value:
        return field.get_default()
    kinds = get_args(field.annotation)
    named = [kind for kind in (field.annotation, *kinds) if get_origin(kind) is Literal]
    choices = {choice.lower(): choice for kind in named for choice in get_args(kind)}
    return choices.get(value.lower(), value)


def unknown_names(
    known: Iterable[str], in_file: Mapping[str, EnvLine], environment: Mapping[str, str]
) -> Iterator[Unknown]:
    """Names of the file that are no settings, and the environment's near misses."""
    settings = {name.upper() for name in known}
    for line in in_file.values():
        if line.name.upper() not in settings:
            nearest = _nearest(line.name, settings, ALIKE_IN_FILE)
            yield Unknown(line.name, nearest, f".env:{line.number}")
    for name in environment:
        if name.upper() in settings or name.upper() in in_file:
            continue
        family = {s for s in settings if s.split("_")[0] == name.upper().split("_")[0]}
        nearest = _nearest(name, settings, ALIKE_IN_ENVIRONMENT)
        if nearest := nearest or _nearest(name, family, ALIKE_IN_FAMILY):
            yield Unknown(name, nearest, "the environment")


def _nearest(name: str, settings: set[str], cutoff: float) -> str:
    return next(iter(get_close_matches(name.upper(), settings, 1, cutoff)), "")
