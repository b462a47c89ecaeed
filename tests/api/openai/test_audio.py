"""Recordings and texts through OpenAI's client library, over a socket."""

from __future__ import annotations

import base64
import io
import json
import wave
from typing import Any

import av
import openai
import pytest
from openai import OpenAI

from services.errors import Overloaded, SynthesisFailed
from services.models.audio import Utterance
from services.models.speech import Transcript, TranscriptSegment
from tests.api.openai.conftest import Program, Start
from tests.app import recording

TEXT = "which projects use python"
LINES = (
    TranscriptSegment(0.0, 1.25, "which projects"),
    TranscriptSegment(1.25, 62.5, "use --> python"),
)
DEPRECATED = pytest.mark.filterwarnings("ignore:deprecated:DeprecationWarning")
"""In the library, though many programs use it."""
FILE = ("question.wav", recording())


class Lines:
    """Hears two lines, whatever is said."""

    name = "lines"

    async def recognize(self, utterance: Utterance, **_: Any) -> Transcript:
        text = " ".join(line.text for line in LINES)
        return Transcript(text, "de", 0.5, self.name, LINES)


@pytest.fixture
def two_lines(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program.services.turns.hearing, "recognizer", Lines())
    monkeypatch.setattr(program.services.recognizer, "translation", Lines())


def test_every_name_in_the_list_is_a_model(openai: OpenAI) -> None:
    names = [model.id for model in openai.models.list()]
    assert {"viva-voce", "whisper-1", "tts-1"} <= set(names)
    assert [openai.models.retrieve(name).id for name in names] == names


def test_a_recording_is_written_down_as_json(openai: OpenAI) -> None:
    found = openai.audio.transcriptions.create(model="whisper-1", file=FILE)
    assert found.text == TEXT
    assert found.usage is not None
    assert found.usage.type == "duration"
    assert found.usage.seconds == 0.5


def test_a_recording_is_written_down_as_text(openai: OpenAI) -> None:
    found = openai.audio.transcriptions.create(
        model="gpt-4o-transcribe", file=FILE, response_format="text"
    )
    assert found == f"{TEXT}\n"


@pytest.mark.usefixtures("two_lines")
def test_a_recording_is_written_down_with_segments(openai: OpenAI) -> None:
    found = openai.audio.transcriptions.create(
        model="whisper-1",
        file=FILE,
        response_format="verbose_json",
        timestamp_granularities=["segment"],
        language="de",
        prompt="Names",
        temperature=0,
    )
    assert (found.language, found.duration) == ("de", 0.5)
    assert [(s.id, s.start, s.end, s.text) for s in found.segments or ()] == [
        (0, 0.0, 1.25, "which projects"),
        (1, 1.25, 62.5, "use --> python"),
    ]
    assert [s.avg_logprob for s in found.segments or ()] == [-0.693, -0.693]


@pytest.mark.usefixtures("two_lines")
def test_a_recording_is_written_down_as_subtitles(openai: OpenAI) -> None:
    srt, vtt = (
        openai.audio.transcriptions.create(
            model="whisper-1", file=FILE, response_format=kind
        )
        for kind in ("srt", "vtt")
    )
    assert srt == (
        "1\n00:00:00,000 --> 00:00:01,250\nwhich projects\n\n"
        "2\n00:00:01,250 --> 00:01:02,500\nuse --> python\n\n"
    )
    assert vtt == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.250\nwhich projects\n\n"
        "00:00:01.250 --> 00:01:02.500\nuse -> python\n\n"
    )


@pytest.mark.usefixtures("two_lines")
def test_the_words_of_a_recording_come_as_a_stream(openai: OpenAI) -> None:
    events = openai.audio.transcriptions.create(
        model="whisper-1", file=FILE, stream=True
    )
    *deltas, done = [event.to_dict() for event in events]
    assert [one["type"] for one in deltas] == ["transcript.text.delta"] * 2
    assert "".join(str(one["delta"]) for one in deltas) == done["text"]
    assert done["type"] == "transcript.text.done"


@DEPRECATED
@pytest.mark.usefixtures("two_lines")
@pytest.mark.parametrize("kind", ["json", "text", "verbose_json", "srt", "vtt"])
def test_a_recording_is_translated(openai: OpenAI, kind: Any) -> None:
    found = openai.audio.translations.create(
        model="whisper-1", file=FILE, response_format=kind
    )
    text = found if isinstance(found, str) else found.text
    assert "use -" in text


@DEPRECATED
def test_without_whisper_nothing_is_translated(openai: OpenAI) -> None:
    with pytest.raises(openai_error("InternalServerError"), match="Whisper"):
        openai.audio.translations.create(model="whisper-1", file=FILE)


def openai_error(name: str) -> type[openai.APIStatusError]:
    found: type[openai.APIStatusError] = getattr(openai, name)
    return found


@pytest.mark.parametrize("kind", ["wav", "mp3", "opus", "aac", "flac", "pcm"])
def test_a_text_is_spoken_in_every_format(
    program: Program, openai: OpenAI, kind: Any
) -> None:
    program.ears.synthesizer.said.clear()
    found = openai.audio.speech.create(
        model="tts-1",
        voice="alloy",
        input="Hello there. And so on.",
        response_format=kind,
        speed=1.5,
    )
    sound = found.read()
    assert found.response.headers["content-type"].startswith("audio/")
    if kind == "pcm":
        assert len(sound) / 2 / 24_000 == pytest.approx(0.4, abs=0.01)
    else:
        with av.open(io.BytesIO(sound), "r") as file:
            seconds = sum(f.samples / f.sample_rate for f in file.decode(audio=0))
        assert float(seconds) == pytest.approx(0.4, abs=0.1)
    first, second = program.ears.synthesizer.said
    assert (first.speed, first.voice, first.payer) == (1.5, None, "nobody")
    assert (first.text, second.text) == ("Hello there.", "And so on.")


def test_a_text_is_sent_while_it_is_spoken(openai: OpenAI) -> None:
    with openai.audio.speech.with_streaming_response.create(
        model="tts-1", voice="fake-voice", input="One. Two.", response_format="wav"
    ) as reply:
        assert "content-length" not in reply.headers
        sound = b"".join(reply.iter_bytes())
    with wave.open(io.BytesIO(sound)) as file:
        assert file.getframerate() == 24_000


def test_a_text_is_spoken_as_events(openai: OpenAI) -> None:
    with openai.audio.speech.with_streaming_response.create(
        model="gpt-4o-mini-tts",
        voice={"id": "fake-voice"},
        input="One. Two.",
        response_format="pcm",
        stream_format="sse",
    ) as reply:
        lines = [line.removeprefix("data: ") for line in reply.iter_lines() if line]
    *deltas, done = map(json.loads, lines)
    assert done == {"type": "speech.audio.done"}
    sound = b"".join(base64.b64decode(delta["audio"]) for delta in deltas)
    assert len(sound) / 2 / 24_000 == pytest.approx(0.4, abs=0.01)


@pytest.mark.parametrize(
    ("order", "kind", "code"),
    [
        ({"model": "nope"}, "NotFoundError", "model_not_found"),
        ({"input": ""}, "UnprocessableEntityError", "invalid_input"),
        ({"input": "x" * 4097}, "UnprocessableEntityError", "invalid_input"),
        ({"speed": 5}, "UnprocessableEntityError", "invalid_input"),
        ({"response_format": "ogg"}, "UnprocessableEntityError", "invalid_input"),
        ({"voice": ["x"]}, "UnprocessableEntityError", "invalid_input"),
        ({"input": "x" * 70_000}, "APIStatusError", "payload_too_large"),
    ],
)
def test_a_wrong_order_is_an_error_of_the_librarys_own(
    openai: OpenAI, order: dict[str, Any], kind: str, code: str
) -> None:
    right = {"model": "tts-1", "voice": "alloy", "input": "Hello."}
    with pytest.raises(openai_error(kind)) as refused:
        openai.audio.speech.create(**(right | order))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("order", "kind", "code"),
    [
        ({"model": "tts-1"}, "NotFoundError", "model_not_found"),
        ({"file": ("a", b"x" * 999)}, "APIStatusError", "audio_format_unsupported"),
        ({"file": ("a", b"")}, "UnprocessableEntityError", "invalid_audio"),
        ({"response_format": "diarized_json"}, "UnprocessableEntityError", None),
        ({"timestamp_granularities": ["word"]}, "UnprocessableEntityError", None),
        ({"language": "x" * 17}, "UnprocessableEntityError", "invalid_input"),
        ({"file": ("a", b"RIFF" + b"x" * 26_000_000)}, "APIStatusError", None),
    ],
)
def test_a_wrong_recording_is_an_error_of_the_librarys_own(
    openai: OpenAI, order: dict[str, Any], kind: str, code: str | None
) -> None:
    with pytest.raises(openai_error(kind)) as refused:
        openai.audio.transcriptions.create(
            **({"model": "whisper-1", "file": FILE} | order)
        )
    assert code is None or refused.value.code == code


@pytest.mark.parametrize("stream", [False, True])
def test_silence_is_an_error_streamed_or_not(
    program: Program, openai: OpenAI, monkeypatch: pytest.MonkeyPatch, stream: bool
) -> None:
    monkeypatch.setattr(program.ears.detector, "speech", False)
    with pytest.raises(openai_error("UnprocessableEntityError")) as refused:
        openai.audio.transcriptions.create(model="whisper-1", file=FILE, stream=stream)
    assert refused.value.code == "no_speech"


@pytest.mark.parametrize(
    ("fault", "status"), [(SynthesisFailed(), 502), (Overloaded(), 503)]
)
def test_a_voice_that_fails_is_a_server_error(
    program: Program,
    openai: OpenAI,
    monkeypatch: pytest.MonkeyPatch,
    fault: Exception,
    status: int,
) -> None:
    monkeypatch.setattr(program.ears.synthesizer, "fails", fault)
    with pytest.raises(openai_error("InternalServerError")) as failed:
        openai.audio.speech.create(model="tts-1", voice="alloy", input="Hello.")
    assert failed.value.status_code == status


def test_only_a_key_or_the_owner_pays_for_a_voice(start: Start) -> None:
    key, owner = "jK83hfH72hfbvkQPzz12", "owner-of-a-house-7Qw"
    program = start(api_keys=f"site:{key}", admin_token=owner)
    for bearer, payer in ((key, "key"), (owner, "owner")):
        with program.client(bearer) as client:
            client.audio.speech.create(model="tts-1", voice="alloy", input="Hello.")
        assert program.ears.synthesizer.said.pop().payer == payer
    with (
        program.client("sk-wrong") as client,
        pytest.raises(openai.AuthenticationError),
    ):
        client.audio.speech.create(model="tts-1", voice="alloy", input="Hello.")
    assert program.ears.synthesizer.said == []


def test_who_asks_too_much_meets_the_librarys_own_error(start: Start) -> None:
    program = start(rate_limit_enabled=True)
    with program.client() as client:
        for _ in range(10):
            client.audio.transcriptions.create(model="whisper-1", file=FILE)
        with pytest.raises(openai.RateLimitError) as refused:
            client.audio.transcriptions.create(model="whisper-1", file=FILE)
    assert refused.value.type == "rate_limit_error"
    assert int(refused.value.response.headers["retry-after"]) > 0
