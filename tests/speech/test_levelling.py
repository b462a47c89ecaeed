from __future__ import annotations

import numpy as np

from services.speech.levelling import levelled
from tests.sounds import Sound, noise, tone


def speechlike(level: float) -> Sound:
    """Bursts with pauses between, over a faint floor."""
    sound = tone(300, 2.0) * 2 * level
    sound[::1] *= np.repeat([1, 0, 1, 1, 0, 1, 0, 1], len(sound) // 8)
    return (sound + noise(2.0, level=level / 100)).astype(np.float32)


def test_quiet_speech_is_brought_up() -> None:
    quiet = speechlike(0.01)
    assert np.max(np.abs(levelled(quiet))) > 4 * np.max(np.abs(quiet))


def test_speech_at_a_usual_level_is_left_as_it_is() -> None:
    usual = speechlike(0.3)
    assert levelled(usual) is usual


def test_steady_noise_is_not_blown_up() -> None:
    hiss = noise(2.0, level=0.005)
    assert levelled(hiss) is hiss


def test_silence_stays_silent() -> None:
    silence = np.zeros(16_000, np.float32)
    assert levelled(silence) is silence


def test_full_scale_is_never_passed() -> None:
    clicky = speechlike(0.01)
    clicky[5000] = 0.9
    assert np.max(np.abs(levelled(clicky))) <= 1.0
