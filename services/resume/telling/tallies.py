"""What is counted made into a clause: "There were 40 guests"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.resume.telling.activities import (
    is_activity,
)
from services.resume.telling.articles import (
    article,
)
from services.resume.telling.noun_kinds import (
    is_plural,
)
from services.resume.telling.person import IT, Subject, Tense
from services.resume.telling.results import STILL
from services.resume.telling.time_spent import is_time, spent
from services.resume.telling.tokens import (
    counts_first,
    head,
    key,
)
from services.resume.telling.verbs import reading

STEPS = frozenset(
    "increase decrease reduction improvement rise drop gain boost jump decline".split()
)
"""What a figure says of: "a 3x increase"."""

THESE = Subject("these", plural=True)

EARLY = re.compile(r"\bin (?:the|its) first\b|\blast (?:year|month|season)\b")
"""What says that a count is over: "in the first month"."""


def tally(
    tokens: Sequence[str], words: str, subject: Subject, tense: Tense
) -> tuple[str, str] | None:
    """Subject and predicate of what is counted: "There were 40 guests"."""
    first, counts = key(tokens[0]), counts_first(tokens)
    if (counts or first == "no") and STILL.search(words.split(",")[0]):
        has = "has" if verb_of_count(tokens, "past") == "was" else "have"
        return "there", f"{has} been {words}"
    if first in ("no", "one"):
        return "there", f"{verb_of_count(tokens, tense)} {words}"
    if not counts or is_activity(tokens) or reading(first, "gerund"):
        return None
    if is_time(tokens) and (of_time := spent(tokens, words, subject, tense)):
        return of_time
    if meaning := _meaning(tokens, words, tense):
        return meaning
    if EARLY.search(words):
        tense = "past"
    return "there", f"{verb_of_count(tokens, tense)} {words}"


def _meaning(tokens: Sequence[str], words: str, tense: Tense) -> tuple[str, str] | None:
    """Subject and predicate of what a figure says: "That meant a 3x increase"."""
    step = head(tokens) in STEPS
    if not (step or is_time(tokens) or tokens[0].endswith("%")):
        return None
    what = f"{article(words)} {words}" if step else words
    return "that", f"{'meant' if tense == 'past' else 'means'} {what}"


def verb_of_count(tokens: Sequence[str], tense: Tense) -> str:
    """The verb of what is counted, or of what there is none of."""
    one = key(tokens[0]) in ("one", "1") or (
        key(tokens[0]) == "no" and not is_plural(head(tokens))
    )
    return IT.verb("be", tense) if one else THESE.verb("be", tense)
