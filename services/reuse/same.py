"""Whether two questions ask the same, by their words."""

from __future__ import annotations

from collections import Counter

from services.reuse.reading import NO_KIND, OPTIONAL, Form, Word

THING = frozenset({"what", "is what", "tell", NO_KIND})
"""Kinds that ask what a thing is or which there are; one stands for another."""
STATE = frozenset({"is what", "how", "degree"})
"""Kinds that ask how something is."""
STORY = frozenset({"event", NO_KIND, "tell"})
ABLE = frozenset({"present", "able"})
IN_ANY_ORDER = frozenset({"compare", "event"})

Pairs = list[tuple[int, int]]


def same(kept: Form, asked: Form, *, nearly: bool = False) -> bool:
    """Whether two questions ask the same: each word has its counterpart, in order.

    `nearly` lets one of them have a harmless word more, and kinds and tenses stand for
    each other that often do.
    """
    if not (_kinds_agree(kept, asked, nearly) and _tenses_agree(kept, asked, nearly)):
        return False
    if _relations_clash(kept, asked) or not _persons_agree(kept, asked):
        return False
    pairs = _pairs(kept.words, asked.words)
    if kept.kind not in IN_ANY_ORDER and not _in_order(kept, asked, pairs):
        return False
    more = _left(kept.words, {i for i, _ in pairs})
    others = _left(asked.words, {j for _, j in pairs})
    if more and others:
        return False
    more = [word for word in more + others if not word.light]
    if not more:
        return True
    return nearly and len(more) == 1 and more[0].harmless


def _kinds_agree(kept: Form, asked: Form, nearly: bool) -> bool:
    kinds = {kept.kind, asked.kind}
    if len(kinds) == 1 or kinds <= THING or kinds <= STORY:
        return True
    return nearly and kinds <= STATE


def _tenses_agree(kept: Form, asked: Form, nearly: bool) -> bool:
    if not kept.tense or not asked.tense or kept.tense == asked.tense:
        return True
    return (nearly or kept.kind in THING) and {kept.tense, asked.tense} == ABLE


def _relations_clash(kept: Form, asked: Form) -> bool:
    if kept.relations == asked.relations:
        return False
    first, second = Counter(kept.relations), Counter(asked.relations)
    more, others = first - second, second - first
    return bool(more and others) or not set(more + others) <= OPTIONAL


def _persons_agree(kept: Form, asked: Form) -> bool:
    if (kept.person < 0) == (asked.person < 0):
        return True
    return {kept.kind, asked.kind} <= THING | STORY | {"why"}


def _pairs(kept: tuple[Word, ...], asked: tuple[Word, ...]) -> Pairs:
    """Places of words that mean the same; the same words go before others."""
    pairs: Pairs = []
    free = set(range(len(asked)))
    for equal in (True, False):
        done = {i for i, _ in pairs}
        for i, word in enumerate(kept):
            fits = (j for j in sorted(free) if _fits(word, asked[j], equal=equal))
            if i not in done and (found := next(fits, None)) is not None:
                pairs.append((i, found))
                free.remove(found)
    return pairs


def _fits(word: Word, other: Word, *, equal: bool) -> bool:
    return word.key == other.key if equal else other.means(word)


def _in_order(kept: Form, asked: Form, pairs: Pairs) -> bool:
    """Whether the words of both stand in one order, the person among them."""
    bound = sorted((i, j) for i, j in pairs if not kept.words[i].anywhere)
    if [j for _, j in bound] != sorted(j for _, j in bound):
        return False
    if kept.person < 0 or asked.person < 0:
        return True
    return all((i < kept.person) == (j < asked.person) for i, j in bound)


def _left(words: tuple[Word, ...], paired: set[int]) -> list[Word]:
    """The words without a counterpart."""
    return [word for i, word in enumerate(words) if i not in paired]
