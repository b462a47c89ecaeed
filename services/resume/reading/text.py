"""Characters to words: bounded, plain and lower-case, whatever comes in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

MAX_CHARS = 4_000
MAX_WORDS = 200
WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*(?:\+\+|#(?!\w))?")
NOT_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\ufeff]+")
SPECIAL = (("+", "p"), ("#", "sharp"))
DOT_NAME = re.compile(r"(?<!\w)\.(?=net\b)|\.(?=js\b)")
CONTRACTIONS = {
    "s": "is",
    "re": "are",
    "ve": "have",
    "ll": "will",
    "d": "would",
    "m": "am",
}
HYPHENATED = re.compile(r"\b[^\W\d_]{2,}-[^\W\d_]{2,}\b")
LETTERS = re.compile(r"\b[A-Za-z](?: ?[&/+] ?[A-Za-z])+\b")
KIN_LETTERS = 6
"""Letters that close kin begin with alike."""
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop")
IS_AFTER = frozenset(
    "what who where when how that it there here he she whats this".split()
)


def clean(text: str) -> str:
    """Readable text of at most MAX_CHARS, without accents or control characters."""
    text = NOT_TEXT.sub(" ", text[:MAX_CHARS])
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text)[: MAX_CHARS * 2]
    return "".join(c for c in text if not unicodedata.combining(c)).lower()[:MAX_CHARS]


def words(text: str) -> tuple[str, ...]:
    """The words of cleaned text: "c++" is "cpp", "what's" is two."""
    found: list[str] = []
    for match in WORD.finditer(DOT_NAME.sub(_dotted, text)):
        found += _split(match.group())
        if len(found) >= MAX_WORDS:
            break
    return tuple(found[:MAX_WORDS])


def _dotted(match: re.Match[str]) -> str:
    return "dot" if match.string.startswith("net", match.end()) else ""


def _split(word: str) -> list[str]:
    if word.isalnum():
        return [word]
    for sign, name in SPECIAL:
        word = word.replace(sign, name)
    head, *tails = re.split("['’`]", word)
    if not tails:
        return [word]
    tail = tails[-1]
    if tail == "t":
        return [head + "t"]
    if tail == "s" and head not in IS_AFTER:
        return [head]
    if tail == "d" and head in IS_AFTER:
        return [head, "did"]
    if tail in CONTRACTIONS:
        return [head, CONTRACTIONS[tail]]
    return [head + "".join(tails)]


def glue(parts: tuple[str, ...] | list[str]) -> str:
    return "".join(parts)


def akin(one: str, other: str) -> bool:
    """Whether two stems are one or close kin: journalism and journalist."""
    n = KIN_LETTERS
    return one == other or (min(len(one), len(other)) >= n and one[:n] == other[:n])


def gibberish(word: str) -> bool:
    """Whether the letters are such as nobody could say: "asdf", "qwrtz"."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return False
    run = longest_run = 0
    for letter in word:
        run = 0 if letter in "aeiouy" else run + 1
        longest_run = max(longest_run, run)
    row = any(word in keys or word[:4] in keys for keys in KEYBOARD)
    return row or longest_run >= 5


def glued(text: str) -> Iterator[str]:
    """Words in parts as visitors may write them: "callouts", "rd" of "R&D"."""
    for match in HYPHENATED.finditer(text):
        yield clean(match.group()).replace("-", "").replace(" ", "")
    for match in LETTERS.finditer(text):
        yield "".join(filter(str.isalpha, match.group())).lower()
