from __future__ import annotations

from services.speech.speech_frames import FRAME_S, SegmentRules, speech_segments

BARE = SegmentRules(min_speech_s=0.0, min_silence_s=0.0, padding_s=0.0)


def spans(
    probabilities: list[float], rules: SegmentRules = BARE
) -> list[tuple[int, int]]:
    found = speech_segments(probabilities, len(probabilities) * FRAME_S, rules)
    return [(round(s.start_s / FRAME_S), round(s.end_s / FRAME_S)) for s in found]


def test_silence_has_no_segments() -> None:
    assert spans([0.1] * 20) == []


def test_speech_is_where_it_is_probable() -> None:
    assert spans([0.1, 0.9, 0.9, 0.1]) == [(1, 3)]


def test_speech_goes_on_through_a_small_dip() -> None:
    assert spans([0.9, 0.4, 0.9, 0.1]) == [(0, 3)]


def test_what_only_hovers_at_the_threshold_is_noise() -> None:
    assert spans([0.1, 0.6, 0.6, 0.6, 0.1]) == []


def test_a_click_is_no_speech() -> None:
    assert spans([0.1, 0.9, 0.1], SegmentRules(min_speech_s=0.1)) == []


def test_short_pauses_are_bridged_and_edges_padded() -> None:
    rules = SegmentRules(min_speech_s=0.0, min_silence_s=2 * FRAME_S, padding_s=FRAME_S)
    assert spans([0.1, 0.1, 0.9, 0.1, 0.9, 0.1, 0.1], rules) == [(1, 6)]


def test_padding_stays_inside_the_recording() -> None:
    assert spans([0.9, 0.9], SegmentRules(min_speech_s=0.0)) == [(0, 2)]
