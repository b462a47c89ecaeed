"""The words of the built-in pages, in each language that they are offered in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

import structlog
from fastapi import Depends, Query, Request

WEB = Path(__file__).parent.parent / "web"
ENGLISH = "en"
LANGUAGES = (ENGLISH, "de", "fr", "es")
COOKIE = "viva-voce-language"
"""What a visitor chose; the page's own script sets it."""
VARY = {"vary": "accept-encoding, accept-language, cookie"}
LONGEST_HEADER = 500
"""Characters; a browser that offers more languages than fit is read so far."""
PLACES = re.compile(r"\{\w+\}")
_WEIGHT = re.compile(r"q=([01](?:\.\d{0,3})?)")

_log = structlog.get_logger(__name__)


@cache
def words_of(language: str) -> Mapping[str, str]:
    """All words in a language; what it lacks, or has broken, is told in English."""
    english = _read(ENGLISH)
    if language == ENGLISH:
        return english
    own = usable(_read(language), english)
    if missing := sorted(english.keys() - own.keys()):
        _log.warning("words_missing", language=language, keys=missing)
    return english | own


def usable(own: Mapping[str, object], english: Mapping[str, str]) -> dict[str, str]:
    """The words that can stand for the English ones: not empty, with their places."""
    return {
        key: words
        for key, words in own.items()
        if isinstance(words, str)
        and words.strip()
        and key in english
        and places_of(words) == places_of(english[key])
    }


def places_of(words: str) -> set[str]:
    """What is put into the words: `{count}`, `{name}`."""
    return set(PLACES.findall(words))


async def language_asked(
    request: Request,
    lang: Annotated[
        str | None,
        Query(
            max_length=35,
            description="The page's language: en, de, fr or es. Else it is the one "
            "that the visitor chose before, or the best of `Accept-Language`.",
            examples=["de"],
        ),
    ] = None,
) -> str:
    """The language of a page: the address's, the visitor's choice, or the browser's."""
    chosen = _offered(lang or "") or _offered(request.cookies.get(COOKIE, ""))
    return chosen or preferred(request.headers.get("accept-language", ""))


LanguageDep = Annotated[str, Depends(language_asked)]


def preferred(header: str) -> str:
    """The language that an `Accept-Language` header likes best; else English."""
    best, most = ENGLISH, 0.0
    for offer in header[:LONGEST_HEADER].split(","):
        tag, _, weight = offer.partition(";")
        language, liked = _offered(tag.strip()), _liking(weight.replace(" ", ""))
        if language and liked > most:
            best, most = language, liked
    return best


def _liking(weight: str) -> float:
    """From 0 to 1, of the `q=0.5` after a language; 0 for what is no weight."""
    read = _WEIGHT.fullmatch(weight)
    return float(read[1]) if read else float(not weight)


def headers_of(language: str) -> dict[str, str]:
    """Headers of a page in this language."""
    return {**VARY, "content-language": language}


def _offered(tag: str) -> str:
    """The language of a tag such as `de-AT`; empty where no page speaks it."""
    language = tag.partition("-")[0].lower()
    return language if language in LANGUAGES else ""


def _read(language: str) -> dict[str, str]:
    """A file of words; of a translation that cannot be read, none."""
    suffix = "" if language == ENGLISH else f".{language}"
    try:
        words: dict[str, str] = json.loads(
            (WEB / f"strings{suffix}.json").read_text("utf-8")
        )
    except (OSError, ValueError):
        if language == ENGLISH:
            raise
        _log.exception("words_unreadable", language=language)
        return {}
    return words
