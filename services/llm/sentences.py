"""A model's text as speakable sentences: thoughts, markup and secrets taken out."""

from __future__ import annotations

import re

MAX_SENTENCE_CHARS = 600
MAX_PENDING_CHARS = 2 * MAX_SENTENCE_CHARS
"""What waits for its end is looked through again with each piece of a stream."""
THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.I | re.S)
TAG = re.compile(r"<(?P<close>/?)(?:think|thinking|reasoning)>", re.I)
MAYBE_TAG = re.compile(r"</?[a-z]{0,9}\Z", re.I)
ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|jr|sr|inc|ltd|co|corp|vs|etc|approx|dept|univ|est"
    r"|no|fig|e\.g|i\.e|cf|al|ph\.d|b\.sc|m\.sc|u\.s|u\.k|a\.m|p\.m)|\b[A-Z])\.$",
    re.IGNORECASE,
)
ABBREVIATION_CHARS = 12
"""Longer than any of these with its stop."""
BOUNDARY = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s+[\"'“‘(\[]?[^\W_a-z])|(?<!\n)\n++"
)
"""No run of stops or lines is tried from its middle, which would take its square."""
FINISHED = re.compile(r"[.!?…][\"'”’)\]]*$")
LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\n]{0,500}\)")
LINE_START = re.compile(r"^[^\S\n]*+(?:#{1,6}\s+|>\s+|[-*+•]\s+|\d{1,2}[.)]\s+)", re.M)
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
        self._text = ""
        self._inside = False
        self._overlong = False

    def feed(self, delta: str) -> list[str]:
        self._raw += delta
        while self._pass_tag():
            pass
        if not self._inside:
            held = MAYBE_TAG.search(self._raw)
            end = held.start() if held else len(self._raw)
            self._text += self._raw[:end]
            self._raw = self._raw[end:]
        return self._cut()

    def flush(self, *, cut_off: bool = False) -> list[str]:
        """What is left when the stream ends; without the rest of one `cut_off`."""
        if not self._inside:
            self._text += self._raw
        found = self._cut()
        last = "" if self._overlong else speakable(self._text)
        if cut_off and not FINISHED.search(last):
            last = ""
        self._raw = self._text = ""
        return [*found, last] if last else found

    def _pass_tag(self) -> bool:
        """Step over the next tag, if it has come."""
        tag = TAG.search(self._raw)
        if tag is None:
            return False
        opening = not tag["close"]
        if opening and not self._inside:
            self._text += self._raw[: tag.start()]
        elif not opening and not self._inside:
            # Some servers open the tag for the model: all so far was thought.
            self._text = ""
        self._raw = self._raw[tag.end() :]
        self._inside = opening
        return True

    def _cut(self) -> list[str]:
        found: list[str] = []
        start = 0
        for match in BOUNDARY.finditer(self._text):
            end = match.end()
            tail = self._text[max(start, end - ABBREVIATION_CHARS) : end]
            if not ABBREVIATION.search(tail):
                found.append(self._text[start:end])
                start = end
        self._text = self._text[start:]
        return [s for sentence in self._bounded(found) if (s := speakable(sentence))]

    def _bounded(self, found: list[str]) -> list[str]:
        """A sentence too long to be said is given out once, and its end passed over."""
        if self._overlong and found:
            del found[0]
            self._overlong = False
        if len(self._text) > MAX_PENDING_CHARS:
            if not self._overlong:
                found.append(self._text)
            self._text = self._text[-ABBREVIATION_CHARS:]
            self._overlong = True
        return found


def without_thoughts(text: str) -> str:
    return THOUGHT.sub(" ", text).strip()


def split_sentences(text: str, *, cut_off: bool = False) -> list[str]:
    reader = SentenceReader()
    return reader.feed(text) + reader.flush(cut_off=cut_off)


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
