"""Which speech engines there are on this machine, from the best voice to the last."""

from __future__ import annotations

from pathlib import Path

from services.model_files.finding import model_files, package_folder
from services.model_files.table import model, models
from services.models.model_file import FoundModel, ModelProblem
from services.protocols import Synthesizer
from services.settings import Settings
from services.speech.piper_voices import (
    SUFFIX,
    FoundVoices,
    PiperVoice,
    read_voice,
)
from services.work_queue import WorkQueue

PIPER_MODEL = "piper-joe"
"""The model of the table that brings the library as well."""
NO_VOICE = "none"


def choose_synthesizers(
    *, has_elevenlabs_key: bool, edge_enabled: bool, has_piper: bool
) -> tuple[str, ...]:
    """Return the engines, from the best voice to the one that needs nothing."""
    return (
        *(("elevenlabs",) if has_elevenlabs_key else ()),
        *(("edge-tts",) if edge_enabled else ()),
        *(("piper",) if has_piper else ()),
        "espeak-ng",
    )


def chosen_engines(settings: Settings) -> tuple[str, ...]:
    """Return the engines that serve here, by what is set and installed."""
    return choose_synthesizers(
        has_elevenlabs_key=settings.elevenlabs_api_key is not None,
        edge_enabled=settings.edge_tts_enabled,
        has_piper=bool(_wanted(settings)) and _has_some_piper(),
    )


def build_engines(settings: Settings, queue: WorkQueue) -> list[Synthesizer]:
    return [_build(name, settings, queue) for name in chosen_engines(settings)]


def find_voices(settings: Settings) -> FoundVoices:
    """Return Piper's voices that PIPER_VOICE names. It reads whole files."""
    found = [_find_voice(wanted, settings) for wanted in _wanted(settings)]
    return FoundVoices(
        tuple(one for one in found if isinstance(one, PiperVoice)),
        tuple(one for one in found if isinstance(one, ModelProblem)),
    )


def _has_some_piper() -> bool:
    """Whether anything of it is installed; of half an installation health tells."""
    packages = model(PIPER_MODEL).packages
    return any(package_folder(package.name) for package in packages)


def _wanted(settings: Settings) -> tuple[str, ...]:
    return tuple(name for name in settings.piper_voice if name.lower() != NO_VOICE)


def _find_voice(wanted: str, settings: Settings) -> PiperVoice | ModelProblem:
    """A path, a voice of the table by its file's name, or one put beside the models."""
    folder = settings.data_dir / "models"
    file = f"{wanted.removesuffix(SUFFIX)}{SUFFIX}"
    if Path(file).is_file():
        return read_voice(Path(file))
    for known in models():
        if any(one.name == file for one in known.files):
            found = model_files(known.name, folder)
            if isinstance(found, FoundModel):
                return read_voice(found.paths[file])
            return found
    return read_voice(folder / "piper" / Path(file).name)


def _build(engine: str, settings: Settings, queue: WorkQueue) -> Synthesizer:
    if engine == "elevenlabs" and settings.elevenlabs_api_key:
        from services.speech.elevenlabs import ElevenLabsSynthesizer

        return ElevenLabsSynthesizer(
            queue,
            api_key=settings.elevenlabs_api_key.get_secret_value(),
            voice_id=settings.elevenlabs_voice_id,
            base_url=settings.elevenlabs_base_url,
            first_audio_s=settings.tts_first_audio,
        )
    if engine == "edge-tts":
        from services.speech.edge import EdgeSynthesizer

        return EdgeSynthesizer(
            queue, first_audio_s=settings.tts_first_audio, url=settings.edge_tts_url
        )
    if engine == "piper":
        from services.speech.piper import PiperSynthesizer

        return PiperSynthesizer(
            queue, lambda: find_voices(settings), deadline_s=settings.tts_deadline
        )
    from services.speech.espeak import EspeakSynthesizer

    return EspeakSynthesizer(queue, deadline_s=settings.tts_deadline)
