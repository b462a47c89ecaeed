"""A model's text as speakable sentences: thoughts, markup and secrets taken out."""

from __future__ import annotations

import re

from services.llm.enumerations import Enumerations
from services.llm.reply_text import ReplyText

MAX_SENTENCE_CHARS = 600
MAX_PENDING_CHARS = 2 * MAX_SENTENCE_CHARS
"""What waits for its end is looked through again with each piece of a stream."""
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
LIST_NUMBER = re.compile(r"\s*\d{1,2}[.]")
FINISHED = re.compile(r"[.!?…][\"'”’)\]]*$")
LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\n]{0,500}\)")
LINE_START = re.compile(r"^[^\S\n]*+(?:#{1,6}\s+|>\s+|[-*+•]\s+|\d{1,2}[.)]\s+)", re.M)
EMPHASIS = re.compile(r"(?<!\w)([*_~`]{1,3})(?=\S)(.{1,400}?)(?<=\S)\1(?!\w)")
LEFT_OVER = re.compile(r"\*{1,3}|`{1,3}|~~|\|")
LABEL = re.compile(
    r"^\W{0,3}(?:(?:final|short|spoken|plain|my|the|your) ){0,2}"
    r"(?:answer|reply|response|assistant|output|rephrased|model)\W{0,3}:[\s*_]*",
    re.IGNORECASE,
)
"""A name for what comes, before a sentence of it."""
OPENS, CLOSES = '"“«', '"”»'
SPACE = re.compile(r"\s+")
UNSAYABLE = re.compile(
    r"\b(?:as an? (?:a\.?i|artificial|(?:large )?language model|virtual|digital)\b"
    r"|(?:my|the|this) (?:system )?(?:instructions|prompt)\b|my (?:rules|guidelines)\b"
    r"|i (?:was|am) (?:instructed|programmed|told|trained|unable)\b"
    r"|i(?:'m| am) (?:just |only )?an? (?:a\.?i|assistant|chatbot|bot|language model)\b"
    r"|never to be spoken)|=== ?entries|[{}]\s*[\"']|[\"']\s*:\s*[\"'\[{]"
    r"|</?(?:assistant|answer|response|reply|output|user|system)\b|<\|",
    re.IGNORECASE,
)
ABOUT_THE_TASK = re.compile(
    r"\b(?:"
    r"the (?:user|visitor|human|asker)(?:'s)? (?:\w+ ){0,2}?(?:ask|want|need|sa[iy]"
    r"|query|question|request|message|input|inquir|mention|seem|look|wonder|greet|is|was|has"
    r"|would|might|just|wrote|prompt)\w*"
    r"|(?:the|this|that|their|your) (?:question|query|prompt|request) (?:is|was|asks?"
    r"|seems|wants|concerns|relates|requires|can be answered)"
    r"|(?:i|we)(?: should| need to| must| have to| am going to| ought to|'ll| will| can"
    r"| could|'d better) (?:\w+ ){0,2}?(?:answer|respond|reply|mention|rephrase|phrase"
    r"|keep|stick|say|state|avoid|provide|include|make sure|use only|start|check)\b"
    r"|(?:the|my|a) (?:answer|reply|response) (?:should|must|needs|has to|will be)\b"
    r"|(?:according to|per|following) (?:the|my) (?:instructions|prompt|rules)"
    r"|let(?:'s| me) (?:think|see|check|look|craft|write|answer|start|rephrase|break"
    r"|recall|review)\b)"
    r"|^(?:okay|ok|alright|hmm+|wait),? (?:so |now |the |let|i |we |she |he |they )"
    r"|^(?:first|now|so|then),? (?:i|we|they) (?:need|want|should|must|have|ask)\b"
    r"|\b(?:they|the person) (?:ask|want)s?\b"
    r"|\bhere(?:'s|’s| is) (?:the|my|a|an)\b.*\b(?:answer|response|reply|version"
    r"|thought)|^so,? the answer\b"
    r"|\b(?:based on|according to) the (?:entries|information|context|cards|facts)\b"
    r"|^(?:user|human|visitor|question|system|thought|thinking|reasoning) ?:",
    re.IGNORECASE,
)
"""What a model says to itself about its task; no résumé speaks so."""
LEAKED_CHARS = 6
"""A piece of the canary this long is no chance."""


class SentenceReader:
    """Cuts a stream of deltas into sentences; a model's thoughts are not among them."""

    def __init__(self) -> None:
        self._reply = ReplyText()
        self._cutter = Cutter()
        self._restarts = 0

    def feed(self, delta: str) -> list[str]:
        words = self._reply.feed(delta)
        if self._reply.restarts > self._restarts:
            self._cutter = Cutter()
        return self._cutter.feed(words)

    def restarted(self) -> bool:
        """Whether, since the last time of asking, all before turned out as thought."""
        before, self._restarts = self._restarts, self._reply.restarts
        return self._restarts > before

    def flush(self, *, cut_off: bool = False) -> list[str]:
        """What is left when the stream ends; without the rest of one `cut_off`."""
        found = self._cutter.feed(self._reply.flush())
        return found + self._cutter.flush(cut_off=cut_off)


class Cutter:
    """Cuts words into sentences that can be spoken."""

    def __init__(self) -> None:
        self._lists = Enumerations()
        self._text = ""
        self._seen = 0
        """How far the text was looked through for the ends of sentences."""
        self._overlong = False

    def feed(self, words: str) -> list[str]:
        self._text += words
        return self._cut()

    def flush(self, *, cut_off: bool = False) -> list[str]:
        """What is left when the words end; without the rest of one `cut_off`."""
        found = self._cut()
        last = "" if self._overlong else self._text
        if cut_off and not FINISHED.search(speakable(last)):
            last = ""
        self._text, self._seen = "", 0
        return [*found, *self._whole([last] if last.strip() else [], end=True)]

    def _whole(self, pieces: list[str], *, end: bool = False) -> list[str]:
        told = [whole for piece in pieces for whole in self._lists.take(piece)]
        told += self._lists.flush() if end else []
        return [s for piece in told if (s := speakable(piece))]

    def _cut(self) -> list[str]:
        found: list[str] = []
        start = 0
        for match in BOUNDARY.finditer(self._text, self._seen):
            self._seen = end = match.end()
            tail = self._text[max(start, end - ABBREVIATION_CHARS) : end]
            piece = self._text[start:end]
            if not (ABBREVIATION.search(tail) or LIST_NUMBER.fullmatch(piece)):
                found.append(piece)
                start = end
        self._text = self._text[start:]
        self._seen = max(0, self._seen - start)
        return self._whole(self._bounded(found))

    def _bounded(self, parts: list[str]) -> list[str]:
        """A sentence too long to be said is given out once, and its end passed over."""
        if self._overlong and parts:
            del parts[0]
            self._overlong = False
        if len(self._text) > MAX_PENDING_CHARS:
            if not self._overlong:
                parts.append(self._text)
            self._text, self._seen = self._text[-ABBREVIATION_CHARS:], 0
            self._overlong = True
        return parts


def split_sentences(text: str, *, cut_off: bool = False) -> list[str]:
    reader = SentenceReader()
    return reader.feed(text) + reader.flush(cut_off=cut_off)


def speakable(text: str) -> str:
    """Without markdown, label and lone quotes; empty when nothing is left to say."""
    text = LINK.sub(r"\1", text)
    text = EMPHASIS.sub(r"\2", LINE_START.sub("", text))
    text = SPACE.sub(" ", LEFT_OVER.sub("", text)).strip()
    text = _unquoted(LABEL.sub("", text))
    return text if any(c.isalnum() for c in text) else ""


def _unquoted(text: str) -> str:
    """Without the quotes around all of it, or the one of a longer reply in quotes."""
    marks = [c for c in text if c in OPENS + CLOSES]
    opened, closed = text[:1] in OPENS, text[-1:] in CLOSES
    if opened and (len(marks) == 1 or (len(marks) == 2 and closed)):
        text = text[1:].lstrip()
    if closed and len(marks) in (1, 2) and (len(marks) == 1 or opened):
        text = text[:-1].rstrip()
    return text


def is_sayable(sentence: str, canary: str) -> bool:
    """Whether a model's sentence may be said.

    One that is overlong may not, nor one about the model itself, its task, its
    instructions or their canary.
    """
    if len(sentence) > MAX_SENTENCE_CHARS or UNSAYABLE.search(sentence):
        return False
    if ABOUT_THE_TASK.search(sentence):
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
