from __future__ import annotations

import numpy as np

from services.models.audio import SAMPLE_RATE_HZ, SpeechSegment, Utterance
from services.models.speech import Transcript, TranscriptSegment
from services.pipeline.sound_pieces import (
    LONGEST_S,
    SoundPiece,
    joined_transcript,
    sound_pieces,
)
from tests.sounds import noise


def recording(seconds: float) -> Utterance:
    return Utterance(noise(seconds))


def spans(pieces: list[SoundPiece]) -> list[tuple[float, float]]:
    return [
        (piece.start_s, round(piece.start_s + piece.utterance.duration_s, 2))
        for piece in pieces
    ]


def test_a_short_recording_is_one_piece_from_first_word_to_last() -> None:
    segments = (SpeechSegment(1.0, 2.0), SpeechSegment(5.0, 7.5))
    assert spans(sound_pieces(recording(10), segments)) == [(1.0, 7.5)]


def test_a_long_recording_is_cut_at_its_pauses() -> None:
    segments = tuple(SpeechSegment(10.0 * n, 10.0 * n + 8) for n in range(6))
    pieces = spans(sound_pieces(recording(60), segments))
    assert pieces == [(0.0, 28.0), (30.0, 58.0)]


def test_speech_without_a_pause_is_cut_at_its_quietest_moment() -> None:
    sound = noise(40)
    sound[20 * SAMPLE_RATE_HZ : int(20.3 * SAMPLE_RATE_HZ)] = 0
    pieces = sound_pieces(Utterance(sound), (SpeechSegment(0.0, 40.0),))
    assert len(pieces) == 2
    assert 20.0 < pieces[1].start_s < 20.3
    assert all(piece.utterance.duration_s <= LONGEST_S for piece in pieces)
    whole = np.concatenate([piece.utterance.samples for piece in pieces])
    assert len(whole) == len(sound), "not a word is lost at the cut"


def heard(text: str, confidence: float, language: str = "en") -> Transcript:
    segments = (TranscriptSegment(0.5, 1.0, text),) if text else ()
    return Transcript(text, language, confidence, "fake", segments, ("a:b:c",))


def test_segments_count_from_the_start_of_the_recording() -> None:
    pieces = [
        SoundPiece(2.0, recording(10)),
        SoundPiece(31.5, recording(10)),
        SoundPiece(45.0, recording(20)),
    ]
    whole = joined_transcript(
        pieces, [heard("one", 0.9), heard("", 0.0), heard("three", 0.5)]
    )
    assert whole.text == "one three"
    assert [s.start_s for s in whole.segments] == [2.5, 45.5]
    assert whole.confidence == 0.475
    assert whole.degraded == ("a:b:c",)
