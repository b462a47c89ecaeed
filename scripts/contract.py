"""The interface against that of the last release: `python -m scripts.contract`.

It names what has broken since, and fails if anything has. `python -m scripts.contract
release` keeps the interface of now as that of the last release, and `python -m
scripts.contract ids` the names of calls that are new.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from api_server import create_app
from scripts.contract_changes import METHODS, breaking_changes
from scripts.demo import demo_settings
from services.api.described.names import with_short_ids

ROOT = Path(__file__).parent.parent
RELEASED = ROOT / "docs" / "contract.json"
IDS = ROOT / "docs" / "operation-ids.json"
UNTOLD = ("description", "summary", "title", "examples", "example", "tags")
"""What no program relies on."""


def interface() -> dict[str, Any]:
    """The interface of now, of a bare machine."""
    with tempfile.TemporaryDirectory() as folder:
        settings = demo_settings(Path(folder), token_urlsafe(24))
        return create_app(settings).openapi()


def without_words(schema: Any) -> Any:
    """A schema without what is for people."""
    if isinstance(schema, list):
        return [without_words(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: value for key, value in schema.items() if key not in UNTOLD}
    fields = kept.pop("properties", None)
    found = {key: without_words(value) for key, value in kept.items()}
    if fields is not None:
        found["properties"] = {name: without_words(one) for name, one in fields.items()}
    return found


def bare(interface: dict[str, Any]) -> dict[str, Any]:
    """What callers rely on: the calls, what they take, and what they give."""
    paths = {
        path: {
            method: bare_call(methods[method])
            for method in METHODS
            if method in methods
        }
        for path, methods in interface["paths"].items()
    }
    schemas = interface["components"]["schemas"]
    kept: dict[str, Any] = {}
    waiting = named_in(paths)
    while waiting:
        name = waiting.pop()
        if name not in kept:
            kept[name] = without_words(schemas[name])
            waiting |= named_in(kept[name])
    return {
        "openapi": interface["openapi"],
        "info": {key: interface["info"][key] for key in ("title", "version")},
        "paths": paths,
        "components": {"schemas": dict(sorted(kept.items()))},
    }


def bare_call(call: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = without_words(call)
    found["responses"] = {
        status: {"description": "", **answer}
        for status, answer in found["responses"].items()
        if status.startswith("2")
    }
    return found


def named_in(schema: Any) -> set[str]:
    """The names of the schemas that are referred to."""
    if isinstance(schema, list):
        return {name for one in schema for name in named_in(one)}
    if not isinstance(schema, dict):
        return set()
    found = {name for one in schema.values() for name in named_in(one)}
    if isinstance(ref := schema.get("$ref"), str):
        found.add(ref.rpartition("/")[2])
    return found


def ids(interface: dict[str, Any]) -> dict[str, list[str]]:
    """The names of each call: its `operationId`, and its short one."""
    short = with_short_ids(interface)["paths"]
    return {
        f"{method.upper()} {path}": [
            call["operationId"],
            short[path][method]["operationId"],
        ]
        for path, methods in interface["paths"].items()
        for method, call in methods.items()
    }


def kept_ids() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(IDS.read_text(encoding="utf-8"))
    return found


def keep_ids(interface: dict[str, Any]) -> int:
    """Add the names of new calls to those kept, which stay; how many were new."""
    before = kept_ids() if IDS.exists() else {}
    found = dict(sorted((ids(interface) | before).items()))
    lines = (
        f"  {json.dumps(call)}: {json.dumps(told)}" for call, told in found.items()
    )
    IDS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return len(found) - len(before)


def written(interface: dict[str, Any]) -> str:
    """The document with a line for each call and each schema."""

    def line(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def block(values: dict[str, Any]) -> str:
        lines = (f"  {line(name)}:{line(value)}" for name, value in values.items())
        return "{\n" + ",\n".join(lines) + "\n}"

    head = line({key: interface[key] for key in ("openapi", "info")}).removesuffix("}")
    paths, schemas = interface["paths"], interface["components"]["schemas"]
    body = f'"paths":{block(paths)},\n"components":{{"schemas":{block(schemas)}}}'
    return f"{head},\n{body}}}\n"


def main(wanted: list[str]) -> int:
    now = interface()
    if wanted == ["ids"]:
        print(f"{IDS.name}: {keep_ids(now)} new")
        return 0
    if wanted == ["release"]:
        RELEASED.write_text(written(bare(now)), encoding="utf-8")
        print(f"{RELEASED.name}: the interface of {now['info']['version']}")
        return 0
    old = json.loads(RELEASED.read_text(encoding="utf-8"))
    broken = breaking_changes(old, now)
    print(*broken, f"{len(broken)} broken since {old['info']['version']}", sep="\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
