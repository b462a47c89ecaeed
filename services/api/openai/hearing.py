"""What was heard, in each format that programs may ask for."""

from __future__ import annotations

import math
import zlib
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any, Literal

from fastapi import Response

from services.api.body import Json
from services.api.openai.events import data
from services.models.speech import Transcript, TranscriptSegment

Format = Literal["json", "text", "verbose_json", "srt", "vtt"]
LEAST_PROBABILITY = 1e-6
PLAIN = "text/plain; charset=utf-8"
VTT = "text/vtt; charset=utf-8"


def written_as(
    format: Format, heard: Transcript, *, duration_s: float, task: str
) -> Response:
    """The transcript as a reply; subtitles have at least one line."""
    if format == "text":
        return Response(f"{heard.text}\n".encode(), media_type=PLAIN)
    if format == "srt":
        return Response(srt(lines_of(heard, duration_s)).encode(), media_type=PLAIN)
    if format == "vtt":
        return Response(vtt(lines_of(heard, duration_s)).encode(), media_type=VTT)
    usage = {"type": "duration", "seconds": round(duration_s, 3)}
    if format == "json":
        return Json({"text": heard.text, "usage": usage})
    return Json(
        {
            "task": task,
            "language": heard.language,
            "duration": round(duration_s, 3),
            "text": heard.text,
            "segments": [
                segment_of(number, line, heard.confidence)
                for number, line in enumerate(lines_of(heard, duration_s))
            ],
            "usage": usage,
        }
    )


def lines_of(heard: Transcript, duration_s: float) -> tuple[TranscriptSegment, ...]:
    """Its segments; an engine that knows no times has heard one."""
    return heard.segments or (TranscriptSegment(0.0, duration_s, heard.text),)


def segment_of(
    number: int, line: TranscriptSegment, confidence: float
) -> dict[str, Any]:
    """A segment with what is known of it: how sure the words are is told of all.

    How likely silence is, and which tokens were read, is not told by every engine.
    """
    written = line.text.encode()
    packed = len(zlib.compress(written))
    return {
        "id": number,
        "start": round(line.start_s, 3),
        "end": round(line.end_s, 3),
        "text": line.text,
        "avg_logprob": round(math.log(max(confidence, LEAST_PROBABILITY)), 3),
        "compression_ratio": round(len(written) / packed, 3),
        "seek": 0,
        "tokens": [],
    }


def srt(lines: tuple[TranscriptSegment, ...]) -> str:
    """SubRip: numbered, with a comma before the milliseconds."""
    return "".join(
        f"{number}\n{clock(line.start_s, ',')} --> {clock(line.end_s, ',')}\n"
        f"{line.text}\n\n"
        for number, line in enumerate(lines, start=1)
    )


def vtt(lines: tuple[TranscriptSegment, ...]) -> str:
    """WebVTT; `-->` in the words would end them."""
    cues = "".join(
        f"{clock(line.start_s, '.')} --> {clock(line.end_s, '.')}\n"
        f"{line.text.replace('-->', '->')}\n\n"
        for line in lines
    )
    return f"WEBVTT\n\n{cues}"


def clock(moment_s: float, point: str) -> str:
    """A moment as `00:01:02,345`."""
    total_ms = round(max(0.0, moment_s) * 1000)
    minutes, ms = divmod(total_ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    seconds, ms = divmod(ms, 1000)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{ms:03}"


async def told(
    heard: AsyncIterator[Transcript],
) -> AsyncGenerator[str]:
    """Events of a transcript: each stretch when it is written down, then the whole."""
    texts: list[str] = []
    async for piece in heard:
        for text in [line.text for line in piece.segments] or [piece.text]:
            delta = f" {text}" if texts else text
            texts.append(text)
            yield data({"type": "transcript.text.delta", "delta": delta})
    yield data({"type": "transcript.text.done", "text": " ".join(texts)})
