"""What is to be said, and which engines may say it in which order with which voice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import get_args

from services.errors import InvalidInput
from services.language.detection import language_of_text
from services.models.speech import (
    AudioFormat,
    Payer,
    Pitch,
    Rate,
    SpeechRequest,
    Voice,
)
from services.speech.speakable import speakable
from services.speech.unreadable import in_words
from services.speech.voices import (
    ANY_LANGUAGE,
    ENGLISH,
    language_of,
    nearest_voice,
    speaks,
)

Offered = Mapping[str, tuple[Voice, ...]]
"""Voices by engine, in the chain's order."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request that can be spoken; its payer stands beside it, for all texts alike.

    `wanted` is the voice to come close to, `owner` the engine of one that was named.
    """

    request: SpeechRequest
    wanted: Voice
    owner: str | None
    payer: Payer


def prepared(
    request: SpeechRequest, voices: Offered, *, default_voice: str
) -> Prepared:
    """Raise InvalidInput for what cannot be said."""
    _validate(request)
    wanted, owner = _wanted(request, voices, default_voice)
    language = language_of(wanted.locale)
    if language == ANY_LANGUAGE:
        language = request.language or language_of_text(request.text)
    text = speakable(request.text, language)
    spoken_request = replace(request, text=text, language=language, payer="nobody")
    return Prepared(spoken_request, wanted, owner, request.payer)


def casting(speech: Prepared, voices: Offered) -> dict[str, SpeechRequest]:
    """Return the request as each engine is given it, in the order they are tried.

    The owner of a voice that was named goes first, then those who know the language:
    the others would read it as their own.
    """
    language = language_of(speech.request.language or ENGLISH)
    order = sorted(
        voices,
        key=lambda name: (name != speech.owner, not speaks(voices[name], language)),
    )
    return {
        name: _version(speech.request, nearest_voice(speech.wanted, voices[name]))
        for name in order
    }


def _version(request: SpeechRequest, voice: Voice) -> SpeechRequest:
    spoken_in = language_of(voice.locale)
    if spoken_in == ANY_LANGUAGE:
        return replace(request, voice=voice.name)
    said = in_words(request.text, spoken_in)
    return replace(request, text=said, voice=voice.name)


def _wanted(
    request: SpeechRequest, engines: Offered, default_voice: str
) -> tuple[Voice, str | None]:
    if request.voice is not None:
        name = request.voice.casefold()
        for engine, voices in engines.items():
            for voice in voices:
                if voice.name.casefold() == name:
                    return voice, engine
        raise InvalidInput("There is no such voice; GET /tts/voices lists them.")
    default = _default(engines, default_voice)
    language = request.language or language_of_text(request.text)
    if language_of(default.locale) == language_of(language):
        return default, None
    return Voice("", "", default.gender, language), None


def _default(engines: Offered, name: str) -> Voice:
    for voices in engines.values():
        for voice in voices:
            if voice.name == name:
                return voice
    return Voice(name, "", "Female", "en-US")


def _validate(request: SpeechRequest) -> None:
    for field, allowed in (("rate", Rate), ("pitch", Pitch), ("format", AudioFormat)):
        if getattr(request, field) not in get_args(allowed):
            raise InvalidInput(f"{field} is one of {', '.join(get_args(allowed))}.")
