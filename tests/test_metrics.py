"""The stopwatch that timing, header, log and histograms are read from."""

from __future__ import annotations

import pytest

from services.metrics import STAGES, Stopwatch


def test_every_stage_is_told_and_the_whole_holds_them() -> None:
    watch = Stopwatch()
    with watch.stage("answer"):
        pass
    timing = watch.timing()
    assert set(timing) == {f"{stage}_ms" for stage in STAGES} | {"total_ms"}
    assert timing["tts_ms"] == 0
    assert 0 <= timing["answer_ms"] <= timing["total_ms"]


def test_a_stage_that_fails_is_timed_too() -> None:
    watch = Stopwatch()
    with pytest.raises(OSError, match="broken"), watch.stage("tts"):
        raise OSError("broken")
    assert "tts;dur=" in watch.server_timing()


def test_the_header_names_only_what_ran() -> None:
    watch = Stopwatch()
    with watch.stage("answer"):
        pass
    names = [part.split(";")[0] for part in watch.server_timing().split(", ")]
    assert names == ["answer", "total"]


def test_an_unknown_stage_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="lunch"), Stopwatch().stage("lunch"):
        pass
