"""The words of a model's reply: without its thoughts, control tokens and wrapping."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

THINKING = (
    r"(?:\w{1,12}:)?\w{0,12}?(?:think|thought|reason|reflect|analysis|scratch_?pad"
    r"|monologue)\w{0,10}"
)
"""The name of a tag around thoughts, of which each family of models has another."""
ROLE = r"(?:\s*(?:assistant|model|user|system)\b\n?|(?!\s*[a-z]{0,9}\Z))"
"""The role after a token that begins a turn, once it is there as a whole."""
BROKEN_OFF = re.compile(r"\A(?:<\||<start_of|</s?\Z)", re.IGNORECASE)
MARK = re.compile(
    rf"(?P<open><{THINKING}\b[^<>|]{{0,40}}>|\[THINK\]|◁think▷|<unused94>"
    r"|<\|(?:begin_of_thought|think|thinking|thinking_start)\|>"
    r"|<\|channel\|?>\s*(?:analysis|commentary|thoughts?|thinking)\b)"
    rf"|(?P<close></{THINKING}\s*>|\[/THINK\]|◁/think▷|<unused95>"
    r"|<\|(?:end_of_thought|/think|/thinking|thinking_end)\|>"
    r"|<\|channel\|?>\s*final\b|<channel\|>)"
    r"|(?P<end><\|(?:im_end|eot_id|eom_id|end_of_text|endoftext|end|return|eos)\|>|</s>"
    r"|<eos>|<(?:end_of_turn|end_of_utterance|im_end|eot|eod|end|stop|turn\|)>"
    r"|<｜end▁of▁sentence｜>|\[(?:EOS|/s|end of text|\|endofturn\|)\]"
    r"|<[|｜]user[|｜]>)"
    rf"|(?P<other><\|(?:im_start|start|start_header_id)\|>{ROLE}"
    rf"|<start_of_turn>{ROLE}|<\|(?!channel|im_start|start)[^|<>\n]{{1,40}}\|>"
    r"|<｜[^｜<>\n]{1,40}｜>|<(?:s|bos|pad|unk|extra_id_\d+|0x[0-9A-F]{2}|turn)>"
    r"|</?(?:assistant|answer|response|reply|output|final)>"
    r"|\[(?:/?INST|BOS|\|[^|\]\n]{1,20}\||control_\d+)\]|<</?SYS>>)",
    re.IGNORECASE,
)
"""Tokens of the families of models that servers are known to let through."""
MAYBE_MARK = re.compile(
    r"(?:<[^<>\n]{0,60}|\[/?[A-Z]{0,6}|\[(?:\|[^|\]\n]{0,20}\|?|end of? ?t?e?x?t?"
    r"|control_?\d*|/s?|e?n?d?)|◁[^▷\n]{0,12}"
    r"|<(?:\|?channel|\|im_start|\|start|\|start_header_id)\|?>\s*[a-z]{0,12}"
    r"|<start_of_turn>\s*[a-z]{0,9})\Z",
    re.IGNORECASE,
)
KEPT_CHARS = 80
"""Of a thought, as much as the longest token may take."""
LABEL = re.compile(
    r"[\s*#>_]*(?:"
    r"(?:(?:sure|certainly|of course|okay|ok|great)\b[^\w\n]{0,3})?"
    r"(?:here(?:'s| is|’s)|this is|here you go|here we go)\b[^.:\n]{0,50}:"
    r"|(?:sure|certainly|of course)(?: thing)?[!,.:](?=\s)"
    r"|\[?(?:[\w'’]{1,12} ){0,2}?(?:a|ai|agent|assistant|answer|bot|chatbot|model"
    r"|output|rephrased|reply|response|system|text|viva voce)\]?[*_]{0,2}(?:\s*:| -)"
    r"|\[(?:answer|reply|response)\]"
    r"|(?:assistant|model|answer|reply|response)[*_]{0,2}(?=\n)"
    r")[\s*_]*",
    re.IGNORECASE,
)
"""A role, a name for what comes, or a flourish before it; several may follow."""
LABEL_CHARS = 64
"""How much of the opening is held back, as it may be such."""
BARE_THOUGHTS = ("thought\n", "thoughts\n", "thinking\n", "reasoning\n", "analysis\n")
"""A line by itself that a server left of the token around it."""
WRAPPED = re.compile(r"[^.!?\n]{0,50}:?\s*(?:\{|```|~~~|\[\s*[\"{])", re.DOTALL)
FENCE = re.compile(r"(?:```|~~~)\w{0,12}\n?(.*?)\n?(?:```|~~~|\Z)", re.DOTALL)
KEYS = ("answer", "answers", "response", "reply", "text", "content", "message")
MOST_DEEP = 4
FIELD = re.compile(rf'"(?:{"|".join(KEYS)})"\s*:\s*"((?:[^"\\]|\\.){{1,4000}})')


class ReplyText:
    """Takes a reply in pieces and gives its words as soon as they are known to be some.

    `restarts` counts thoughts that ended without having begun: all that was given
    before was thought.
    """

    def __init__(self, *, wrapped: bool = True) -> None:
        """With `wrapped` false, an object or a fence is given as it is."""
        self._wrapped = wrapped
        self.restarts = 0
        self._raw = ""
        self._opening = ""
        """The first words, as long as they may be a label or wrapping."""
        self._inside = False
        self._begun = False
        self._ended = False

    def feed(self, piece: str) -> str:
        if self._ended:
            return ""
        self._raw += piece
        words = self._outside()
        if self._begun:
            return words
        self._opening += words
        return self._beginning()

    def flush(self) -> str:
        """What was held back, when the reply is over."""
        rest, self._raw = self._raw, ""
        rest = "" if self._inside or BROKEN_OFF.match(rest) else rest
        if self._begun:
            return rest
        whole = self._opening + rest
        return _unlabelled(unwrapped(whole) if self._wrapped else whole)

    def _outside(self) -> str:
        """The words outside thoughts and tokens, up to what may become a token."""
        found: list[str] = []
        while not self._ended and (mark := MARK.search(self._raw)):
            if not self._inside:
                found.append(self._raw[: mark.start()])
            self._raw = self._raw[mark.end() :]
            self._pass(mark, found)
        if self._inside:
            self._raw = self._raw[-KEPT_CHARS:]
        elif not self._ended:
            held = MAYBE_MARK.search(self._raw)
            end = held.start() if held else len(self._raw)
            found.append(self._raw[:end])
            self._raw = self._raw[end:]
        return "".join(found)

    def _pass(self, mark: re.Match[str], words: list[str]) -> None:
        if mark["open"]:
            self._inside = True
        elif mark["close"]:
            if not self._inside:
                # Some servers open the thought for the model.
                words.clear()
                self.restarts += 1
                self._begun, self._opening = False, ""
            self._inside = False
        elif mark["end"] and not self._inside:
            # What comes after is another turn, which the model made up.
            before = self._opening + "".join(words)
            self._ended = self._begun or bool(before.strip())
            self._raw = "" if self._ended else self._raw

    def _beginning(self) -> str:
        """The first words, once it is sure that they are no label or wrapping."""
        words = self._opening.lstrip()
        lowered = words.replace("*", "").lower()
        if lowered.startswith(BARE_THOUGHTS):
            self._inside, self._opening = True, ""
            return ""
        if len(words) < LABEL_CHARS or (self._wrapped and WRAPPED.match(words)):
            return ""
        self._begun, self._opening = True, ""
        return _unlabelled(words)


def spoken_part(text: str) -> str:
    """A whole reply's words."""
    reply = ReplyText()
    return (reply.feed(text) + reply.flush()).strip()


def _unlabelled(text: str) -> str:
    while found := LABEL.match(text):
        text = text[found.end() :]
    return text


def unwrapped(text: str) -> str:
    """The words inside a fence or JSON; empty for JSON without any."""
    text = text.strip()
    if not WRAPPED.match(text):
        return text
    if fenced := FENCE.search(text):
        text = fenced[1].strip()
    starts = [place for place in map(text.find, "{[") if place >= 0]
    if not starts:
        return text
    text = text[min(starts) :]
    try:
        return _said(json.JSONDecoder().raw_decode(text)[0])
    except (ValueError, RecursionError):
        # The end may be cut off; what stands before it may be whole.
        found = FIELD.search(text)
        return _unescaped(found[1]) if found else ""


def _said(value: Any, deep: int = 0) -> str:
    """The text under the most telling key, else the only one there is."""
    if isinstance(value, str):
        return value
    if deep >= MOST_DEEP:
        return ""
    if isinstance(value, list):
        return next(filter(None, (_said(one, deep + 1) for one in value)), "")
    if not isinstance(value, Mapping):
        return ""
    told = {k: said for k, v in value.items() if (said := _said(v, deep + 1))}
    texts = [told[key] for key in KEYS if key in told]
    texts = texts or [said for key, said in told.items() if key.endswith(KEYS)]
    others = list(told.values())
    return texts[0] if texts else others[0] if len(others) == 1 else ""


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return ""
