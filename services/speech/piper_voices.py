"""Piper's voices: a model, and beside it the description that says how to use it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.models.model_file import ModelProblem
from services.models.speech import Voice

SUFFIX = ".onnx"
_GENDERS = {"en_US-joe-medium": "Male"}
"""Descriptions do not say it."""


@dataclass(frozen=True, slots=True)
class PiperVoice:
    """A voice whose files are there, and what it is called."""

    voice: Voice
    model: Path
    description: Path


@dataclass(frozen=True, slots=True)
class FoundVoices:
    """The voices that may be loaded, and why others may not."""

    voices: tuple[PiperVoice, ...]
    problems: tuple[ModelProblem, ...] = ()


def read_voice(model: Path) -> PiperVoice | ModelProblem:
    """Return the voice of a model file, as the description beside it has it."""
    name = model.name.removesuffix(SUFFIX)
    description = model.with_name(f"{model.name}.json")
    for file in (model, description):
        if not file.is_file():
            return ModelProblem(name, "missing", f"{file.name} is missing")
    try:
        told = json.loads(description.read_text(encoding="utf-8"))
        locale = _locale(told)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        reason = f"{description.name} is no description of a Piper voice"
        return ModelProblem(name, "damaged", reason)
    gender = _GENDERS.get(name, "Neutral")
    voice = Voice(name, f"{_display_name(name)} ({locale})", gender, locale)
    return PiperVoice(voice, model, description)


def _locale(description: Mapping[str, Any]) -> str:
    """A voice's language and region, such as `en-US`.

    Older descriptions name eSpeak NG's voice only, such as `en-us`.
    """
    if description["audio"]["sample_rate"] <= 0 or not description["phoneme_id_map"]:
        raise ValueError
    code = description.get("language", {}).get("code") or description["espeak"]["voice"]
    language, _, region = code.replace("_", "-").partition("-")
    if not language.isalpha():
        raise ValueError
    return f"{language.lower()}-{region.upper()}" if region else language.lower()


def _display_name(name: str) -> str:
    """The speaker's name in `en_US-joe-medium`."""
    parts = name.split("-")
    return (parts[1] if len(parts) > 1 else name).replace("_", " ").title()
