"""What visitors are likely to say: sentence patterns filled with the owner's names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

PATTERNS = Path(__file__).parent / "data" / "questions.txt"
NAME = "{name}"
OWN_WEIGHT = 20.0
"""How much likelier the owner's pronouns are than others: visitors may not know."""
PLAIN_WEIGHT = 12.0
"""A sentence without names weighs as much as a pattern with a dozen of them."""
SHORTEST_PART = 3
MAX_SPELLED = 5
MAX_NAME_WORDS = 6

Pronouns = tuple[str, str, str]
OTHERS: tuple[Pronouns, ...] = (
    ("she", "her", "her"),
    ("he", "him", "his"),
    ("they", "them", "their"),
    ("you", "you", "your"),
)
PLURAL = {"does": "do", "is": "are", "was": "were", "has": "have"}
BEFORE_THEY = re.compile(r"\b(does|is|was|has) \{they\}")
WORD = re.compile(r"[a-z']+")
TURNS = re.compile(r"(?<=[a-z])(?=[A-Z])")

Known = Callable[[str], bool]


@cache
def patterns() -> tuple[str, ...]:
    lines = PATTERNS.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def expected(
    names: Sequence[str], pronouns: Pronouns, knows: Known
) -> dict[str, float]:
    """Sentences with their weight, in words that a dictionary `knows`."""
    spoken_names = tuple(
        dict.fromkeys(filter(None, (spoken_name(n, knows) for n in names)))
    )
    sentences: Counter[str] = Counter()
    for one in dict.fromkeys((pronouns, *OTHERS)):
        weight = OWN_WEIGHT if one == pronouns else 1.0
        for pattern in patterns():
            for sentence, share in _filled(_with_pronouns(pattern, one), spoken_names):
                if all(knows(word) for word in sentence.split()):
                    sentences[sentence] += weight * share  # type: ignore[assignment]
    return dict(sentences)


def _with_pronouns(pattern: str, pronouns: Pronouns) -> str:
    they, them, their = pronouns
    if they in ("they", "you"):
        pattern = BEFORE_THEY.sub(lambda m: f"{PLURAL[m[1]]} {{they}}", pattern)
    return (
        pattern.replace("{they}", they)
        .replace("{them}", them)
        .replace("{their}", their)
    )


def _filled(pattern: str, names: Sequence[str]) -> Iterator[tuple[str, float]]:
    if NAME not in pattern:
        yield pattern, PLAIN_WEIGHT
        return
    for place, name in enumerate(names):
        filled = pattern.replace(NAME, name, 1)
        # A second name is a neighbour in the list: every name gets its turn.
        yield filled.replace(NAME, names[place - 1]), 1.0


def spoken_name(name: str, knows: Known) -> str:
    """A name in dictionary words: "FastAPI" is fast a p i; empty if it cannot be."""
    parts: list[str] = []
    for part in re.findall(r"[A-Za-z']+", TURNS.sub(" ", name)):
        parts += _spoken_part(part, knows)
    return " ".join(parts) if len(parts) <= MAX_NAME_WORDS else ""


def _spoken_part(part: str, knows: Known) -> list[str]:
    word = part.lower()
    if part.isupper() and len(part) <= MAX_SPELLED:
        return list(word)
    if knows(word):
        return [word]
    for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        if knows(word[:place]) and knows(word[place:]):
            return [word[:place], word[place:]]
    return list(word) if len(word) <= MAX_SPELLED - 1 else [word]
