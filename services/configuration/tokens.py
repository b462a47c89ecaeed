"""Whether a token that people think of could be guessed."""

from __future__ import annotations

import re

WELL_KNOWN = re.compile(
    "password|passwort|passwd|changeme|change|letmein|welcome|secret|admin|token|owner"
    "|default|example|qwert[yz](?:uiop)?|asdf(?:ghjkl)?|[zy]xcvbnm?|test|replace|insert"
    "|your|here|this|please|with|random|string|characters|viva|voce|[_. -]",
    re.IGNORECASE,
)
"""What a first guess is made of, and what examples of settings say."""
LONGEST_RUN = 4
LEAST_LEFT = 8
LEAST_DIFFERENT = 6


def is_easy_to_guess(token: str) -> bool:
    """Whether too little is left of a token without what anybody would try first.

    Repetitions, rows of neighbouring characters such as 1234 or aaaa, and well-known
    words count as nothing.
    """
    left = _without_runs(WELL_KNOWN.sub("", _unit(token)))
    return len(left) < LEAST_LEFT or len(set(left)) < LEAST_DIFFERENT


def _unit(text: str) -> str:
    """What a text repeats: the whole of it, unless it is the same thing again."""
    return text[: (text + text).find(text, 1)]


def _without_runs(text: str) -> str:
    """The text without rows of LONGEST_RUN and more neighbours, up, down or alike."""
    kept, run = "", text[:1]
    step: int | None = None
    for character in text[1:]:
        by = _step(run[-1], character)
        if by is None or (step is not None and by != step):
            kept, run = kept + _unless_long(run), ""
            by = None
        step, run = by, run + character
    return kept + _unless_long(run)


def _step(one: str, next_one: str) -> int | None:
    """-1, 0 or 1 for neighbours, where 0 follows 9; None for all others."""
    by = ord(next_one) - ord(one)
    if (one, next_one) in (("9", "0"), ("0", "9")):
        by = 1 if one == "9" else -1
    return by if -1 <= by <= 1 else None


def _unless_long(run: str) -> str:
    return "" if len(run) >= LONGEST_RUN else run
