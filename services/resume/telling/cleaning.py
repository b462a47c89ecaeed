"""Résumé text stripped to words: no mark-up, bullets or pictures, no shouting.

No pattern runs on past the next mark of its own kind, or further than a sentence is
long, so that the time grows with the text.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

from services.resume.telling.verbs import DATA

LINES = re.compile(r"[\r\n]+")
MARKED = re.compile(r"[^\w ,.;:'’()+%“”\"$€£!?—–-]|_|[a-z]:/|->|\d %")
"""What only a line with mark-up, addresses or signs to be read out has."""
SPACES = re.compile(r"\s+")
COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.S)
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
BREAK_TAG = re.compile(r"<(?:br|/p|/li|/div)\b[^<>]*>", re.I)
IMAGE = re.compile(r"!\[([^\[\]]*)\]\([^()\[\]]*\)")
LINK = re.compile(r"\[([^\[\]]+)\]\([^)\s\[\]]*(?:\s+\"[^\"\[\]]*\")?\)")
REFERENCE = re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]")
INLINE_BULLET = re.compile(r"(?<=:)\s+[*•▪◦●]\s+|\s+[*•▪◦●]\s+")
STARS = re.compile(r"(\*{1,3}|_{2,3}|~~|`{1,3})(?=\S)(.{1,500}?)(?<=\S)\1")
UNDERSCORE = re.compile(r"(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)")
HEADING = re.compile(r"^\s*#{1,6}\s+")
BULLET = re.compile(r"^\s*(?:[-–—*+•◦▪▫‣·●○■□➤➢►▶✓✔→»>]|\d{1,2}[.)]|\([a-z\d]\))\s+")
ODD_BULLET = re.compile(r"^[•◦▪▫‣●○■□➤➢►▶✓✔]+\s*")
PICTURES = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u26ff\u2700-\u27bf\ufe0f\u200d\u20e3\u2b50-\u2b55]+"
)
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
ARROW = re.compile(r"\s+(?:→|⇒|->|=>|-->)\s+")
TIGHT_ARROW = re.compile(r"(?<=\w)(?:→|⇒|->)(?=\w)")
WITH = re.compile(r"(?<!\w)w/\s?(?!o\b)")
WITHOUT = re.compile(r"(?<!\w)w/o\b")
BARE_ADDRESS = re.compile(r"\s?\(?https?://\S+")
PERCENT = re.compile(r"(?<=\d) %")
SHOUTED_SHARE = 0.6
LONG = 4
"""A shouted text has a word of at least this many letters that is an everyday one."""


def cleaned(text: str) -> str:
    """Return one line of plain words; a line of its own ends like a sentence."""
    lines = [_cleaned_line(line) for line in LINES.split(text)]
    joined = ""
    for line in filter(None, lines):
        if joined:
            joined += " " if joined[-1] in ".!?:;,…" or line[0].islower() else "; "
        joined += line
    return joined


def _cleaned_line(text: str) -> str:
    if not MARKED.search(text):
        text = BULLET.sub("", SPACES.sub(" ", text).strip())
        return calmed(text.strip(" -–—•*|"))
    text = html.unescape(COMMENT.sub(" ", text))
    text = TAG.sub("", BREAK_TAG.sub(" ", text))
    text = REFERENCE.sub(r"\1", text)
    text = LINK.sub(r"\1", IMAGE.sub(r"\1", text))
    text = HEADING.sub("", INVISIBLE.sub("", text))
    text = PICTURES.sub(" ", ODD_BULLET.sub("", BULLET.sub("", text)))
    text = SPACES.sub(" ", text)
    text = STARS.sub(r"\2", STARS.sub(r"\2", text))
    text = ARROW.sub("; ", TIGHT_ARROW.sub(" to ", UNDERSCORE.sub(r"\1", text)))
    text = WITH.sub("with ", WITHOUT.sub("without", text)).replace(" & ", " and ")
    text = INLINE_BULLET.sub(_comma, text)
    text = PERCENT.sub("%", BARE_ADDRESS.sub(_end_of_address, text))
    text = BULLET.sub("", SPACES.sub(" ", text).strip())
    return calmed(text.strip(" -–—•*|"))


def _comma(bullet: re.Match[str]) -> str:
    """What stands for a bullet inside a line: a comma, behind a colon nothing."""
    return " " if bullet.string[bullet.start() - 1] == ":" else ", "


def _end_of_address(address: re.Match[str]) -> str:
    """What stands for an address: the stops and commas behind it."""
    return address[0][len(address[0].rstrip(",;.")) :]


@lru_cache(maxsize=1)
def everyday_words() -> frozenset[str]:
    """Return the commonest words of English."""
    words = DATA.parent / "english_words.txt"
    return frozenset(words.read_text(encoding="utf-8").split())


def calmed(text: str) -> str:
    """Return a text in capitals in small letters; acronyms keep theirs."""
    words = re.findall(r"[A-Za-z]{2,}", text)
    shouted = [word for word in words if word.isupper()]
    if len(words) < 2 or len(shouted) < SHOUTED_SHARE * len(words):
        return text
    if not any(len(w) >= LONG and w.lower() in everyday_words() for w in shouted):
        return text
    calm = re.sub(r"[A-Za-z]{2,}|\bA\b", _calm_word, text)
    return calm[:1].upper() + calm[1:]


def _calm_word(match: re.Match[str]) -> str:
    word = match.group()
    known = word.lower() in everyday_words() and word not in SHORT_NAMES
    return word.lower() if known or len(word) > 6 else word


SHORT_NAMES = frozenset("IT US UK EU TV PC HR PR UI UX QA AI ICU ER".split())
"""Acronyms that are everyday words, or listed as such, when written small."""
