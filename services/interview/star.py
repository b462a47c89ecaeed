"""Whether a story has its four parts: situation, task, action, result."""

from __future__ import annotations

import re
from collections.abc import Mapping

from services.interview.answer_text import Word
from services.interview.phrases import phrases, places, quote
from services.language.english import irregular

PARTS = ("situation", "task", "action", "result")
YEAR = re.compile(r"(?:19|20)\d\d")
NOT_DOING = frozenset("was were had did could would knew thought felt".split())
AROUND = 3


def story_parts(text: str, words: tuple[Word, ...]) -> Mapping[str, str]:
    """Return the parts that a story has, each with its words."""
    found = {}
    for part in PARTS:
        place = _action(words) if part == "action" else _marked(part, words)
        if place is not None:
            found[part] = quote(text, words, *place, more=AROUND)
    return found


def _marked(part: str, words: tuple[Word, ...]) -> tuple[int, int] | None:
    """Return the first phrase of a part, of a result the last, in the later half."""
    marks = places(words, phrases(f"star.{part}"))
    if part == "situation":
        years = [(i, i) for i, word in enumerate(words) if YEAR.fullmatch(word.text)]
        marks = sorted(marks + years)
    if part == "result":
        marks = [place for place in marks[::-1] if place[0] >= len(words) * 0.4]
    return marks[0] if marks else None


def _action(words: tuple[Word, ...]) -> tuple[int, int] | None:
    """Return where the teller did something: "I" or "we", and a verb in the past."""
    for index, word in enumerate(words):
        if word.text not in ("i", "we"):
            continue
        for after in range(index + 1, min(index + 4, len(words))):
            if _did(words[after].text):
                return index, after
    return None


def _did(word: str) -> bool:
    if word in NOT_DOING:
        return False
    return (word.endswith("ed") and len(word) > 4) or word in irregular()
