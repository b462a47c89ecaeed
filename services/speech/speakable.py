"""Turn written text into text that a voice reads as a person would.

Every pattern scans its text once: no nested repetition, nothing that backtracks over
more than a bounded stretch, so that the time grows with the length of the text only.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable

from services.errors import InvalidInput
from services.language.markup import without_tags
from services.speech.english_numbers import read_numbers
from services.speech.spoken_forms import SAID_AS_WORDS, SYMBOLS, TERMS

Step = Callable[[str], str]

MAX_CHARACTERS = 4_000
"""As long as the longest question; some five minutes of speech."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\ufff9-\uffff\U000e0000-\U0010ffff]"
)
_PICTURES = re.compile(
    "[\u20e3\u2300-\u23ff\u2460-\u24ff\u2500-\u27bf\u2900-\u2bff\u3030\u303d"
    "\U0001f000-\U0001faff]"
)
_COMBINING_RUN = re.compile("([\u0300-\u036f]{2})[\u0300-\u036f]+")
_FENCE = re.compile(r"^[ \t]{0,3}(?:```|~~~).*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*[-*_=|:][-*_=|: \t]{2,}$", re.MULTILINE)
_LINE_START = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|\d{1,3}[.)][ \t]+"
    r"|[-*+•◦▪‣–][ \t]+(?:\[[ xX]\][ \t]+)?)",
    re.MULTILINE,
)
_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}(?:[ \t]\"[^\"\n]{0,200}\")?\)"
)
_EMPHASIS = re.compile(r"[*`]+|~~|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)")
_URL = re.compile(
    r"\b(?:https?://|ftp://|www\.)([A-Za-z0-9.-]{1,253})(?::\d{1,5})?"
    r"([/?#][^\s<>\"'()\[\]]*)?",
    re.IGNORECASE,
)
_BARE_SITE = re.compile(
    r"\b((?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|io|dev|ai|edu|gov|app|me|co))"
    r"(/[^\s<>\"'()\[\],;]*)?(?![\w-]|\.\w)"
)
_EMAIL = re.compile(
    r"\b([\w.+-]{1,64})@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})"
)
_SCRIPT_NAME = re.compile(r"\b([A-Z][A-Za-z]{1,20})\.(js|ts|py|ai|io)\b")
_CAPITALS = re.compile(r"(?<![\w.'’-])[A-Z]{2,5}(?![\w'’])")
_LOWER_CASE = re.compile(r"[a-zà-ÿ]")
_ROMAN = re.compile(r"[IVX]+")
_COMPARED = re.compile(r"(?<!\S)([<>])(?=\s?\d)")
_SNAKE = re.compile(r"(?<=\w)_+(?=\w)")
_SLASH = re.compile(r"(?<=[^\W\d])\s?/\s?(?=[^\W\d])")
_HASH = re.compile(r"#(?=\d)")
_LEFTOVER = re.compile(r"[\[\]{}|\\^#*`<>~=_\"“”„«»]|--+")
_DASH = re.compile(r" [-–—]+ | ?— ?")
_SPACES = re.compile(r"\s+")
_BEFORE_STOP = re.compile(r"\s([,.;:!?])")
_STOPS = re.compile(r"([,;:])(?:\s?[,;:])+|[,;:]+\s?(?=[.!?])|([.!?])(?:\s?[.,;:!?])+")
_ENDS_SENTENCE = (".", "!", "?", ":", ";", ",", "…", "。", "！", "？")
_SPEAKABLE = re.compile(r"\w")


def _terms_pattern() -> re.Pattern[str]:
    longest_first = sorted(TERMS, key=len, reverse=True)
    forms = (
        rf"(?<!\w){re.escape(form)}" + (r"(?!\w)" if form[-1].isalnum() else "")
        for form in longest_first
    )
    begin = "".join({re.escape(form[0]) for form in TERMS})
    # Most letters begin none: looked at first, they cost a quarter.
    return re.compile(f"(?=[{begin}])(?:{'|'.join(forms)})")


_TERMS = _terms_pattern()
_SYMBOLS = re.compile("|".join(map(re.escape, SYMBOLS)))


def speakable(text: str, language: str = "en") -> str:
    """Raise InvalidInput for nothing to say, and for too much of it."""
    if len(text) > MAX_CHARACTERS:
        raise InvalidInput(f"The text is longer than {MAX_CHARACTERS} characters.")
    text = without_tags(html.unescape(text))
    english = language.lower().split("-")[0] == "en"
    for step in _ENGLISH if english else _ANY_LANGUAGE:
        text = step(text)
    if not _SPEAKABLE.search(text):
        raise InvalidInput("There is nothing to say in the text.")
    return text


def _clean(text: str) -> str:
    text = _INVISIBLE.sub(" ", text.replace("\u200d", "").replace("\u200b", ""))
    text = unicodedata.normalize("NFC", text)
    return _PICTURES.sub(" ", _COMBINING_RUN.sub(r"\1", text))


def _without_markdown(text: str) -> str:
    text = _RULE.sub("", _FENCE.sub("", text))
    text = _LINK.sub(r"\1", _LINE_START.sub("", text))
    return text.replace("|", ", ")


def _without_emphasis(text: str) -> str:
    return _EMPHASIS.sub("", text)


def _sentences(text: str) -> str:
    """Lines become sentences, so that a list is heard as items."""
    lines = (line.strip(" \t,") for line in text.splitlines())
    kept = [line for line in lines if line]
    ended = [
        line if line.endswith(_ENDS_SENTENCE) else line + "." for line in kept[:-1]
    ]
    return " ".join(ended + kept[-1:])


def _site(match: re.Match[str]) -> str:
    """A host is said in full, a path only where it is one short word to remember."""
    host = match[1].rstrip(".").lower().removeprefix("www.").replace(".", " dot ")
    tail = match[2] or ""
    path = tail.rstrip("/.,;:!?")
    stop = tail[len(path) :].lstrip("/")[:1]
    if not path:
        return host + stop
    if re.fullmatch(r"/~?[A-Za-z][A-Za-z-]{1,19}", path):
        return f"{host} slash {path[1:].lstrip('~')}{stop}"
    return f"a page on {host}{stop}"


def _email(match: re.Match[str]) -> str:
    name = match[1].replace(".", " dot ").replace("_", " underscore ")
    return f"{name.replace('+', ' plus ')} at {match[2].replace('.', ' dot ')}"


def _addresses(text: str) -> str:
    return _BARE_SITE.sub(_site, _EMAIL.sub(_email, _URL.sub(_site, text)))


def _links_left_out(text: str) -> str:
    """Where the words for dot and slash are another language's: the host alone."""
    return _URL.sub(lambda match: match[1].removeprefix("www."), text)


def _term(match: re.Match[str]) -> str:
    glued = match.string[match.end() : match.end() + 1].isalnum()
    return TERMS[match[0]] + (" " if glued else "")


def _terms(text: str) -> str:
    text = _TERMS.sub(_term, text)
    return _SCRIPT_NAME.sub(lambda match: f"{match[1]} {match[2].upper()}", text)


def _letters(text: str) -> str:
    """Spell AWS and UX, which voices would read as words; leave shouting alone."""
    if not _LOWER_CASE.search(text):
        return text

    def spell(match: re.Match[str]) -> str:
        word = match[0]
        if word in SAID_AS_WORDS or _ROMAN.fullmatch(word):
            return word
        vowels = sum(word.count(vowel) for vowel in "AEIOU")
        return word if len(word) > 3 and vowels > 1 else ".".join(word)

    return _CAPITALS.sub(spell, text)


def _symbols(text: str) -> str:
    text = _SLASH.sub(", ", _HASH.sub("number ", text))
    text = _COMPARED.sub(lambda m: "less than " if m[1] == "<" else "more than ", text)
    return _SYMBOLS.sub(lambda match: SYMBOLS[match[0]], text)


def _tidy(text: str) -> str:
    text = _LEFTOVER.sub(" ", _SNAKE.sub(" ", text).replace("…", ". "))
    text = _DASH.sub(", ", _SPACES.sub(" ", text))
    text = _STOPS.sub(lambda m: m[1] or m[2] or "", _BEFORE_STOP.sub(r"\1", text))
    return text.strip(" ,;:-–")


_ANY_LANGUAGE: tuple[Step, ...] = (
    _clean,
    _without_markdown,
    _links_left_out,
    _without_emphasis,
    _sentences,
    _tidy,
)
_ENGLISH: tuple[Step, ...] = (
    _clean,
    _without_markdown,
    _addresses,
    _without_emphasis,
    _sentences,
    _terms,
    read_numbers,
    _letters,
    _symbols,
    _tidy,
)
