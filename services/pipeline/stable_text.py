"""What stays of a text that is written again and again while somebody speaks."""

from __future__ import annotations

import re
from itertools import takewhile


class StableText:
    """Words on which two readings in a row agree are stable, and stay."""

    def __init__(self) -> None:
        self._before: list[str] = []
        self._stable: list[str] = []

    def update(self, text: str) -> tuple[str, str]:
        """The stable words, and what may still change behind them."""
        words = text.split()
        agreed = len(list(takewhile(_same, zip(self._before, words, strict=False))))
        # The last word may be half a word: the sound ends in the middle of it.
        agreed = min(agreed, len(words) - 1)
        self._before = words
        if agreed > len(self._stable):
            self._stable += words[len(self._stable) : agreed]
        return " ".join(self._stable), " ".join(words[len(self._stable) :])


def _same(pair: tuple[str, str]) -> bool:
    one, other = pair
    return _plain(one) == _plain(other)


def _plain(word: str) -> str:
    return re.sub(r"\W+", "", word).casefold()
