"""The kind of sound a client asks for in its Accept header."""

from __future__ import annotations

from services.models.audio_file import MEDIA_TYPES
from services.models.speech import AudioFormat

FORMATS: dict[str, AudioFormat] = {
    MEDIA_TYPES["wav"]: "wav",
    MEDIA_TYPES["mp3"]: "mp3",
    MEDIA_TYPES["opus"]: "opus",
    "audio/opus": "opus",
    "audio/mp3": "mp3",
    "audio/x-wav": "wav",
}
USUAL: AudioFormat = "wav"


def accepted_sound(accept: str) -> AudioFormat:
    """The kind that is wanted most of those named; WAV where none is named.

    `audio/*` and `*/*` name none: every browser sends them without thinking of sound.
    """
    wanted: list[tuple[float, AudioFormat]] = []
    for part in accept.split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = _weight(parameters)
        if kind in FORMATS and weight > 0:
            wanted.append((weight, FORMATS[kind]))
    return max(wanted, key=lambda one: one[0])[1] if wanted else USUAL


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
