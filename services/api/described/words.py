"""Texts for fields and parameters whose models leave them to words.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WORDS = Path(__file__).with_name("words.toml")


def read_words() -> dict[str, Any]:
    """Return `fields` and `parameters` by name, and `of` a schema by its fields."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def with_words(schema: dict[str, Any]) -> None:
    """Describe each field and parameter that has no description of its own."""
    words = read_words()
    for model, name, field in fields_of(schema):
        text = words["of"].get(model, {}).get(name) or words["fields"].get(name)
        if text is not None:
            field.setdefault("description", text)
    for _, parameter in parameters_of(schema):
        text = words["parameters"].get(parameter["name"])
        if text is not None:
            parameter.setdefault("description", text)


def fields_of(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each field of each schema: the schema's name, its own, and what is said of it."""
    for model, said in schema["components"]["schemas"].items():
        for name, field in said.get("properties", {}).items():
            yield model, name, field


def parameters_of(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each parameter of each call, with the call as `GET /path`."""
    for path, methods in schema["paths"].items():
        for method, call in methods.items():
            for parameter in call.get("parameters", ()):
                yield f"{method.upper()} {path}", parameter
