"""Which language an utterance is in, from how likely each one is."""

from __future__ import annotations

from collections.abc import Collection, Mapping

ENGLISH = "en"
ANSWERED = frozenset({"en", "de", "fr", "es"})
"""Languages that replies are written in."""
CERTAIN = 0.95
"""Measured: short and unclear utterances are taken for languages nobody spoke with up
to .92; recordings of people in languages that are answered lie above .84."""


def language_of(
    likely: Mapping[str, float], languages: Collection[str] = ANSWERED
) -> str:
    """The likeliest language, if it is answered or certain; else of those answered."""
    if not likely:
        return ENGLISH
    first = max(likely, key=likely.__getitem__)
    if first in languages or likely[first] >= CERTAIN:
        return first
    return max(languages, key=lambda language: likely.get(language, 0.0))
