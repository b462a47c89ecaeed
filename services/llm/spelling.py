"""One spelling for texts that are compared: letters, hyphens, ranges and halves."""

from __future__ import annotations

import re
import unicodedata

from services.llm.quantities import NUMBER_WORDS

NUMBERS = "|".join(NUMBER_WORDS)
PERIODS = "second|minute|hour|day|week|month|year"
JOINED = re.compile(r"\b(front|back|full|open|e)[ -](end|stack|mail)\b", re.IGNORECASE)
RANGE = re.compile(r"(?<![\w.,-])(\d{1,3}(?:\.\d+)?)[-–](\d{1,3}(?:\.\d+)?)(?![\d-])")
COUNTED = re.compile(rf"\b({NUMBERS}|\d[\d,.]*)-(?=[a-z]{{2}})", re.IGNORECASE)
HALF_OF = re.compile(rf"\bhalf an? (?=(?:million|billion|{PERIODS})\b)", re.IGNORECASE)
ONE_AND_HALF = re.compile(
    rf"\b(?:an?|one) ({PERIODS}) and a half\b|\bone and a half ({PERIODS})s\b",
    re.IGNORECASE,
)
FOLD = re.compile(rf"\b({NUMBERS})fold\b", re.IGNORECASE)
FLATTERY = re.compile(
    r"\bone of (?:her|his|their) (?:biggest|greatest|proudest|finest|best-known) "
    r"(?:win|achievement|accomplishment|contribution|highlight)s\b",
    re.IGNORECASE,
)
FILLER = re.compile(
    r"\b(?:under the hood|behind the scenes|on the (?:front|back)end(?: side)?"
    r"|when (?:she|he|they|i)(?:['’](?:s|re|m)| is| are| am) not (?:working|at work)"
    r"|under (?:her|his|their|my) (?:lead|leadership|direction|guidance))\b",
    re.IGNORECASE,
)
OPENING = re.compile(r"^[A-Z][a-z]+ly, (?=\w)")
MOVING_ON = re.compile(
    r"\b(?:moved|went|transitioned|stepped|progressed|switched)(?: on| over)? (?:in)?to"
    r"(?= (?:the )?[A-Z]| an? | the role\b)"
)
HEDGES = "nearly|almost|about|roughly|around"
SHARES = (
    (re.compile(r"\b(?:a|one) quarter(?= (?:of|fewer|less|more)\b)"), "25%"),
    (re.compile(r"(?<=\bby )(?:a|one) quarter\b"), "25%"),
    (re.compile(r"\b(?:a|one) third(?= (?:of|fewer|less|more)\b)"), "33%"),
    (re.compile(r"(?<=\bby )(?:a|one) third\b"), "33%"),
    (
        re.compile(r"\b(nearly|almost|about|roughly|around) (?:a|one) third\b"),
        r"\1 33%",
    ),
    (re.compile(rf"\b({HEDGES}) (?:a|one) third\b"), r"\1 33%"),
    (re.compile(rf"\b({HEDGES}) a quarter\b"), r"\1 25%"),
    (re.compile(r"\btwo[- ]thirds\b"), "67%"),
    (re.compile(r"\bthree[- ]quarters\b"), "75%"),
)
AND_HALF = re.compile(rf"\b({NUMBERS}|\d+) and a half\b", re.IGNORECASE)


def normalized(text: str) -> str:
    """Circled, wide and joined characters as plain ones; `8-10` as `8 – 10`."""
    text = OPENING.sub("", unicodedata.normalize("NFKC", text))
    text = JOINED.sub(r"\1\2", text)
    text = RANGE.sub(r"\1 – \2", text)
    text = COUNTED.sub(r"\1 ", text)
    text = HALF_OF.sub("0.5 ", text)
    text = ONE_AND_HALF.sub(lambda m: f"1.5 {m[1] or m[2]}s", text)
    text = FLATTERY.sub("one example", FOLD.sub(r"\1 times", text))
    for share, percent in SHARES:
        text = share.sub(percent, text)
    text = MOVING_ON.sub("joined", FILLER.sub("there", text))
    return AND_HALF.sub(_and_half, text)


def _and_half(match: re.Match[str]) -> str:
    number = NUMBER_WORDS.get(match[1].lower(), match[1])
    return f"{number}.5"
