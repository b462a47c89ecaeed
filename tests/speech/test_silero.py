"""Both Silero adapters over the same sounds."""

from __future__ import annotations

from collections.abc import AsyncIterator
from unittest.mock import Mock

import numpy as np
import pytest

from services.errors import VadFailed
from services.models.audio import SAMPLE_RATE_HZ, Samples, Utterance
from services.protocols import VoiceActivityDetector
from services.speech import silero_onnx
from services.speech.silero_onnx import SileroOnnx
from services.speech.silero_torch import SileroTorch
from services.speech.speech_frames import FRAME_SAMPLES, SegmentRules
from services.work_queue import WorkQueue
from tests.needs import needs
from tests.sounds import noise, tone
from tests.spoken import spoken

pytestmark = pytest.mark.filterwarnings("ignore:.torch.jit:DeprecationWarning")
"""silero-vad's package loads its model in a way that torch calls old."""

PAUSE_S = 1.5
AGREED_WITHIN_S = 0.25


@pytest.fixture
async def queue() -> AsyncIterator[WorkQueue]:
    one = WorkQueue(workers=1, capacity=4, per_visitor=4)
    yield one
    one.close()


@pytest.fixture(params=["onnx", "torch"])
def detector(request: pytest.FixtureRequest, queue: WorkQueue) -> VoiceActivityDetector:
    if request.param == "onnx":
        return SileroOnnx(queue, SegmentRules())
    needs("torch")
    return SileroTorch(queue, SegmentRules())


def two_sentences() -> tuple[Samples, float, float]:
    """Two sentences with a pause between, and where the pause starts and ends."""
    pause = np.zeros(int(PAUSE_S * SAMPLE_RATE_HZ), np.float32)
    one = spoken("tell me about your work")
    other = spoken("which projects are you proud of")
    start_s = (len(pause) + len(one)) / SAMPLE_RATE_HZ
    whole = np.concatenate([pause, one, pause, other, pause])
    return whole, start_s, start_s + PAUSE_S


async def test_speech_is_found_and_the_pauses_are_left_out(
    detector: VoiceActivityDetector,
) -> None:
    sound, start_s, end_s = two_sentences()
    found = (await detector.detect(Utterance(sound))).segments
    assert len(found) >= 2
    middle_s = (start_s + end_s) / 2
    assert not any(s.start_s < middle_s < s.end_s for s in found)
    assert found[0].start_s > PAUSE_S / 2
    assert any(s.end_s < middle_s for s in found)
    assert any(s.start_s > middle_s for s in found)


@pytest.mark.parametrize(
    "sound",
    [np.zeros(32_000, np.float32), noise(2.0), tone(440, 2.0)],
    ids=["silence", "noise", "tone"],
)
async def test_what_is_no_speech_is_not_found(
    detector: VoiceActivityDetector, sound: Samples
) -> None:
    assert (await detector.detect(Utterance(sound))).segments == ()


async def test_one_utterance_leaves_nothing_to_the_next(
    detector: VoiceActivityDetector,
) -> None:
    sound, _, _ = two_sentences()
    fresh = await detector.detect(Utterance(sound))
    await detector.detect(Utterance(noise(2.0)))
    assert await detector.detect(Utterance(sound)) == fresh


async def test_a_torch_model_is_loaded_once(
    queue: WorkQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("torch")
    import silero_vad

    load = Mock(wraps=silero_vad.load_silero_vad)
    monkeypatch.setattr("silero_vad.load_silero_vad", load)
    detector = SileroTorch(queue, SegmentRules())
    for _ in range(3):
        await detector.detect(Utterance(tone(440, 1.0)))
    load.assert_called_once()


async def test_both_agree_on_where_speech_is(queue: WorkQueue) -> None:
    needs("torch")
    sound = Utterance(two_sentences()[0])
    one = await SileroOnnx(queue, SegmentRules()).detect(sound)
    other = await SileroTorch(queue, SegmentRules()).detect(sound)
    assert abs(one.segments[0].start_s - other.segments[0].start_s) < AGREED_WITHIN_S
    assert abs(one.segments[-1].end_s - other.segments[-1].end_s) < AGREED_WITHIN_S
    assert abs(one.speech_s - other.speech_s) < 2 * AGREED_WITHIN_S


async def test_a_missing_graph_is_a_technical_failure(
    queue: WorkQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(silero_onnx, "find_graph", lambda: None)
    with pytest.raises(VadFailed):
        await SileroOnnx(queue, SegmentRules()).detect(Utterance(tone(440, 1.0)))


async def test_frame_by_frame_is_the_same_as_the_whole(queue: WorkQueue) -> None:
    detector = SileroOnnx(queue, SegmentRules())
    sound, *_ = two_sentences()
    whole = detector._probabilities(sound)
    stream = detector.open_stream()
    frames = sound[: len(sound) // FRAME_SAMPLES * FRAME_SAMPLES]
    one_by_one = [stream.probability(f) for f in frames.reshape(-1, FRAME_SAMPLES)]
    assert one_by_one == pytest.approx(whole[: len(one_by_one)], abs=1e-5)


async def test_two_streams_remember_nothing_of_each_other(queue: WorkQueue) -> None:
    detector = SileroOnnx(queue, SegmentRules())
    sound, *_ = two_sentences()
    loud = detector.open_stream()
    for start in range(0, 40 * FRAME_SAMPLES, FRAME_SAMPLES):
        loud.probability(sound[start : start + FRAME_SAMPLES])
    silence = np.zeros(FRAME_SAMPLES, np.float32)
    fresh = detector.open_stream().probability(silence)
    assert detector.open_stream().probability(silence) == fresh
