"""What a newer OpenAPI document breaks for those who rely on an older one.

A caller relies on two things: what was taken is still taken, and what was given is
still given. Both are one question, asked in two directions: does one schema allow all
that another one does?
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]

METHODS = ("get", "post", "put", "patch", "delete")
SMALLEST = ("minimum", "exclusiveMinimum", "minLength", "minItems")
LARGEST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems")
EXACT = ("pattern", "format", "multipleOf")
REF = "#/components/schemas/"


def breaking_changes(old: Schema, new: Schema) -> list[str]:
    """Each thing that worked by `old` and does not by `new`, named by its place."""
    return [*dict.fromkeys(_changes(old, new))]


def _changes(old: Schema, new: Schema) -> Iterator[str]:
    taken = Direction(old, new, wide_is_new=True)
    given = Direction(old, new, wide_is_new=False)
    for path, methods in old["paths"].items():
        for method in METHODS:
            if method not in methods:
                continue
            place = f"{method.upper()} {path}"
            now = new["paths"].get(path, {}).get(method)
            if now is None:
                yield f"{place}: is gone"
                continue
            yield from _operation(methods[method], now, place)
            yield from _parameters(methods[method], now, place, taken)
            yield from _body(methods[method], now, place, taken)
            yield from _answers(methods[method], now, place, given)


def _operation(old: Schema, new: Schema, place: str) -> Iterator[str]:
    if old.get("operationId") != new.get("operationId"):
        yield f"{place}: its operationId was {old.get('operationId')}"
    if needs_log_in(new) and not needs_log_in(old):
        yield f"{place}: needs a log-in"


def needs_log_in(call: Schema) -> bool:
    """Whether one of several ways in has to be taken; an empty one is none."""
    ways = call.get("security") or [{}]
    return {} not in ways


def _parameters(
    old: Schema, new: Schema, place: str, taken: Direction
) -> Iterator[str]:
    before, now = _by_name(old), _by_name(new)
    for name, parameter in before.items():
        if name not in now:
            yield f"{place}: {name} is gone"
            continue
        schema = parameter["schema"]
        yield from taken.differences(schema, now[name]["schema"], f"{place}: {name}")
        if schema.get("default") != now[name]["schema"].get("default"):
            yield f"{place}: {name} had another default"
    for name, parameter in now.items():
        was_required = name in before and before[name].get("required")
        if parameter.get("required") and not was_required:
            yield f"{place}: {name} is required"


def _by_name(operation: Schema) -> dict[str, Schema]:
    found = operation.get("parameters", ())
    return {f"{one['in']} `{one['name']}`": one for one in found}


def _body(old: Schema, new: Schema, place: str, taken: Direction) -> Iterator[str]:
    before, now = old.get("requestBody", {}), new.get("requestBody", {})
    if now.get("required") and not before.get("required"):
        yield f"{place}: a body is required"
    kinds = now.get("content", {})
    for kind, body in before.get("content", {}).items():
        if kind not in kinds:
            yield f"{place}: {kind} is not taken"
            continue
        schemas = body.get("schema", {}), kinds[kind].get("schema", {})
        yield from taken.differences(*schemas, f"{place}: body")


def _answers(old: Schema, new: Schema, place: str, given: Direction) -> Iterator[str]:
    for status, answer in old["responses"].items():
        if not status.startswith("2"):
            continue
        now = new["responses"].get(status)
        if now is None:
            yield f"{place}: never answers {status}"
            continue
        kinds = now.get("content", {})
        for kind, body in answer.get("content", {}).items():
            if kind not in kinds:
                yield f"{place}: {status} is not given as {kind}"
                continue
            schemas = body.get("schema", {}), kinds[kind].get("schema", {})
            yield from given.differences(*schemas, f"{place}: {status}")


@dataclass(frozen=True)
class Direction:
    """How two documents are compared: for what is taken, the new one has to be as wide
    as the old; for what is given, the old one as wide as the new.

    Limits and choices are compared for what is taken only: an answer may have shorter
    texts than it might, or a value that is new.
    """

    old: Schema
    new: Schema
    wide_is_new: bool

    def differences(
        self, old: Schema, new: Schema, place: str, seen: tuple[str, ...] = ()
    ) -> Iterator[str]:
        """What of `old` is gone, or no longer fits, in `new`."""
        name = f"{old.get('$ref')} {new.get('$ref')}"
        if "$ref" in old and name in seen:
            return
        seen = (*seen, name)
        before, now = branches(self.old, old), branches(self.new, new)
        narrow, wide = (before, now) if self.wide_is_new else (now, before)
        for one in narrow:
            same = [other for other in wide if types_of(one) <= types_of(other)]
            if not same:
                yield f"{place} was {told(before)}, and is {told(now)}"
            tried = [self._pair(one, other, place, seen) for other in same]
            yield from min(tried, key=len, default=[])

    def _pair(
        self, narrow: Schema, wide: Schema, place: str, seen: tuple[str, ...]
    ) -> list[str]:
        """Why `wide` does not allow all that `narrow`, of the same types, does."""
        old, new = (narrow, wide) if self.wide_is_new else (wide, narrow)
        found = list(self._fields(old, new, place, seen))
        if self.wide_is_new:
            found += limits(old, new, place)
        return found

    def _fields(
        self, old: Schema, new: Schema, place: str, seen: tuple[str, ...]
    ) -> Iterator[str]:
        now = new.get("properties", {})
        for name, field in old.get("properties", {}).items():
            inside = f"{place} .{name}"
            if name not in now:
                yield f"{inside} is gone"
            else:
                yield from self.differences(field, now[name], inside, seen)
        narrow, wide = (old, new) if self.wide_is_new else (new, old)
        for name in sorted(required(wide) - required(narrow)):
            if self.wide_is_new:
                yield f"{place} .{name} is required"
            elif name in now:
                yield f"{place} .{name} may be left out"
        for key, mark in (("items", "[]"), ("additionalProperties", ".*")):
            before, after = old.get(key), new.get(key)
            if isinstance(before, Mapping) and isinstance(after, Mapping):
                yield from self.differences(before, after, f"{place} {mark}", seen)
        if self.wide_is_new and is_closed(new) and not is_closed(old):
            yield f"{place}: other fields are refused"


def branches(document: Schema, schema: Schema) -> list[Schema]:
    """The schemas of which any may hold."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(REF)
        return branches(document, document["components"]["schemas"][name])
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return [one for each in schema[key] for one in branches(document, each)]
    return [schema]


EVERY_TYPE = frozenset(
    ("null", "boolean", "integer", "number", "string", "array", "object")
)


def types_of(schema: Schema) -> frozenset[str]:
    """What kinds of value a schema allows."""
    named = schema.get("type")
    if named is None:
        values = [schema["const"]] if "const" in schema else schema.get("enum")
        return EVERY_TYPE if values is None else frozenset(map(type_of, values))
    types = frozenset([named] if isinstance(named, str) else named)
    return types | {"integer"} if "number" in types else types


def type_of(value: Any) -> str:
    if value is None:
        return "null"
    kinds = {bool: "boolean", int: "integer", float: "number", str: "string"}
    return kinds.get(type(value), "object")


def told(schemas: list[Schema]) -> str:
    """The types of which a value is one."""
    types = frozenset(name for schema in schemas for name in types_of(schema))
    return "anything" if types == EVERY_TYPE else " or ".join(sorted(types))


def required(schema: Schema) -> set[str]:
    return set(schema.get("required", ()))


def is_closed(schema: Schema) -> bool:
    return schema.get("additionalProperties") is False


def choices(schema: Schema) -> set[Any] | None:
    """The values of which one is taken; None where any is."""
    found = [schema["const"]] if "const" in schema else schema.get("enum")
    return None if found is None else set(found)


def limits(old: Schema, new: Schema, place: str) -> Iterator[str]:
    """What a newer schema refuses of the values that an older one takes."""
    for key in (*SMALLEST, *LARGEST):
        before, now = old.get(key), new.get(key)
        if now is None or before == now:
            continue
        if before is None or (now > before if key in SMALLEST else now < before):
            yield f"{place}: {key} was {before}, and is {now}"
    for key in EXACT:
        if new.get(key) is not None and new.get(key) != old.get(key):
            yield f"{place}: {key} was {old.get(key)}, and is {new[key]}"
    before, now = choices(old), choices(new)
    if now is not None and (before is None or before - now):
        gone = "any" if before is None else ", ".join(sorted(map(str, before - now)))
        yield f"{place}: {gone} is not taken"
