"""Which voice stands in for one that an engine lacks."""

from __future__ import annotations

import pytest

from services.models.speech import SpeechRequest, Voice
from services.speech.edge_voices import EDGE_VOICES
from services.speech.espeak_voices import ESPEAK_VOICES
from services.speech.voices import ANY_LANGUAGE, find_voice, nearest_voice


def named(name: str) -> Voice:
    return next(voice for voice in EDGE_VOICES if voice.name == name)


@pytest.mark.parametrize(
    ("wanted", "stands_in"),
    [
        ("en-US-AriaNeural", "en-us+f2"),
        ("en-US-GuyNeural", "en-us+m2"),
        ("en-GB-RyanNeural", "en+m2"),
        ("en-AU-NatashaNeural", "en-us+f2"),
        ("de-AT-JonasNeural", "de+m2"),
        ("zh-CN-XiaoxiaoNeural", "cmn+f2"),
        ("pt-BR-AntonioNeural", "pt-br+m2"),
        ("fr-CA-SylvieNeural", "fr+f2"),
    ],
)
def test_language_comes_first_then_locale_then_gender(
    wanted: str, stands_in: str
) -> None:
    assert nearest_voice(named(wanted), ESPEAK_VOICES).name == stands_in


def test_every_language_of_edge_tts_but_japanese_has_a_stand_in() -> None:
    for voice in (v for v in EDGE_VOICES if not v.locale.startswith("ja")):
        stand_in = nearest_voice(voice, ESPEAK_VOICES)
        assert stand_in.locale[:2] == voice.locale[:2], voice.name
        assert stand_in.gender == voice.gender


def test_a_voice_of_any_language_stands_in_for_all() -> None:
    every = Voice("x", "X", "Neutral", ANY_LANGUAGE)
    assert nearest_voice(named("de-DE-KatjaNeural"), [every]) is every


def test_an_unknown_language_is_read_by_the_first_voice() -> None:
    assert find_voice(SpeechRequest("x", language="xx"), EDGE_VOICES) is EDGE_VOICES[0]


def test_a_named_voice_is_found() -> None:
    request = SpeechRequest("x", voice="de+m2", language="en")
    assert find_voice(request, ESPEAK_VOICES).name == "de+m2"
