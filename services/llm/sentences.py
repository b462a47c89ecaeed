"""A model's text as speakable sentences: thoughts, markup and secrets taken out."""

from __future__ import annotations

import re

MAX_SENTENCE_CHARS = 600
THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.I | re.S)
OPEN_TAG = re.compile(r"<(?:think|thinking|reasoning)>", re.I)
CLOSE_TAG = re.compile(r"</(?:think|thinking|reasoning)>", re.I)
MAYBE_TAG = re.compile(r"</?[a-z]{0,9}\Z", re.I)
ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|jr|sr|inc|ltd|co|corp|vs|etc|approx|dept|univ|est"
    r"|no|fig|e\.g|i\.e|cf|al|ph\.d|b\.sc|m\.sc|u\.s|u\.k|a\.m|p\.m)|\b[A-Z])\.$",
    re.IGNORECASE,
)
BOUNDARY = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[^\W_a-z])|\n+")
LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\n]{0,500}\)")
LINE_START = re.compile(r"^\s*(?:#{1,6}\s+|>\s+|[-*+•]\s+|\d{1,2}[.)]\s+)", re.M)
EMPHASIS = re.compile(r"(?<!\w)([*_~`]{1,3})(?=\S)(.{1,400}?)(?<=\S)\1(?!\w)")
LEFT_OVER = re.compile(r"\*{1,3}|`{1,3}|~~|\|")
SPACE = re.compile(r"\s+")
UNSAYABLE = re.compile(
    r"\b(?:as an? (?:a\.?i|artificial|(?:large )?language model|virtual|digital)\b"
    r"|(?:my|the|this) (?:system )?(?:instructions|prompt)\b|my (?:rules|guidelines)\b"
    r"|i (?:was|am) (?:instructed|programmed|told|trained|unable)\b"
    r"|i(?:'m| am) (?:just |only )?an? (?:a\.?i|assistant|chatbot|bot|language model)\b"
    r"|never to be spoken)|=== ?entries",
    re.IGNORECASE,
)
LEAKED_CHARS = 6
"""A piece of the canary this long is no chance."""


class SentenceReader:
    """Cuts a stream of deltas into sentences; what is inside think tags is gone."""

    def __init__(self) -> None:
        self._raw = ""
        self._inside = False

    def feed(self, delta: str) -> list[str]:
        self._raw += delta
        self._skip_thoughts()
        if self._inside:
            return []
        return self._take(final=False)

    def flush(self) -> list[str]:
        """What is left when the stream ends."""
        self._skip_thoughts()
        return [] if self._inside else self._take(final=True)

    def _skip_thoughts(self) -> None:
        stray = CLOSE_TAG.search(self._raw)
        if stray and (self._inside or not OPEN_TAG.search(self._raw[: stray.start()])):
            # Some servers open the tag for the model and send the closing one only.
            self._raw = self._raw[stray.end() :]
            self._inside = False
        if CLOSE_TAG.search(self._raw):
            self._raw = THOUGHT.sub(" ", self._raw)
        opened = OPEN_TAG.search(self._raw)
        if opened:
            self._raw = self._raw[: opened.start()] if not self._inside else ""
            self._inside = True

    def _take(self, *, final: bool) -> list[str]:
        found: list[str] = []
        start = 0
        for match in BOUNDARY.finditer(self._raw):
            if ABBREVIATION.search(self._raw[start : match.end()]):
                continue
            found.append(self._raw[start : match.end()])
            start = match.end()
        self._raw = self._raw[start:]
        if final and not MAYBE_TAG.fullmatch(self._raw.strip()):
            found.append(self._raw)
            self._raw = ""
        spoken = [speakable(sentence) for sentence in found]
        return [sentence for sentence in spoken if sentence]


def without_thoughts(text: str) -> str:
    return THOUGHT.sub(" ", text).strip()


def split_sentences(text: str) -> list[str]:
    reader = SentenceReader()
    return reader.feed(text) + reader.flush()


def speakable(text: str) -> str:
    """Without markdown; empty when nothing is left to say."""
    text = LINK.sub(r"\1", text)
    text = EMPHASIS.sub(r"\2", LINE_START.sub("", text))
    text = SPACE.sub(" ", LEFT_OVER.sub("", text)).strip()
    return text if any(c.isalnum() for c in text) else ""


def is_sayable(sentence: str, canary: str) -> bool:
    """Nothing about the model itself, its instructions or their canary."""
    if len(sentence) > MAX_SENTENCE_CHARS or UNSAYABLE.search(sentence):
        return False
    return not leaks(sentence, canary)


def leaks(text: str, canary: str) -> bool:
    """Whether a piece of the canary shows, spaced out or reversed too."""
    letters = "".join(c for c in text.lower() if c.isalnum())
    pieces = range(len(canary) - LEAKED_CHARS + 1)
    found = (canary[i : i + LEAKED_CHARS] for i in pieces)
    return any(piece in letters or piece[::-1] in letters for piece in found)


def count_words(text: str) -> int:
    return len(text.split())
