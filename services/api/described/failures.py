"""Examples of errors: each is kept once, and referred to by every call that has it."""

from __future__ import annotations

from typing import Any

REFERRED = "#/components/examples/"


def with_failures(schema: dict[str, Any]) -> None:
    """Move the examples of `documented` to the document's end."""
    shared = schema["components"].setdefault("examples", {})
    for call in calls_of(schema):
        for answer in call["responses"].values():
            for body in answer.get("content", {}).values():
                for code, example in body.get("examples", {}).items():
                    if "value" in example:
                        name = kept(shared, code, whole(example))
                        body["examples"][code] = {"$ref": f"{REFERRED}{name}"}


def whole(example: dict[str, Any]) -> dict[str, Any]:
    """An example with `param` of OpenAI's body: what is null, the framework drops."""
    value = dict(example["value"])
    if "error" in value:
        value["error"] = {**value["error"], "param": None}
    return {**example, "value": value}


def kept(shared: dict[str, Any], code: str, example: dict[str, Any]) -> str:
    """The name under which an example is shared: one code has several sentences."""
    name, number = code, 1
    while shared.setdefault(name, example) != example:
        number += 1
        name = f"{code}_{number}"
    return name


def calls_of(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Every call of the document."""
    return [call for methods in schema["paths"].values() for call in methods.values()]
