from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from services.language.unfinished import Ending
from services.pipeline.pauses import FRAME_S, Judged, Pauses, Step, TurnRules

SPEECH, SILENCE = 0.9, 0.05


def run(
    probabilities: Iterable[float],
    *,
    complete: float | None = None,
    asked: bool = False,
    words: Ending | None = None,
    reads: bool = False,
) -> list[tuple[Step, float]]:
    """What happened, and after how many seconds."""
    pauses = Pauses(TurnRules())
    steps = [
        pauses.step(p, Judged(complete, asked, words, reads)) for p in probabilities
    ]
    return [
        (step, round((n + 1) * FRAME_S, 3))
        for n, step in enumerate(steps)
        if step is not Step.NOTHING
    ]


def frames(probability: float, seconds: float) -> list[float]:
    return [probability] * round(seconds / FRAME_S)


def names(events: list[tuple[Step, float]]) -> list[Step]:
    return [step for step, _ in events]


def stopped_after_s(
    complete: float | None, *, spoken_s: float = 1.1, **judged: Any
) -> float:
    spoken = frames(SPEECH, spoken_s)
    sound = [*spoken, *frames(SILENCE, 2.0)]
    events = run(sound, complete=complete, **judged)
    assert names(events) == [Step.STARTED, Step.PAUSED, Step.STOPPED]
    return events[-1][1] - len(spoken) * FRAME_S


def test_a_complete_sentence_ends_a_turn_after_a_short_stop() -> None:
    assert stopped_after_s(0.9) == pytest.approx(0.16, abs=FRAME_S / 2)


def test_a_word_or_two_are_not_taken_for_a_sentence() -> None:
    assert stopped_after_s(0.9, spoken_s=0.6) == pytest.approx(0.6, abs=FRAME_S / 2)


def test_an_unfinished_sentence_is_waited_for() -> None:
    assert stopped_after_s(0.1) == pytest.approx(0.9, abs=FRAME_S / 2)


def test_without_a_model_one_pause_ends_every_turn() -> None:
    assert stopped_after_s(None) == pytest.approx(0.6, abs=FRAME_S / 2)


def test_an_answer_that_is_late_is_waited_for() -> None:
    assert stopped_after_s(None, asked=True) == pytest.approx(0.9, abs=FRAME_S / 2)


def test_words_that_want_another_word_are_waited_for() -> None:
    waited = stopped_after_s(0.9, words="unfinished", reads=True)
    assert waited == pytest.approx(0.9, abs=FRAME_S / 2)


def test_whole_words_are_believed_unless_the_model_is_sure_of_the_contrary() -> None:
    for complete in (0.9, 0.1):
        waited = stopped_after_s(complete, words="whole", reads=True, spoken_s=0.6)
        assert waited == pytest.approx(0.16, abs=FRAME_S / 2)
    waited = stopped_after_s(0.02, words="whole", reads=True)
    assert waited == pytest.approx(0.51, abs=FRAME_S / 2)


def test_after_words_that_often_go_on_the_model_is_not_enough() -> None:
    waited = stopped_after_s(0.9, words="loose", reads=True)
    assert waited == pytest.approx(0.77, abs=FRAME_S / 2)
    waited = stopped_after_s(0.1, words="loose", reads=True)
    assert waited == pytest.approx(0.9, abs=FRAME_S / 2)


def test_words_that_are_not_there_yet_are_waited_for() -> None:
    waited = stopped_after_s(0.9, reads=True)
    assert waited == pytest.approx(0.51, abs=FRAME_S / 2)


def test_of_words_in_another_language_the_model_decides() -> None:
    waited = stopped_after_s(0.9, words="unknown", reads=True)
    assert waited == pytest.approx(0.16, abs=FRAME_S / 2)


def test_whole_words_do_not_wait_for_a_model_that_is_late() -> None:
    waited = stopped_after_s(None, asked=True, words="whole", reads=True)
    assert waited == pytest.approx(0.19, abs=FRAME_S / 2)


def test_speech_that_goes_on_is_one_turn() -> None:
    sound = [*frames(SPEECH, 1), *frames(SILENCE, 0.4), *frames(SPEECH, 1)]
    events = run([*sound, *frames(SILENCE, 1)], complete=0.1)
    assert names(events) == [
        Step.STARTED,
        Step.PAUSED,
        Step.RESUMED,
        Step.PAUSED,
        Step.STOPPED,
    ]


def test_a_click_and_a_hum_near_the_threshold_are_no_speech() -> None:
    click = [SPEECH, *frames(SILENCE, 1)]
    assert names(run(click))[-1] is Step.DROPPED
    hum = [*frames(0.55, 1), *frames(SILENCE, 1)]
    assert names(run(hum))[-1] is Step.DROPPED


def test_a_turn_that_never_ends_is_ended() -> None:
    pauses = Pauses(TurnRules(longest_s=2.0))
    steps = [pauses.step(SPEECH) for _ in range(100)]
    assert Step.STOPPED in steps
    assert (steps.index(Step.STOPPED) + 1) * FRAME_S >= 2.0
