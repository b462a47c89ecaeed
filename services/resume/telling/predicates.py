"""Whether a phrase says how somebody is: "Fluent in Welsh", "Calm, exact"."""

from __future__ import annotations

from collections.abc import Sequence

from services.resume.telling.tokens import (
    breaks,
    counts_first,
    is_adjective,
    is_adverb,
    is_superlative,
    key,
    keys,
    opens_noun,
    word_at,
)
from services.resume.telling.verbs import (
    reading,
)
from services.resume.telling.word_classes import (
    CONJUNCTIONS,
    DETERMINERS,
    PREDICATES,
    PREPOSITIONS,
)

DESCRIBING = ("ive", "ous", "ful", "able", "ible", "ent", "ant", "ic")
"""Endings of a single word that says how somebody is: "Innovative"."""

POSTS = frozenset("fixed-term temporary permanent casual hybrid unpaid".split())
"""How a post is: "Fixed-term, paid out of the fund"."""


def _is_named(words: Sequence[str]) -> bool:
    """Whether a name ending in "ly" is the subject: "Reilly is my married name"."""
    base = words[0].removesuffix("ly")
    derived = is_adverb(words[0]) and (base == words[0] or is_adjective(base))
    told = words[1:2] in (["is"], ["was"]) and opens_noun("".join(words[2:3]))
    return told and not derived


def behind_adverbs(tokens: Sequence[str]) -> int:
    """Where the first word stands that is no adverb."""
    at = 0
    if _is_named(keys(tokens)):
        return 0
    while at < len(tokens) - 1 and is_adverb(key(tokens[at])):
        at += 1
    if at > 0 and key(tokens[at]) in CONJUNCTIONS:
        at += 1
        while at < len(tokens) - 1 and is_adverb(key(tokens[at])):
            at += 1
    return at if at < len(tokens) else 0


def predicate(tokens: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the phrase says how somebody is: "Fluent in Welsh", "Calm, exact"."""
    if counts_first(tokens):
        return False
    # "Alone" is an adverb, too, that nothing need follow.
    at = 0 if words[0] in PREDICATES else behind_adverbs(tokens)
    word = words[at]
    if word in PREDICATES and _leans_on(words, at):
        return True
    if len(words) == 1 and word.endswith(DESCRIBING):
        return True
    if word in ("minor", "major", "expert"):
        return False
    if word == "worth" or _ends_alone(tokens, words, at):
        return True
    if word in DETERMINERS or not (is_adjective(word) or is_superlative(word)):
        return False
    return _described(tokens, words, at)


def _leans_on(words: Sequence[str], at: int) -> bool:
    """Whether what follows makes a word say how somebody is: "Keen on", "good at"."""
    after, third = word_at(words, at + 1), word_at(words, at + 2)
    if after in PREPOSITIONS or after in ("and", "about"):
        return True
    leads = third in PREPOSITIONS or opens_noun(third)
    return leads and reading(after, "gerund") is not None


def _described(tokens: Sequence[str], words: Sequence[str], at: int) -> bool:
    """Whether an adjective stands without a noun: "Good with maps", "Calm, exact"."""
    after = word_at(words, at + 1)
    if is_adjective(words[0]) and after in ("when", "because", "after", "until"):
        return True
    if after in ("in", "with", "at", "about", "to", "under") and len(words) > at + 2:
        return not breaks(tokens[at])
    plain = [one for one in words if one not in CONJUNCTIONS]
    return all(is_adjective(one) or is_adverb(one) for one in plain)


def _ends_alone(tokens: Sequence[str], words: Sequence[str], at: int) -> bool:
    """Whether an adjective stands before a comma: "Free, in five languages"."""
    after = words[at + 1] if at + 1 < len(words) else ""
    of_post = words[at] in POSTS
    if len(words) == at + 1:
        return of_post
    done = reading(after, "participle") is not None or after in PREPOSITIONS
    return breaks(tokens[at]) and done and (of_post or is_adjective(words[at]))
