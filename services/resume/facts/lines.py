"""Text of several lines and sentences cut into single ones."""

from __future__ import annotations

import re

from services.resume.telling.splitting import split_sentences

LINE = re.compile(r"(?:^|\n)\s*(?:[-*•–]\s+)?")
SPACES = re.compile(r"\s+")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; every line of it is at least one."""
    return tuple(
        sentence
        for line in LINE.split(text)
        for sentence in split_sentences(SPACES.sub(" ", line).strip())
    )
