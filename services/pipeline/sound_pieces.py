"""A recording as pieces that a recogniser takes at once, cut where nobody speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from services.models.audio import SAMPLE_RATE_HZ, Samples, SpeechSegment, Utterance
from services.models.speech import Transcript
from services.protocols import SpeechRecognizer

LONGEST_S = 28.0
"""Whisper reads thirty seconds at once, and wants silence behind the last word."""
SOUGHT_FROM = 0.6
"""Where nobody pauses for so long, the quietest moment after this share is cut at."""
MOMENT = SAMPLE_RATE_HZ // 10


@dataclass(frozen=True, slots=True)
class SoundPiece:
    start_s: float
    utterance: Utterance


def sound_pieces(
    utterance: Utterance, segments: Sequence[SpeechSegment]
) -> list[SoundPiece]:
    """From the first word to the last, in pieces of LONGEST_S at most.

    Pauses inside a piece are kept; those between pieces are left out.
    """
    return [
        SoundPiece(span.start_s, _cut_out(utterance, span))
        for span in _joined(_short_enough(utterance.samples, segments))
    ]


def _cut_out(utterance: Utterance, span: SpeechSegment) -> Utterance:
    samples = utterance.samples[_sample(span.start_s) : _sample(span.end_s)]
    return Utterance(samples, utterance.container)


def _joined(segments: Iterable[SpeechSegment]) -> list[SpeechSegment]:
    spans: list[SpeechSegment] = []
    for segment in segments:
        if spans and segment.end_s - spans[-1].start_s <= LONGEST_S:
            spans[-1] = replace(spans[-1], end_s=segment.end_s)
        else:
            spans.append(segment)
    return spans


def _short_enough(
    samples: Samples, segments: Iterable[SpeechSegment]
) -> Iterator[SpeechSegment]:
    for segment in segments:
        start_s = segment.start_s
        while segment.end_s - start_s > LONGEST_S:
            cut_s = _quietest_s(samples, start_s)
            yield SpeechSegment(start_s, cut_s)
            start_s = cut_s
        yield SpeechSegment(start_s, segment.end_s)


def _quietest_s(samples: Samples, start_s: float) -> float:
    """The middle of the quietest tenth of a second that a piece may end in."""
    first = _sample(start_s + SOUGHT_FROM * LONGEST_S)
    sought = samples[first : _sample(start_s + LONGEST_S)]
    moments = sought[: len(sought) // MOMENT * MOMENT].reshape(-1, MOMENT)
    quietest = int(np.argmin(np.square(moments).mean(axis=1)))
    return (first + quietest * MOMENT + MOMENT // 2) / SAMPLE_RATE_HZ


def _sample(moment_s: float) -> int:
    return int(moment_s * SAMPLE_RATE_HZ)


def joined_transcript(
    pieces: Sequence[SoundPiece], transcripts: Sequence[Transcript]
) -> Transcript:
    """One transcript of all pieces; its segments count from the recording's start."""
    first = transcripts[0]
    seconds = [max(0.1, piece.utterance.duration_s) for piece in pieces]
    sure = sum(s * t.confidence for s, t in zip(seconds, transcripts, strict=True))
    return replace(
        first,
        text=" ".join(one.text for one in transcripts if one.text.strip()),
        confidence=round(sure / sum(seconds), 3),
        segments=tuple(
            replace(
                segment,
                start_s=round(piece.start_s + segment.start_s, 3),
                end_s=round(piece.start_s + segment.end_s, 3),
            )
            for piece, one in zip(pieces, transcripts, strict=True)
            for segment in one.segments
        ),
        degraded=tuple(dict.fromkeys(d for one in transcripts for d in one.degraded)),
    )


async def written_in_pieces(
    pieces: Sequence[SoundPiece], recognizer: SpeechRecognizer, language: str | None
) -> Transcript:
    """The words of all pieces, one read after the other."""
    heard = [
        await recognizer.recognize(piece.utterance, language=language)
        for piece in pieces
    ]
    return joined_transcript(pieces, heard)
