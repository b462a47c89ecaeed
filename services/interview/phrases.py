"""Lists of phrases, and where an answer holds one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from services.interview.answer_text import Word, words_of

FILE = Path(__file__).parent / "data" / "phrases.toml"
Phrase = tuple[str, ...]


@lru_cache(maxsize=1)
def _document() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


@lru_cache(maxsize=16)
def phrases(name: str) -> tuple[Phrase, ...]:
    """Return a list's phrases as words; `star.task` is in the table `star`."""
    table: Any = _document()
    for part in name.split("."):
        table = table[part]
    return tuple(tuple(word.text for word in words_of(text)) for text in table)


def places(words: Sequence[Word], sought: Iterable[Phrase]) -> list[tuple[int, int]]:
    """Return where the phrases stand, as the index of the first and last word."""
    texts = [word.text for word in words]
    found = [
        (start, start + len(phrase) - 1)
        for phrase in sought
        for start in range(len(texts) - len(phrase) + 1)
        if tuple(texts[start : start + len(phrase)]) == phrase
    ]
    return sorted(found)


def quote(
    text: str, words: Sequence[Word], first: int, last: int, more: int = 0
) -> str:
    """Return the answer's own letters from one word to another, and `more` around."""
    begin = words[max(0, first - more)].start
    end = words[min(len(words) - 1, last + more)].end
    return " ".join(text[begin:end].split())
