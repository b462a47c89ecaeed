"""A model's reply as sentences, each with the numbers of the facts that it cites."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from services.llm.reply_text import ReplyText, unwrapped
from services.llm.sentences import Cutter

SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "answer": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "sentence": {"type": "string"},
                    "facts": {"type": "array", "items": {"type": "integer"}},
                },
                "required": ["sentence", "facts"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["answer"],
    "additionalProperties": False,
}
"""What a reply looks like where the server holds a model to a schema."""

INSIDE = r"(?:facts?|and|[\d\s,;:/&#^–-]){1,60}"
MARK = re.compile(
    rf"\s*(?:\[(?=[^\]]*\d){INSIDE}\]|【(?=[^】]*\d){INSIDE}】"
    rf"|\((?=facts?\b[^)]*\d){INSIDE}\))",
    re.IGNORECASE,
)
BROKEN_MARK = re.compile(rf"\s*[\[【]{INSIDE}\Z", re.IGNORECASE)
AFTER_STOP = re.compile(
    rf"(?P<stop>[.!?…]+[\"'”’)]*)(?P<marks>(?:{MARK.pattern})+)", re.IGNORECASE
)
"""Marks that stand behind the end of their sentence."""
MAYBE_MORE = re.compile(
    rf"[.!?…]+[\"'”’)]*(?:{MARK.pattern})*\s*(?:[\[【(][^\]】)\n]{{0,60}})?\Z",
    re.IGNORECASE,
)
"""The end of a sentence whose marks may not all be there."""
NUMBERS = re.compile(r"(\d{1,4})(?:\s*[–-]\s*(\d{1,4}))?")
MOST_IN_A_RANGE = 8
JSON_OPENS = ("{", "[{", "```")
OBJECT = re.compile(r'\{[^{}"]*(?:"(?:[^"\\]|\\.)*"[^{}"]*)*\}')
"""An object without objects in it; braces inside its texts are text."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence; `cited` are positions of facts, None where none were asked for."""

    sentence: str
    cited: frozenset[int] | None = None


class CitedReader:
    """Reads a stream that is JSON or text with marks, as soon as sentences are whole.

    Numbers are counted from 1 in a reply, and from 0 in what is returned.
    """

    def __init__(self) -> None:
        self._reply = ReplyText(wrapped=False)
        self._restarts = 0
        self._seen_restarts = 0
        self._start_over()

    def _start_over(self) -> None:
        self._cutter = Cutter()
        self._waiting = ""
        self._json: bool | None = None
        self._any = False

    def feed(self, delta: str) -> list[Claim]:
        words = self._reply.feed(delta)
        if self._reply.restarts > self._restarts:
            self._restarts = self._reply.restarts
            self._start_over()
        return self._read(words)

    def restarted(self) -> bool:
        """Whether, since the last time of asking, all before turned out as thought."""
        before, self._seen_restarts = self._seen_restarts, self._restarts
        return self._seen_restarts > before

    def flush(self, *, cut_off: bool = False) -> list[Claim]:
        """What is left when the reply ends; without the rest of one `cut_off`."""
        found = self._read(self._reply.flush())
        if self._json and not self._any:
            # An object of another shape, such as {"answer": "..."}.
            text, self._waiting, self._json = unwrapped(self._waiting), "", False
            found += self._marked(text)
        if not self._json:
            rest = BROKEN_MARK.sub("", self._waiting)
            cut = self._cutter.feed(_before_stops(rest))
            cut += self._cutter.flush(cut_off=cut_off)
            found += [_claim(piece) for piece in cut]
            self._waiting = ""
        return [claim for claim in found if claim.sentence]

    def _read(self, words: str) -> list[Claim]:
        if self._json is None:
            opening = (self._waiting + words).lstrip()
            if any(len(opening) < len(o) and o.startswith(opening) for o in JSON_OPENS):
                self._waiting = opening
                return []
            self._json = opening.startswith(JSON_OPENS)
            words, self._waiting = opening, ""
        found = self._objects(words) if self._json else self._marked(words)
        return [claim for claim in found if claim.sentence]

    def _marked(self, words: str) -> list[Claim]:
        text = self._waiting + words
        held = MAYBE_MORE.search(text[-200:])
        end = len(text) - len(held[0]) if held else len(text)
        self._waiting = text[end:]
        return [_claim(piece) for piece in self._cutter.feed(_before_stops(text[:end]))]

    def _objects(self, words: str) -> list[Claim]:
        self._waiting += words
        found: list[Claim] = []
        end = 0
        for match in OBJECT.finditer(self._waiting):
            end = match.end()
            found += _claims_of(match[0])
        if found:
            self._any = True
            self._waiting = self._waiting[end:]
        return found


def claims_of(text: str, *, cut_off: bool = False) -> list[Claim]:
    """The claims of a whole reply."""
    reader = CitedReader()
    return reader.feed(text) + reader.flush(cut_off=cut_off)


def without_marks(text: str) -> str:
    """The text alone, whatever marks a model put into it."""
    return " ".join(MARK.sub("", text).split())


def _before_stops(text: str) -> str:
    """Marks moved before the stop of their sentence, so that they stay with it."""
    return AFTER_STOP.sub(lambda m: f" {' '.join(m['marks'].split())}{m['stop']}", text)


def _claim(sentence: str) -> Claim:
    marks = "".join(MARK.findall(sentence))
    return Claim(without_marks(sentence), frozenset(_positions(marks)))


def _positions(marks: str) -> Iterator[int]:
    """The numbers, and those between the ends of a range, counted from 0."""
    for first, last in NUMBERS.findall(marks):
        start, end = int(first), int(last or first)
        yield from range(max(0, start - 1), min(end, start + MOST_IN_A_RANGE))


def _claims_of(text: str) -> Iterator[Claim]:
    """The sentences of one object; they share its numbers."""
    try:
        value = json.loads(text, strict=False)
    except ValueError:
        return
    sentence, facts = value.get("sentence"), value.get("facts")
    if not isinstance(sentence, str):
        return
    told = facts if isinstance(facts, list) else [facts]
    cited = frozenset(_positions(" ".join(map(str, told))))
    cutter = Cutter()
    for piece in cutter.feed(_before_stops(sentence)) + cutter.flush():
        claim = _claim(piece)
        yield Claim(claim.sentence, cited | (claim.cited or frozenset()))
