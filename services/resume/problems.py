"""What is wrong in a résumé file, and where."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from services.resume.json_lines import Pointer

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Problem:
    """`pointer` says where: `("projects", 2, "title")`."""

    pointer: Pointer
    message: str


Warnings = list[Problem]
"""What was left out or could not be read, while the rest of the file stands."""


class Problems(ValueError):
    """Everything found wrong in one part of a document."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(p.message for p in problems))


def path_of(pointer: Pointer) -> str:
    """The path that a pointer means: `projects[2].title`."""
    text = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in pointer)
    return text.removeprefix(".")


def validate(model: type[Model], raw: Any, at: Pointer) -> Model:
    """Raise Problems, each with its place in the whole file."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise Problems(
            [Problem((*at, *item["loc"]), _plain(item)) for item in error.errors()]
        ) from None


def validate_known(
    model: type[Model], raw: Any, at: Pointer, known: Container[str], warnings: Warnings
) -> Model:
    """As `validate`; a field that is not `known` is left out where it is of no use."""
    try:
        return validate(model, raw, at)
    except Problems as found:
        wrong = {p.pointer[len(at)] for p in found.problems if len(p.pointer) > len(at)}
        if not wrong or any(key in known for key in wrong):
            raise
        warnings += [
            Problem(p.pointer, f"{p.message}: left out") for p in found.problems
        ]
    return validate(model, {k: v for k, v in raw.items() if k not in wrong}, at)


def _plain(item: Any) -> str:
    if item["type"] in ("model_type", "model_attributes_type"):
        return f"must be an object, not {kind(item['input'])}"
    return str(item["msg"]).removeprefix("Value error, ")


def kind(value: Any) -> str:
    """What a person calls this JSON value."""
    if value is None:
        return "null"
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false"}
    return names.get(type(value), "a number")
