"""How much a text tries to steer a language model instead of asking it something."""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

from services.guard.injection_signs import SIGNS

SUSPICIOUS = 0.5
MAX_READ_CHARS = 20_000

HOMOGLYPHS = str.maketrans(
    "аеорсухіѕԁɡıкмтнпвгշαοιερυνκτ", "aeopcyxisdgikmthnbrzaoiepyvkt"
)
QUOTES = str.maketrans("’‘ʼ", "'''")
MIXED = re.compile(r"\b(?=\w{0,40}[a-z])(?=\w{0,40}[\u0370-\u058f])\w{2,60}\b")
TAGS = {0xE0000 + code: chr(code) for code in range(0x20, 0x7F)}
"""Invisible copies of ASCII, which models read and people do not see."""
INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
SPLIT = re.compile(r"(?<=[a-z])- ?(?=[a-z])")
SPACED = re.compile(r"\b(?:[a-z] ){4,40}[a-z]\b")
LEET = str.maketrans("013457@$", "oieastas")
LEET_WORD = re.compile(r"\b(?=\d{0,3}[a-z])(?=[a-z]{0,20}[01345@$])[a-z0-9@$]{4,20}\b")
ENCODED = re.compile(r"[A-Za-z0-9+/]{24,4000}={0,2}")
HEX = re.compile(r"\b(?:[0-9a-fA-F]{2} ?){12,2000}\b")
PLAYS = re.compile(r"rot-?13|caesar|cipher|decod|backward|revers|mirror|scrambl")
COMMON = re.compile(r"\b(?:the|is|does?|what|her|his|she|he|you|and|to|of|in|me|a)\b")
"""Words without which a text may be turned round or shifted by thirteen letters."""
ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}|&#x?[0-9A-Fa-f]+;")
GAPS = re.compile(r"[ \t]+")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """`score` is in [0, 1]; `signs` names what spoke for it."""

    score: float
    signs: tuple[str, ...]

    @property
    def suspicious(self) -> bool:
        return self.score >= SUSPICIOUS


def judge(text: str) -> Suspicion:
    """Score a visitor's words, a transcript, or a message of a client's history."""
    text = text[:MAX_READ_CHARS]
    plain = _plain(text)
    readings = {plain, SPLIT.sub("", plain), LEET_WORD.sub(_unleet, plain)}
    readings |= {SPACED.sub(lambda match: match.group().replace(" ", ""), plain)}
    if PLAYS.search(plain) or not COMMON.search(plain):
        readings |= {plain[::-1], codecs.encode(plain, "rot13")}
    readings |= {_plain(hidden) for hidden in _decoded(text)}
    return max((_score(reading) for reading in readings), key=lambda s: s.score)


def _score(plain: str) -> Suspicion:
    total = 0.0
    signs: list[str] = []
    for sign in SIGNS:
        wordings = {match.group()[:40] for match in sign.pattern.finditer(plain)}
        if wordings:
            signs.append(sign.name)
            total += min(sign.most, sign.weight + sign.more * (len(wordings) - 1))
    return Suspicion(round(min(1.0, total), 3), tuple(signs))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text.translate(TAGS)).lower()
    visible = INVISIBLE.sub("", folded.translate(QUOTES))
    latin = MIXED.sub(lambda match: match.group().translate(HOMOGLYPHS), visible)
    return GAPS.sub(" ", latin).strip()


def _unleet(match: re.Match[str]) -> str:
    return match.group().translate(LEET)


def _decoded(text: str) -> list[str]:
    found = [html.unescape(unquote(text))] if ESCAPED.search(text) else []
    for run in HEX.findall(text)[:8]:
        found.append(bytes.fromhex(run.replace(" ", "")).decode(errors="ignore"))
    for run in ENCODED.findall(text)[:8]:
        try:
            found.append(base64.b64decode(run + "=" * (-len(run) % 4)).decode())
        except (binascii.Error, UnicodeDecodeError):
            continue
    return found
