"""Which engines may say a text, in which order, and what each of them is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from services.models.speech import SpeechRequest, Voice
from services.speech.unreadable import in_words
from services.speech.voices import (
    ANY_LANGUAGE,
    ENGLISH,
    language_of,
    nearest_voice,
    speaks,
)


def casting(
    request: SpeechRequest,
    wanted: Voice,
    offered: Mapping[str, tuple[Voice, ...]],
    *,
    owner: str | None = None,
) -> dict[str, SpeechRequest]:
    """Return the request as each engine is given it, in the order they are tried.

    `request` has its language, and `offered` the engines in the chain's order. The
    owner of a voice that was named goes first, then those who know the language: the
    others would read it as their own.
    """
    language = language_of(request.language or ENGLISH)
    order = sorted(
        offered, key=lambda name: (name != owner, not speaks(offered[name], language))
    )
    return {
        name: _version(request, nearest_voice(wanted, offered[name])) for name in order
    }


def _version(request: SpeechRequest, voice: Voice) -> SpeechRequest:
    spoken_in = language_of(voice.locale)
    if spoken_in == ANY_LANGUAGE:
        return replace(request, voice=voice.name)
    said = in_words(request.text, spoken_in)
    return replace(request, text=said, voice=voice.name)
