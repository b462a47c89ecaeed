"""Forms to try: a field that may be left out is empty until somebody fills it in.

Tools that make a form of the interface put `string` into each field without an example,
and send it; as a `language` that is a wrong one. Every value of a form is a text: the
example of a number is an empty one, too.
"""

from __future__ import annotations

from typing import Any

FORM = "multipart/form-data"
REFERRED = "#/components/schemas/"


def with_empty_forms(schema: dict[str, Any]) -> None:
    """Give each field that is empty at first an empty example, unless it has one."""
    models = schema["components"]["schemas"]
    for model in forms_of(schema):
        required = models[model].get("required", ())
        for name, field in models[model]["properties"].items():
            is_list = field.get("type") == "array"
            empty = is_list or name not in required
            if empty and not {"default", "example"} & field.keys():
                field["example"] = [] if is_list else ""


def forms_of(schema: dict[str, Any]) -> list[str]:
    """The names of the schemas that are sent as forms."""
    bodies = [
        call["requestBody"]["content"].get(FORM)
        for methods in schema["paths"].values()
        for call in methods.values()
        if "requestBody" in call
    ]
    return [body["schema"]["$ref"].removeprefix(REFERRED) for body in bodies if body]
