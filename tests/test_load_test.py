"""The load test: honest about what was served, refused and lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api_server import create_app
from scripts import load_test
from scripts.load_test import KINDS, Load, Tally, mix, percentile_ms, run
from tests.app import recording, settings_for
from tests.server import serving

SHORT = Load(visitors=3, seconds=0.5, pause_s=0.01)


def answering(status: int) -> Starlette:
    async def reply(_: Request) -> Response:
        return Response(status_code=status)

    return Starlette(routes=[Route("/{path:path}", reply, methods=["GET", "POST"])])


@pytest.mark.timeout(120)
async def test_every_kind_is_served_by_the_real_thing(tmp_path: Path) -> None:
    load = Load(visitors=6, seconds=0.5, pause_s=0.01, mix=dict.fromkeys(KINDS, 1))
    with serving(create_app(settings_for(tmp_path))) as served:
        tallies = await run(served.url, load)
    assert set(tallies) == set(KINDS)
    for tally in tallies.values():
        assert tally.took_s
        assert not tally.errors


@pytest.mark.parametrize("status", [429, 503])
async def test_a_refusal_in_good_order_is_no_error(status: int) -> None:
    with serving(answering(status)) as served:
        tallies = await run(served.url, SHORT, recording())
    for tally in tallies.values():
        assert tally.refused[status]
        assert not tally.errors
        assert not tally.took_s


@pytest.mark.parametrize("status", [500, 502, 404])
def test_any_other_failure_is_the_exit_code(
    status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(answering(status)) as served:
        command = f"load_test.py {served.url} --seconds 0.2 --mix text=1,read=1"
        monkeypatch.setattr("sys.argv", command.split())
        assert load_test.main() == 1
    text, read = capsys.readouterr().out.splitlines()
    assert text.startswith("text ")
    assert read.startswith("read ")
    assert "errors 0" not in text


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "127.0.0.1:9"])
def test_a_server_that_is_not_there_is_said(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["load_test.py", url])
    with pytest.raises(SystemExit, match="does not answer: All"):
        load_test.main()


def test_a_recording_that_is_not_there_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = "load_test.py http://127.0.0.1:9 --audio none.wav"
    monkeypatch.setattr("sys.argv", command.split())
    with pytest.raises(SystemExit):
        load_test.main()
    assert "none.wav: No such file or directory" in capsys.readouterr().err


def test_a_line_has_every_figure() -> None:
    tally = Tally()
    for status, took_s in [(200, 0.010), (200, 0.030), (429, 0.001), (None, 60.0)]:
        tally.add(status, took_s)
    assert tally.line("text").split("  ") == [
        *("text  count 4".split("  ")),
        *("served 2", "429 1", "503 0", "p50 10 ms", "p95 30 ms", "p99 30 ms"),
        "errors 1",
    ]


def test_percentiles_are_of_the_nearest_rank() -> None:
    hundred = [n / 1000 for n in range(100, 0, -1)]
    assert [percentile_ms(hundred, n) for n in (50, 95, 99)] == [50, 95, 99]


@pytest.mark.parametrize("wrong", ["video=1", "text", "text=-1", "text=0", ""])
def test_a_mix_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        mix(wrong)
