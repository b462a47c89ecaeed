"""Pages put together from a file with places in it and the words for them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from typing import Any

from services.api.words import WEB

PLACE = re.compile(r"\{\{([\w.]+)\}\}")


def filled(page: str, values: Mapping[str, str]) -> str:
    """The text of `services/web/{page}` with its places filled; `values` are HTML."""
    text = (WEB / page).read_text("utf-8")
    return PLACE.sub(lambda place: values[place[1]], text)


def escaped(words: Mapping[str, str]) -> dict[str, str]:
    """The words as they stand in HTML."""
    return {key: escape(text) for key, text in words.items()}


def as_json(value: Any) -> str:
    """A value as JSON that may stand within a script element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
