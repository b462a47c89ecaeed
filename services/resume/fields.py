"""Field types of the résumé file: what people write, read as text, lists and links."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator

from services.language.markup import plain, plain_lines
from services.models.resume import FactValue
from services.resume.problems import kind

MAX_TEXT_CHARS = 20_000
NOT_TEXT = {
    code: None
    for code in (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFEFF)
    if chr(code) not in "\n\t"
}
"""Control characters and lone surrogates, which no reply could carry."""
SEPARATORS = ",;\n•"


def clean(value: str) -> str:
    """The text as a reader would see it: no markup, nothing invisible."""
    return plain(_printable(value)).strip()


def _printable(value: str) -> str:
    if len(value) > MAX_TEXT_CHARS:
        raise ValueError(f"longer than {MAX_TEXT_CHARS:,} characters")
    return unicodedata.normalize("NFC", value.translate(NOT_TEXT)).strip()


def text(value: Any) -> str:
    """Text, a number, null (as nothing) or a list of these, joined."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return ", ".join(filter(None, map(text, value)))
    raise ValueError(f"must be text, not {kind(value)}")


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts, one text, or groups of them."""
    if isinstance(value, Mapping):
        return _once(item for group in value.values() for item in names(group))
    if isinstance(value, list):
        return _once(_named(item) for item in value)
    return _once([text(value)])


def names(value: Any) -> tuple[str, ...]:
    """As `texts`, but "Python, Docker" is two."""
    if isinstance(value, str):
        return _once(_split("\n".join(plain_lines(_printable(value)))))
    return texts(value)


def links(value: Any) -> dict[str, str]:
    """Addresses by lower-case name, from an object, a list or a single one."""
    if isinstance(value, Mapping):
        pairs = [(str(key).lower(), text(item)) for key, item in value.items()]
        return {key: item for key, item in pairs if item}
    if isinstance(value, list):
        found: dict[str, str] = {}
        for number, item in enumerate(value, 1):
            found |= _named_link(item, number)
        return found
    address = text(value)
    return {"link": address} if address else {}


def flag(value: Any) -> bool:
    return value is True or str(value).lower() in ("true", "yes", "1")


def fact(value: Any) -> FactValue:
    """Anything else the owner wrote, flattened to text."""
    if isinstance(value, Mapping | list):
        return tuple(_flat(value))
    return text(value)


def _split(line: str) -> Iterator[str]:
    """At separators that stand in no brackets."""
    start = depth = 0
    for at, char in enumerate(line):
        depth = max(0, depth + (char == "(") - (char == ")"))
        if char in SEPARATORS and not depth:
            yield line[start:at].strip()
            start = at + 1
    yield line[start:].strip()


def _named(value: Any) -> str:
    """An item of a list: text, or an object with a name."""
    if not isinstance(value, Mapping):
        return text(value)
    for key in ("name", "title", "label", "text", "value"):
        if isinstance(value.get(key), str):
            return clean(value[key])
    raise ValueError("must be text or an object with a name")


def _named_link(value: Any, number: int) -> dict[str, str]:
    if isinstance(value, Mapping):
        address = text(value.get("url") or value.get("href") or value.get("link"))
        name = text(value.get("label") or value.get("network") or value.get("name"))
        return {name.lower() or f"link {number}": address} if address else {}
    address = text(value)
    return {"link" if number == 1 else f"link {number}": address} if address else {}


def _once(items: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for item in items if item))


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            inner = ", ".join(_flat(item))
            if inner:
                yield f"{key}: {inner}"
    elif isinstance(value, list):
        for item in value:
            yield from _flat(item)
    elif value is not None and (said := text(value)):
        yield said


Text = Annotated[str, BeforeValidator(text)]
Texts = Annotated[tuple[str, ...], BeforeValidator(texts)]
Names = Annotated[tuple[str, ...], BeforeValidator(names)]
Links = Annotated[dict[str, str], BeforeValidator(links)]
Flag = Annotated[bool, BeforeValidator(flag)]
