"""Which Piper voices are found, and what speaks when one cannot be used."""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from services.model_files import finding
from services.model_files.finding import package_folder
from services.models.speech import SpeechRequest
from services.speech.piper import PiperSynthesizer
from services.tts_engines import build_engines, find_voices
from services.tts_service import TtsService, build_synthesizer
from services.work_queue import WorkQueue
from tests.app import settings_for
from tests.model_packages import copy_installed, flip_one_byte
from tests.needs import needs
from tests.speech.piper_voice import NAME, installed_voice, voice_of
from tests.waiting import until


@asynccontextmanager
async def speaking(tmp_path: Path, **changes: Any) -> AsyncIterator[TtsService]:
    needs("piper-joe")
    queue = WorkQueue(workers=2, capacity=8, per_visitor=8)
    changes = {"piper_voice": (NAME,), "tts_deadline": 30} | changes
    service = build_synthesizer(settings_for(tmp_path, **changes), queue)
    try:
        yield service
    finally:
        await service.close()
        queue.close()


def piper_of(service: TtsService) -> PiperSynthesizer:
    engine = service.engines[0]
    assert isinstance(engine, PiperSynthesizer)
    return engine


async def test_piper_speaks_when_it_is_loaded_and_is_replaced_when_it_dies(
    tmp_path: Path,
) -> None:
    async with speaking(tmp_path) as service:
        piper = piper_of(service)
        early = await service.synthesize(SpeechRequest("One."))
        assert (early.engine, early.degraded) == ("espeak-ng", ())
        await service.start()
        await until(lambda: piper.available)
        assert (await service.synthesize(SpeechRequest("Two."))).engine == "piper"
        said = []
        text = "Since 2021, she has led the search team. She likes it."
        async for speech in service.stream(SpeechRequest(text)):
            said.append((speech.engine, speech.degraded))
            if len(said) == 1:
                assert piper.pid is not None
                os.kill(piper.pid, signal.SIGKILL)
        assert said[0] == ("piper", ())
        assert said[1] == ("espeak-ng", ("tts:piper:tts_failed",))
        assert said[2][0] == "espeak-ng"
        assert said[2][1] == ("tts:piper:breaker_open",)
        assert (await service.health()).status == "degraded"
        await until(lambda: piper.available)


async def test_a_damaged_voice_is_refused_by_digest_and_espeak_speaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("piper-joe")
    site = tmp_path / "site"
    copies = copy_installed(site, "piper-joe")
    flip_one_byte(copies[f"{NAME}.onnx"])
    monkeypatch.syspath_prepend(str(site))
    async with speaking(tmp_path) as service:
        await piper_of(service).start()
        speech = await service.synthesize(SpeechRequest("One."))
        assert (speech.engine, speech.degraded) == (
            "espeak-ng", ("tts:piper:unusable",),
        )  # fmt: skip
        health = await service.health()
        assert health.status == "degraded"
        (reason,) = health.detail["piper"]["reasons"]
        assert reason.startswith(f"{NAME}.onnx is damaged: sha256 ")


async def test_half_an_installation_is_named_and_espeak_speaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_the_library(name: str) -> Path | None:
        return None if name == "piper-tts" else package_folder(name)

    monkeypatch.setattr(finding, "package_folder", without_the_library)
    async with speaking(tmp_path) as service:
        await piper_of(service).start()
        speech = await service.synthesize(SpeechRequest("One."))
        assert (speech.engine, speech.degraded) == (
            "espeak-ng", ("tts:piper:unusable",),
        )  # fmt: skip
        health = await service.health()
        assert health.detail["piper"]["reasons"] == ["piper-tts is not installed"]


async def test_other_voices_speak_their_languages_and_espeak_the_rest(
    tmp_path: Path,
) -> None:
    voice_of(tmp_path, "de_DE-anna-low", tmp_path / "models" / "piper")
    elsewhere = voice_of(tmp_path, "nl_NL-piet-low", tmp_path / "elsewhere")
    wanted = ("de_DE-anna-low", str(elsewhere), "fr_FR-nobody-low")
    async with speaking(tmp_path, piper_voice=wanted) as service:
        await piper_of(service).start()
        for text, voice in (
            ("Wo hat sie in Berlin studiert?", "de_DE-anna-low"),
            ("Waar heeft zij gestudeerd?", "nl_NL-piet-low"),
            ("Elle dirige une équipe.", "fr+f2"),
            ("She studied in Berlin.", "en-us+f2"),
        ):
            assert (await service.synthesize(SpeechRequest(text))).voice == voice
        health = await service.health()
        assert health.status == "healthy"
        assert health.detail["piper"]["reasons"] == ["fr_FR-nobody-low.onnx is missing"]


def test_a_voice_of_the_table_is_found_by_its_name(tmp_path: Path) -> None:
    voice = installed_voice(tmp_path)
    found = find_voices(settings_for(tmp_path, piper_voice=(NAME,)))
    assert (found.voices, found.problems) == ((voice,), ())


def test_none_leaves_piper_out(tmp_path: Path) -> None:
    queue = WorkQueue(workers=1, capacity=1, per_visitor=1)
    engines = build_engines(settings_for(tmp_path, piper_voice=("none",)), queue)
    assert [engine.name for engine in engines] == ["espeak-ng"]
    queue.close()
