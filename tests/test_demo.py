"""The demo: a folder full of real turns, and nothing of the owner's."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench.visitors import visitors
from scripts.demo import SAID_ONE_IN, WEEKS, demo_settings, moments, sign, visit
from services.building import build_services


def test_moments_are_in_order_and_within_the_weeks() -> None:
    found = moments(200, random.Random(1))
    now = datetime.now(UTC)
    assert found == sorted(found)
    assert now - timedelta(days=7 * WEEKS, minutes=1) < found[0]
    assert found[-1] <= now


async def test_visitors_ask_for_real_and_sign(tmp_path: Path) -> None:
    services = build_services(demo_settings(tmp_path, "token-of-the-demo"))
    try:
        await visit(services, visitors(SAID_ONE_IN))
        await sign(services)
        turns = await services.storage.interactions.latest(limit=100)
        assert len(turns) == SAID_ONE_IN
        assert any(turn.unanswered for turn in turns)
        assert any(turn.timing_ms["tts_ms"] > 0 for turn in turns)
        (said,) = [turn for turn in turns if turn.timing_ms.get("transcribe_ms")]
        for stage in ("decode_ms", "vad_ms", "transcribe_ms", "answer_ms", "tts_ms"):
            assert said.timing_ms[stage] > 0
        assert {turn.engines["llm"] for turn in turns} == {"none"}
        signed = await services.guestbook.store.page(limit=10, offset=0)
        assert all(one.image.startswith("data:image/") for one in signed)
    finally:
        await services.stop()


def test_no_key_of_this_machine_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROQ_API_KEY", "gsk_mine")
    monkeypatch.setenv("SUPABASE_URL", "https://mine.example.com")
    settings = demo_settings(tmp_path, "token-of-the-demo")
    assert settings.groq_api_key is None
    assert settings.supabase_url is None
    assert settings.data_dir == tmp_path


def appears(folder: Path, pattern: str, within_s: float = 30.0) -> bool:
    until = time.monotonic() + within_s
    while not any(folder.rglob(pattern)) and time.monotonic() < until:
        time.sleep(0.02)
    return any(folder.rglob(pattern))


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_of_it_once_it_is_stopped(
    tmp_path: Path, stop: signal.Signals
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "scripts.demo"],
        env={"PATH": os.environ["PATH"], "TMPDIR": str(tmp_path)},
        cwd=Path(__file__).parent.parent,
        stderr=subprocess.PIPE,
        text=True,
    ) as demo:
        try:
            assert demo.stderr is not None
            assert "are asking" in demo.stderr.readline()
            # Before that Python itself is not ready to be stopped without a word.
            assert appears(tmp_path, "*.sqlite3")
            demo.send_signal(stop)
            said = demo.stderr.read()
            assert demo.wait(timeout=30) in (0, 130)
        finally:
            demo.kill()  # else a stop that it missed would hold up the whole run
    assert "Traceback" not in said
    assert not list(tmp_path.iterdir())
