"""A Piper voice is what its description says, or refused by its file's name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from services.models.model_file import ModelProblem
from services.models.speech import Voice
from services.speech.piper_voices import PiperVoice, read_voice

DESCRIPTION: dict[str, Any] = {
    "audio": {"sample_rate": 22_050},
    "espeak": {"voice": "de"},
    "language": {"code": "de_DE"},
    "phoneme_id_map": {"_": [0]},
}


def voice(folder: Path, told: object, name: str = "de_DE-anna_k-low") -> Path:
    model = folder / f"{name}.onnx"
    model.write_bytes(b"model")
    model.with_name(f"{model.name}.json").write_text(json.dumps(told))
    return model


def test_a_voice_is_called_by_its_file(tmp_path: Path) -> None:
    read = read_voice(voice(tmp_path, DESCRIPTION))
    assert isinstance(read, PiperVoice)
    assert read.voice == Voice("de_DE-anna_k-low", "Anna K (de-DE)", "Neutral", "de-DE")


@pytest.mark.parametrize(
    ("changes", "locale"),
    [({"language": {}}, "de"), ({"language": {"code": "pt_BR"}}, "pt-BR")],
)
def test_the_language_is_told_by_code_or_phonemes(
    tmp_path: Path, changes: dict[str, Any], locale: str
) -> None:
    read = read_voice(voice(tmp_path, DESCRIPTION | changes))
    assert isinstance(read, PiperVoice)
    assert read.voice.locale == locale


@pytest.mark.parametrize(
    "told",
    [
        [],
        "x",
        {},
        {**DESCRIPTION, "audio": {}},
        {**DESCRIPTION, "phoneme_id_map": {}},
        {**DESCRIPTION, "language": {"code": 7}},
        {**DESCRIPTION, "language": {"code": "../.."}},
    ],
)
def test_what_is_no_description_is_refused_by_name(
    tmp_path: Path, told: object
) -> None:
    refused = read_voice(voice(tmp_path, told))
    assert isinstance(refused, ModelProblem)
    assert refused.kind == "damaged"
    assert "de_DE-anna_k-low.onnx.json" in refused.reason


@pytest.mark.parametrize("lacking", [".onnx", ".onnx.json"])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, lacking: str) -> None:
    model = voice(tmp_path, DESCRIPTION)
    (tmp_path / f"de_DE-anna_k-low{lacking}").unlink()
    refused = read_voice(model)
    assert isinstance(refused, ModelProblem)
    assert refused.reason == f"de_DE-anna_k-low{lacking} is missing"
