"""A noun with its article."""

from __future__ import annotations

import re

from services.resume.telling.articles import article

HAS_ARTICLE = re.compile(
    r"(?:a|an|the|his|her|their|my|its|one|two|three|four)\b(?!-)", re.I
)

SOLE = re.compile(
    r"(?:(?:co-?)?owner|(?:co-?)?founder|proprietor|(?:co-?)?head|director of|president"
    r"|chair\w*|chief|managing|c[etfoi]o|dean|deputy head"
    r"|(?:second|third|deputy) in)\b(?!.*\bassistant\b)",
    re.I,
)


def with_article(noun: str) -> str:
    """A noun with its article, "an ICU Charge Nurse"; what has one keeps it."""
    return noun if HAS_ARTICLE.match(noun) else f"{article(noun)} {noun}"


def as_post(role: str) -> str:
    """A role as what one is; a post that one person holds has no article."""
    return role if SOLE.match(role) else with_article(role)
