"""What is wrong in a résumé file, and where."""

from __future__ import annotations

from collections.abc import Sequence
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
    """`projects[2].title`."""
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
