"""Find the voice that stands in for one that an engine lacks."""

from __future__ import annotations

from collections.abc import Sequence

from services.models.speech import SpeechRequest, Voice

ENGLISH = "en"
ANY_LANGUAGE = "mul"
"""ISO 639-2 for a voice that speaks whatever language the text is in."""


def language_of(locale: str) -> str:
    return locale.lower().split("-")[0]


def speaks(voices: Sequence[Voice], language: str) -> bool:
    """Whether one of the voices knows the language."""
    known = {language_of(voice.locale) for voice in voices}
    return not known.isdisjoint((language, ANY_LANGUAGE))


def nearest_voice(model_voice: Voice, voices: Sequence[Voice]) -> Voice:
    """The same voice, else the same language, then locale, then gender.

    Among equals the first one wins, so an engine lists its best voices first; an
    engine that does not know the language speaks with the first of all.
    """
    language = language_of(model_voice.locale)

    def closeness(voice: Voice) -> tuple[bool, bool, bool, bool]:
        understands = language_of(voice.locale) in (language, ANY_LANGUAGE)
        return (
            voice.name == model_voice.name,
            understands,
            understands and voice.locale.lower() == model_voice.locale.lower(),
            understands and voice.gender == model_voice.gender,
        )

    return max(voices, key=closeness)


def find_voice(request: SpeechRequest, voices: Sequence[Voice]) -> Voice:
    wanted = Voice(request.voice or "", "", "", request.language or ENGLISH)
    return nearest_voice(wanted, voices)
