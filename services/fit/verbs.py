"""Whether words of an advertisement are something to do."""

from __future__ import annotations

import re
from functools import lru_cache

from services.fit.words import table
from services.resume.telling.verbs import readings

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
SURELY_A_VERB = 6
MOSTLY_A_VERB = 4
"""Ninths of a word's uses from which it is read as a verb."""
OPENING = re.compile(
    r"(?:(?:and|also|then|to|you|you'?ll|you will|you would|you'd|independently|"
    r"proactively|regularly|actively|\w+ly)\s+)*",
    re.IGNORECASE,
)


def opens_with_act(text: str) -> bool:
    """Whether a text begins with a verb: "Run the kitchen", "Preparing accounts"."""
    opening = OPENING.match(text)
    match = WORD.match(text, opening.end() if opening else 0)
    return match is not None and is_act(match[0].lower())


def is_verb(word: str) -> bool:
    """Whether a word is the base form of a verb, far more often than a noun."""
    if word in table("acts")["acts"].split():
        return True
    if not word.islower() or word in table("acts")["no_acts"].split():
        return False
    found = (r.verb.share for r in readings(word) if r.form == "base")
    return any(share >= SURELY_A_VERB for share in found)


@lru_cache(4096)
def is_act(word: str) -> bool:
    """Whether a word is the base form or the -ing form of a verb of doing."""
    if word in table("acts")["no_acts"].split():
        return False
    for reading in readings(word):
        if reading.form == "base" and reading.verb.share >= MOSTLY_A_VERB:
            return True
        if reading.form == "gerund":
            return True
        if reading.form == "s" and reading.verb.share >= MOSTLY_A_VERB:
            return True
    return word in table("acts")["acts"].split()
