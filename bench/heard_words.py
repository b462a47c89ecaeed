"""Words as they are compared: lower case, numbers spelled, and how many are wrong."""

from __future__ import annotations

import re

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen"
    " fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
SAME = {"mr": "mister", "oh": "zero", "ok": "okay"}
MOST_DIGITS_OF_A_NUMBER = 4
"""More are read digit by digit."""


def plain(text: str) -> list[str]:
    """Lower case, and of punctuation only apostrophes."""
    return re.sub(r"[^\w' ]+", " ", text.lower().replace("’", "'")).split()


def spelled(text: str) -> list[str]:
    """As `plain`, with numbers as words: recognisers write either."""
    apart = re.sub(r"(\d)[:.,](?=\d)", r"\1 ", text.lower())
    apart = re.sub(r"(\d)(?=[a-z])", r"\1 ", apart).replace("p.m.", "p m")
    apart = re.sub(r"\bpm\b", "p m", apart)
    words: list[str] = []
    for word in plain(apart):
        words += number(word) if word.isdigit() else [SAME.get(word, word)]
    return words


def number(digits: str) -> list[str]:
    value = int(digits)
    if len(digits) > MOST_DIGITS_OF_A_NUMBER or value >= 100 or digits[0] == "0":
        return [ONES[int(digit)] for digit in digits]
    if value < len(ONES):
        return [ONES[value]]
    return [TENS[value // 10], *([ONES[value % 10]] if value % 10 else [])]


def edits(reference: list[str], heard: list[str]) -> int:
    """Words put in, left out and changed (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(reference, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            best = min(row[j] + 1, row[j - 1] + 1, diagonal + (word != other))
            diagonal, row[j] = row[j], best
    return row[-1]
