"""The words of the built-in pages, in each language that they are offered in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Query, Request

WEB = Path(__file__).parent.parent / "web"
ENGLISH = "en"
LANGUAGES = (ENGLISH, "de", "fr", "es")
VARY = {"vary": "accept-encoding, accept-language"}
LONGEST_HEADER = 500
"""Characters; a browser that offers more languages than fit is read so far."""
TAG = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$"
_WEIGHT = re.compile(r"q=([01](?:\.\d{0,3})?)")


@cache
def words_of(language: str) -> Mapping[str, str]:
    """All words in a language; what it lacks is said in English."""
    english = _read("strings.json")
    return english if language == ENGLISH else english | _read(f"strings.{language}.json")


async def language_asked(
    request: Request,
    lang: Annotated[
        str | None,
        Query(
            pattern=TAG,
            description="The page's language; else that of `Accept-Language`.",
            examples=["de"],
        ),
    ] = None,
) -> str:
    """The language of a page: the one asked for, or the best that the browser takes."""
    return _offered(lang or "") or preferred(request.headers.get("accept-language", ""))


LanguageDep = Annotated[str, Depends(language_asked)]


def preferred(header: str) -> str:
    """The language that an `Accept-Language` header likes best; else English."""
    best, most = ENGLISH, 0.0
    for offer in header[:LONGEST_HEADER].split(","):
        tag, _, rest = offer.partition(";")
        weight = _WEIGHT.fullmatch(rest.replace(" ", "")) if rest.strip() else None
        liked = float(weight[1]) if weight else float(not rest.strip())
        language = _offered(tag.strip())
        if language and liked > most:
            best, most = language, liked
    return best


def said_in(language: str) -> dict[str, str]:
    """Headers of a page in this language."""
    return {**VARY, "content-language": language}


def _offered(tag: str) -> str:
    """The language of a tag such as `de-AT`; empty where no page speaks it."""
    language = tag.partition("-")[0].lower()
    return language if language in LANGUAGES else ""


def _read(name: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((WEB / name).read_text("utf-8"))
    return found
