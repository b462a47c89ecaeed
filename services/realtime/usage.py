"""What a reply took, as the protocol tells it."""

from __future__ import annotations

from typing import Any

from services.models.language import Phrased
from services.realtime.making import Making


def usage_of(making: Making) -> dict[str, Any]:
    """What a model was paid for; an answer without one costs no token."""
    reply = making.reply()
    phrased: Phrased | None = reply.phrased if reply else None
    read = phrased.prompt_tokens if phrased else 0
    written = phrased.completion_tokens if phrased else 0
    sound = making.sound_tokens
    return {
        "total_tokens": read + written,
        "input_tokens": read,
        "output_tokens": written,
        "input_token_details": {
            "text_tokens": read - sound.audio_in,
            "audio_tokens": sound.audio_in,
            "cached_tokens": sound.text_cached + sound.audio_cached,
        },
        "output_token_details": {
            "text_tokens": written - sound.audio_out,
            "audio_tokens": sound.audio_out,
        },
    }
