"""Personal data in a text: found, and masked before it is logged, kept or sent on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from services.guard.personal_data_rules import RULES, Kind
from services.guard.spoken import find_spoken

LOCAL_DIGITS = 9
"""A number this long is the owner's whatever its country's prefix."""


@dataclass(frozen=True, slots=True)
class PersonalData:
    """`start` and `end` index the text."""

    kind: Kind
    start: int
    end: int


def find(text: str) -> tuple[PersonalData, ...]:
    """What is in a text, in its order, without overlap."""
    text = _plain_width(text)
    found: list[PersonalData] = []
    taken = bytearray(len(text))
    for kind, start, end in _candidates(text):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(PersonalData(kind, start, end))
    return tuple(sorted(found, key=lambda item: item.start))


def _candidates(text: str) -> Iterator[tuple[Kind, int, int]]:
    for kind, pattern, accepts in RULES:
        for match in pattern.finditer(text):
            if accepts(match):
                named = "value" if "value" in pattern.groupindex else 0
                yield kind, match.start(named), match.end(named)
    for start, end, is_email in find_spoken(text):
        yield ("email" if is_email else "phone"), start, end


def _plain_width(text: str) -> str:
    """Wide and styled characters as plain ones, each in its place."""
    if text.isascii():
        return text
    folded = (unicodedata.normalize("NFKC", c) for c in text)
    return "".join(f if len(f) == 1 else c for c, f in zip(text, folded, strict=True))


def _plain(value: str) -> str:
    """The letters and digits alone, by which two ways of writing are the same.

    `anna at mail dot com` is `anna@mail.com`, and numbers are their digits.
    """
    words = re.sub(r"\b(?:at|dot)\b", "", value.lower())
    return "".join(c for c in words if c.isalnum())


def _is_public(value: str, public: Collection[str]) -> bool:
    """Whether it is one of the owner's, with or without the country's prefix."""
    if value in public:
        return True
    return len(value) >= LOCAL_DIGITS and any(
        own.isdigit() and value.isdigit() and own.endswith(value.lstrip("0"))
        for own in public
    )


def redact(text: str, public_contact: Iterable[str] = ()) -> str:
    """Mask what `find` finds as `[email]`, `[card]`, …

    `public_contact` holds the owner's own public contact, which may be spoken.
    """
    public = {_plain(value) for value in public_contact if value}
    parts: list[str] = []
    done = 0
    for item in find(text):
        if _is_public(_plain(text[item.start : item.end]), public):
            continue
        parts += [text[done : item.start], f"[{item.kind}]"]
        done = item.end
    return "".join([*parts, text[done:]])
