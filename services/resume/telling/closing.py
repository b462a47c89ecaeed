"""A sentence closed: spaces, commas and the full stop set right."""

from __future__ import annotations

import re


def closed(text: str) -> str:
    """The sentence with a capital and a full stop, without doubled spaces."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,.;])", r"\1", text).rstrip(" ,;")
    text = text[:1].upper() + text[1:]
    return text if text[-1:] in tuple(".!?”") else f"{text}."
