"""A question's words without spelling, politeness and fillers."""

from __future__ import annotations

import re
import unicodedata

FILLERS = frozenset(
    "a an the um uh er erm hmm please pls kindly hi hello hey ok okay".split()
)
REQUEST = re.compile(
    r"^(?:(?:could|can|would|will) you |tell me |i(?: would|'d) like to know "
    r"|i want to know |do you know )+"
)
CONTRACTIONS = {
    "what's": "what is",
    "whats": "what is",
    "who's": "who is",
    "where's": "where is",
    "he's": "he is",
    "she's": "she is",
    "they've": "they have",
    "i'd": "i would",
    "didn't": "did not",
    "doesn't": "does not",
    "hasn't": "has not",
    "isn't": "is not",
}
WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*(?:\+\+|#)?|\d+")


def normalised(text: str) -> str:
    """The words that are left; two questions with the same ones are one question."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    spoken = [CONTRACTIONS.get(word, word) for word in WORD.findall(plain)]
    words = [part for word in spoken for part in word.split()]
    telling = " ".join(word for word in words if word not in FILLERS)
    return REQUEST.sub("", telling) or " ".join(words)
