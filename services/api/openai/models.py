"""The names that programs may write for `model`, and what each of them does here."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from services.errors import ModelNotFound

PORTFOLIO = "viva-voce"
ANSWERS = (PORTFOLIO,)
HEARS = ("whisper-1", "gpt-4o-transcribe", "gpt-4o-mini-transcribe")
SPEAKS = ("tts-1", "tts-1-hd", "gpt-4o-mini-tts")
"""The last two are names that client programs have built in."""
EVERY = (*ANSWERS, *HEARS, *SPEAKS)


def require_model(name: str, known: Collection[str]) -> str:
    """The name, if it is one of those that are known; raise ModelNotFound."""
    if name not in known:
        raise ModelNotFound(
            f"There is no such model here; there is {', '.join(known)}."
        )
    return name


def model_of(name: str, created: int) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": created, "owned_by": PORTFOLIO}
