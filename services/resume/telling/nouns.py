"""A noun with its article."""

from __future__ import annotations

import re

from services.resume.telling.articles import article

HAS_ARTICLE = re.compile(
    r"(?:a|an|the|his|her|their|my|its|one|two|three|four)\b", re.I
)


def with_article(noun: str) -> str:
    """A noun with its article, "an ICU Charge Nurse"; what has one keeps it."""
    return noun if HAS_ARTICLE.match(noun) else f"{article(noun)} {noun}"
