"""Everything that OpenAI's stock client in JavaScript does with the service."""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import pytest

from services.errors import Overloaded, StorageUnavailable
from services.models.audio import Utterance
from services.models.speech import Transcript, TranscriptSegment
from tests.api.openai.conftest import Program, Start, running
from tests.app import recording
from tests.needs import TEST_DEPS, needs

CALLS = Path(__file__).parent / "clients" / "calls.mjs"
TEXT = "which projects use python"
KINDS = ("wav", "mp3", "opus", "aac", "flac", "pcm")
WELL = (
    *("models", "json", "text", "verbose_json", "srt", "vtt", "words_streamed"),
    *("translation", "speech_events", "chat", "chat_streamed", "chat_reader"),
    *("response", "response_streamed", "response_reader"),
    *(f"speech_{kind}" for kind in KINDS),
)
ENOUGH_S = 100
KEY = "jK83hfH72hfbvkQPzz12"

pytestmark = pytest.mark.timeout(150)


class TwoLines:
    """Hears two lines, whatever is said."""

    name = "lines"

    async def recognize(self, utterance: Utterance, **_: Any) -> Transcript:
        lines = (
            TranscriptSegment(0.0, 0.25, "which projects"),
            TranscriptSegment(0.25, 0.5, "use python"),
        )
        return Transcript(TEXT, "en", 0.5, self.name, lines)


def call(
    program: Program, folder: Path, *names: str, key: str = "none"
) -> list[dict[str, Any]]:
    """What came of calls, in a program of its own."""
    needs("node", "openai")
    (folder / "question.wav").write_bytes(recording())
    (folder / "no.wav").write_bytes(b"x" * 999)
    (folder / "large.wav").write_bytes(b"RIFF" + b"x" * 26_000_000)
    address = f"{program.served.url}/v1"
    ran = subprocess.run(
        ["node", str(CALLS), str(TEST_DEPS.parent), address, key, str(folder), *names],
        capture_output=True,
        timeout=ENOUGH_S,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("node")


@pytest.fixture(scope="module")
def hearing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with running(tmp_path_factory.mktemp("hearing")) as program:
        program.services.turns.hearing.recognizer = TwoLines()  # type: ignore[assignment]
        program.services.recognizer.translation = TwoLines()  # type: ignore[assignment]
        yield program


@pytest.fixture(scope="module")
def done(hearing: Program, folder: Path) -> dict[str, Any]:
    """All calls that go well, made by one program, with what each returned."""
    outcomes = call(hearing, folder, *WELL)
    assert [one["error"] for one in outcomes if "error" in one] == []
    return {one["name"]: one["value"] for one in outcomes}


def test_models(done: dict[str, Any]) -> None:
    models = done["models"]
    assert {"viva-voce", "whisper-1", "tts-1"} <= set(models["listed"])
    assert models["looked"] == models["listed"]


def test_transcriptions_in_every_format(done: dict[str, Any]) -> None:
    assert done["json"]["text"] == done["translation"]["text"] == TEXT
    assert done["text"] == f"{TEXT}\n"
    lines = done["verbose_json"]["segments"]
    assert [one["text"] for one in lines] == ["which projects", "use python"]
    assert done["srt"].startswith("1\n00:00:00,000 --> 00:00:00,250\nwhich projects\n")
    assert done["vtt"].startswith("WEBVTT\n\n00:00:00.000 --> 00:00:00.250\n")


def test_transcriptions_streamed(done: dict[str, Any]) -> None:
    *deltas, end = done["words_streamed"]
    assert {one["type"] for one in deltas} == {"transcript.text.delta"}
    assert "".join(one["delta"] for one in deltas) == end["text"] == TEXT


@pytest.mark.parametrize("kind", KINDS)
def test_speech_in_every_format_and_in_pieces(
    done: dict[str, Any], folder: Path, kind: str
) -> None:
    told = done[f"speech_{kind}"]
    assert told["type"].startswith("audio/")
    assert told["length"] is None
    file = folder / f"reply.{kind}"
    if kind == "pcm":
        seconds = file.stat().st_size / 2 / 24_000
    else:
        with av.open(str(file)) as sound:
            frames = list(sound.decode(audio=0))
        seconds = sum(frame.samples / frame.sample_rate for frame in frames)
    assert seconds == pytest.approx(0.4, abs=0.1)


def test_speech_as_events(done: dict[str, Any]) -> None:
    *deltas, end = done["speech_events"]
    assert end == {"type": "speech.audio.done"}
    sound = b"".join(base64.b64decode(delta["audio"]) for delta in deltas)
    assert len(sound) / 2 / 24_000 == pytest.approx(0.4, abs=0.01)


def test_chat_plain_and_streamed(done: dict[str, Any]) -> None:
    message = done["chat"]["choices"][0]["message"]
    titles = [one["url_citation"]["title"] for one in message["annotations"]]
    assert "River Watch" in message["content"]
    assert "River Watch" in titles
    deltas = [one["choices"][0]["delta"] for one in done["chat_streamed"]]
    said = "".join(delta.get("content") or "" for delta in deltas)
    assert said == done["chat_reader"] == message["content"]
    assert done["chat_streamed"][-1]["choices"][0]["finish_reason"] == "stop"


def test_responses_plain_and_streamed(done: dict[str, Any]) -> None:
    made = done["response"]
    assert "River Watch" in made["text"]
    annotations = made["output"][0]["content"][0]["annotations"]
    assert "River Watch" in [one["title"] for one in annotations]
    events = done["response_streamed"]
    assert [one["sequence_number"] for one in events] == list(range(len(events)))
    deltas = [one for one in events if one["type"] == "response.output_text.delta"]
    said = "".join(one["delta"] for one in deltas)
    assert said == done["response_reader"] == made["text"]
    assert events[-1]["type"] == "response.completed"


ERRORS = [
    ("no_model", "NotFoundError", 404, "model_not_found"),
    ("wrong", "UnprocessableEntityError", 422, "invalid_input"),
    ("wrong_in_a_stream", "UnprocessableEntityError", 422, "invalid_input"),
    ("too_large", "APIError", 413, "payload_too_large"),
    ("large_sound", "APIError", 413, "payload_too_large"),
    ("no_sound", "APIError", 415, "audio_format_unsupported"),
]


def test_what_is_wrong_is_an_error_of_the_clients_own(
    hearing: Program, folder: Path
) -> None:
    outcomes = call(hearing, folder, *(name for name, *_ in ERRORS))
    for one, (name, kind, status, code) in zip(outcomes, ERRORS, strict=True):
        error = one["error"]
        assert (one["name"], error["kind"], error["status"]) == (name, kind, status)
        assert error["code"] == code
        assert error["type"] == "invalid_request_error"


def test_who_has_no_key_and_who_asks_too_much(start: Start, tmp_path: Path) -> None:
    program = start(api_keys=f"site:{KEY}", rate_limit_enabled=True)
    names = ["models", "chat", "chat_streamed", "response", "json", "speech_mp3"]
    refused = [one["error"] for one in call(program, tmp_path, *names, key="sk-wrong")]
    for error in refused[:5]:
        assert (error["kind"], error["status"]) == ("AuthenticationError", 401)
        assert (error["type"], error["code"]) == (
            "authentication_error",
            "unauthorized",
        )
    assert refused[5]["kind"] == "RateLimitError", "five guesses are enough"
    outcomes = call(program, tmp_path, *["json"] * 11, key=KEY)
    assert [("error" in one) for one in outcomes] == [False] * 10 + [True]
    error = outcomes[-1]["error"]
    assert (error["kind"], error["status"]) == ("RateLimitError", 429)
    assert error["type"] == "rate_limit_error"


def test_what_fails_here_is_a_server_error(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: Any, **__: Any) -> None:
        raise StorageUnavailable

    program = start()
    monkeypatch.setattr(program.services.turns.sessions, "open", fails)
    program.ears.synthesizer.fails = Overloaded()
    program.ears.recognizer.fails = Overloaded()
    names = ["chat", "chat_streamed", "response", "response_streamed"]
    names += ["json", "words_streamed", "speech_mp3", "speech_events"]
    for one in call(program, tmp_path, *names):
        error = one["error"]
        assert (error["kind"], error["status"]) == ("InternalServerError", 503), one
        assert error["code"] in ("storage_unavailable", "overloaded")
