"""What a voice cannot read, said in words.

A voice that meets letters it does not know names them one by one ("Chinese letter"),
or is silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from services.language.scripts import LATIN, script_counts, script_of

READ_BESIDE_LATIN: Mapping[str, tuple[str, ...]] = {
    "ar": ("ARABIC",), "bg": ("CYRILLIC",), "bn": ("BENGALI",), "el": ("GREEK",),
    "fa": ("ARABIC",), "gu": ("GUJARATI",), "he": ("HEBREW",), "hi": ("DEVANAGARI",),
    "hy": ("ARMENIAN",), "ja": ("CJK", "HIRAGANA", "KATAKANA"), "ka": ("GEORGIAN",),
    "kk": ("CYRILLIC",), "kn": ("KANNADA",), "ko": ("HANGUL", "CJK"),
    "mk": ("CYRILLIC",), "ml": ("MALAYALAM",), "mr": ("DEVANAGARI",),
    "ne": ("DEVANAGARI",), "pa": ("GURMUKHI",), "ru": ("CYRILLIC",),
    "sr": ("CYRILLIC",), "ta": ("TAMIL",), "te": ("TELUGU",), "th": ("THAI",),
    "uk": ("CYRILLIC",), "ur": ("ARABIC",), "zh": ("CJK",),
}  # fmt: skip
"""By the voice's language."""

_NAMES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "CJK": "Chinese", "DEVANAGARI": "Hindi", "GURMUKHI": "Punjabi",
        "HANGUL": "Korean", "HIRAGANA": "Japanese", "KATAKANA": "Japanese",
    },
    "de": {
        "ARABIC": "arabischer", "CJK": "chinesischer", "CYRILLIC": "kyrillischer",
        "GREEK": "griechischer", "HANGUL": "koreanischer", "HEBREW": "hebräischer",
        "HIRAGANA": "japanischer", "KATAKANA": "japanischer",
    },
    "fr": {
        "ARABIC": "arabe", "CJK": "chinois", "CYRILLIC": "cyrillique",
        "GREEK": "grec", "HANGUL": "coréen", "HEBREW": "hébreu",
        "HIRAGANA": "japonais", "KATAKANA": "japonais",
    },
    "es": {
        "ARABIC": "árabe", "CJK": "chino", "CYRILLIC": "cirílico", "GREEK": "griego",
        "HANGUL": "coreano", "HEBREW": "hebreo", "HIRAGANA": "japonés",
        "KATAKANA": "japonés",
    },
}  # fmt: skip
_OTHER = {"de": "fremder", "fr": "langue étrangère", "es": "otra escritura"}
_TEXT = {"en": "{} text", "de": "{} Text", "fr": "texte en {}", "es": "texto en {}"}
_ALONE = {
    "en": "There is {} here that I cannot read aloud.",
    "de": "Hier steht {}, den ich nicht vorlesen kann.",
    "fr": "Il y a ici un {} que je ne peux pas lire à voix haute.",
    "es": "Aquí hay un {} que no puedo leer en voz alta.",
}
"""For a text of which nothing can be read."""

_SMALL = re.compile(r"[^\x00-\u036f\u1e00-\u1eff\u2000-\u2bff]")
_ASCII_STOPS = str.maketrans("。，、！？：；「」『』（）《》", ".,,!?:;      ,,")
_KANA = ("HIRAGANA", "KATAKANA")


def in_words(text: str, language: str) -> str:
    """Return the text with what a voice of `language` cannot read said in words.

    Where the words for that are not known in the language, it is left out.
    """
    if not _SMALL.search(text):
        return text
    readable = {LATIN, *READ_BESIDE_LATIN.get(language, ())}
    counts = script_counts(text)
    unread = [script for script, _ in counts.most_common() if script not in readable]
    if not unread:
        return text
    kana = next((script for script in _KANA if script in unread), None)
    if len(unread) == len(counts):
        return _alone(kana or unread[0], language)
    parts = (
        part if script in readable else _said(kana or script, part, language)
        for script, part in _runs(text.translate(_ASCII_STOPS), readable)
    )
    said = re.sub(r"\s+", " ", "".join(parts))
    return re.sub(r" (?=[.,;:!?)])|([.,;:!?])(?: ?\1)+", r"\1", said).strip()


def _runs(text: str, readable: Set[str]) -> Iterator[tuple[str, str]]:
    """Stretches that can be read, and those that cannot, by their first script."""
    begun, held, at = "", "", LATIN
    for char in text:
        script = script_of(char)
        if not script:
            held += char
        elif (script in readable) == (at in readable):
            begun, held = begun + held + char, ""
        else:
            # What stands between two stretches is read with the readable one.
            tail, head = (held, "") if at in readable else ("", held)
            yield at, begun + tail
            begun, held, at = head + char, "", script
    yield at, begun
    yield LATIN, held


def _said(script: str, part: str, language: str) -> str:
    if script == "GREEK" and len(part) == 1:
        # A letter of mathematics, which voices know.
        return part
    return f" {_named(script, language)} " if language in _TEXT else " "


def _alone(script: str, language: str) -> str:
    language = language if language in _ALONE else "en"
    return _ALONE[language].format(_named(script, language))


def _named(script: str, language: str) -> str:
    other = _OTHER.get(language, script.capitalize())
    return _TEXT[language].format(_NAMES[language].get(script, other))
