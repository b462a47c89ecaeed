"""Piper's voice, for tests: as it is installed, and as another language's."""

from __future__ import annotations

import json
from pathlib import Path

from services.model_files.finding import model_files
from services.models.model_file import FoundModel
from services.speech.piper_voices import FoundVoices, PiperVoice, read_voice
from tests.needs import needs

NAME = "en_US-joe-medium"


def installed_voice(tmp_path: Path) -> PiperVoice:
    needs("piper-joe")
    found = model_files("piper-joe", tmp_path / "models")
    assert isinstance(found, FoundModel)
    voice = read_voice(found.paths[f"{NAME}.onnx"])
    assert isinstance(voice, PiperVoice)
    return voice


def found_voice(tmp_path: Path) -> FoundVoices:
    return FoundVoices((installed_voice(tmp_path),))


def voice_of(tmp_path: Path, name: str, folder: Path) -> Path:
    """The same model under another name, which says what language it is."""
    joe = installed_voice(tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / f"{name}.onnx"
    model.symlink_to(joe.model)
    told = json.loads(joe.description.read_text(encoding="utf-8"))
    told["language"] = {"code": name.partition("-")[0]}
    model.with_name(f"{name}.onnx.json").write_text(json.dumps(told))
    return model
