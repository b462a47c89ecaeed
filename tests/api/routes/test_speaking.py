"""Speech made, listed and fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from services.errors import SynthesisFailed
from tests.app import Visit

OUTSIDE = [
    ".env",
    "../x",
    "..%2Fx",
    "%2e%2e/x",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/etc/passwd",
    "%2Fetc%2Fpasswd",
    "x%00.wav",
    "%00",
    "C:%5Cwindows%5Csystem.ini",
    "a" * 22 + ".exe",
    "a" * 22 + ".wav%00.txt",
    "a" * 22 + ".wav/",
    "short.wav",
    "é" * 22 + ".wav",
    "%ff%fe.wav",
    "a" * 5000,
]


async def speak(visit: Visit, **order: Any) -> dict[str, Any]:
    reply = await visit.http.post("/tts", json={"text": "Hello.", **order})
    assert reply.status_code == 200, reply.text
    found: dict[str, Any] = reply.json()
    return found


async def test_a_text_is_spoken_into_a_file(visit: Visit) -> None:
    made = await speak(
        visit, rate="fast", pitch="low", output_format="mp3", language="de-AT"
    )
    assert made["status"] == "success"
    assert made["audio_file"].endswith(".mp3")
    assert made["text_length"] == 6
    assert made["audio_duration"] == 0.2
    assert made["voice_used"] == "fake-voice"
    assert made["file_size_bytes"] == len(visit.ears.synthesizer.data)
    (order,) = visit.ears.synthesizer.said
    assert (order.rate, order.pitch, order.format) == ("fast", "low", "mp3")
    assert order.language == "de-AT"


@pytest.mark.parametrize(
    "order",
    [
        {"text": ""},
        {"text": "x" * 4001},
        {"rate": "warp"},
        {"pitch": 3},
        {"output_format": "exe"},
        {"voice": "v" * 101},
        {"language": "german or so"},
    ],
)
async def test_a_wrong_order_is_refused(visit: Visit, order: dict[str, Any]) -> None:
    reply = await visit.http.post("/tts", json={"text": "Hello.", **order})
    assert (reply.status_code, reply.json()["error_code"]) == (422, "INVALID_INPUT")
    assert visit.ears.synthesizer.said == []


async def test_a_voice_that_fails_is_a_clear_502(visit: Visit) -> None:
    visit.ears.synthesizer.fails = SynthesisFailed()
    reply = await visit.http.post("/tts", json={"text": "Hello."})
    assert (reply.status_code, reply.json()["error_code"]) == (502, "TTS_FAILED")


async def test_voices_are_listed_by_locale(visit: Visit) -> None:
    every = (await visit.http.get("/tts/voices")).json()
    none = (await visit.http.get("/tts/voices?locale=fr")).json()
    assert every["voices"] == [
        {
            "name": "fake-voice",
            "display_name": "Fake",
            "gender": "Female",
            "locale": "en-GB",
            "style_list": [],
        }
    ]
    assert every["total_voices"] == 1
    assert none["voices"] == []
    assert none["supported_locales"] == ["en-GB"]


async def test_the_older_name_answers_with_the_sound_itself(visit: Visit) -> None:
    reply = await visit.http.post(
        "/test/tts", json={"text": "Hello.", "session_id": "s"}
    )
    assert reply.content == visit.ears.synthesizer.data
    assert reply.headers["content-type"] == "audio/wav"
    assert float(reply.headers["processing_time_ms"]) >= 0


async def test_a_fallback_call_needs_no_session(visit: Visit) -> None:
    reply = await visit.http.post("/test/tts", json={"text": "Hello."})
    assert reply.status_code == 200


async def test_audio_comes_in_ranges(visit: Visit) -> None:
    name = (await speak(visit))["audio_file"]
    whole = visit.ears.synthesizer.data
    part = await visit.http.get(f"/audio/{name}", headers={"range": "bytes=4-11"})
    assert part.status_code == 206
    assert part.content == whole[4:12]
    assert part.headers["content-range"] == f"bytes 4-11/{len(whole)}"


async def test_a_range_past_the_end_is_refused(visit: Visit) -> None:
    name = (await speak(visit))["audio_file"]
    past = await visit.http.get(f"/audio/{name}", headers={"range": "bytes=9999999-"})
    assert past.status_code == 416


async def test_a_range_of_another_version_gets_the_whole(visit: Visit) -> None:
    name = (await speak(visit))["audio_file"]
    whole = await visit.http.get(f"/audio/{name}")
    etag = whole.headers["etag"]
    ranged = {"range": "bytes=0-3", "if-range": etag}
    same = await visit.http.get(f"/audio/{name}", headers=ranged)
    other = await visit.http.get(
        f"/audio/{name}", headers={**ranged, "if-range": '"x"'}
    )
    assert (same.status_code, other.status_code) == (206, 200)


async def test_audio_that_is_held_already_is_not_sent_again(visit: Visit) -> None:
    name = (await speak(visit))["audio_file"]
    etag = (await visit.http.get(f"/audio/{name}")).headers["etag"]
    again = await visit.http.get(f"/audio/{name}", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("wav", "audio/wav"), ("mp3", "audio/mpeg"), ("opus", "audio/ogg")],
)
async def test_each_file_has_its_type(visit: Visit, kind: str, media_type: str) -> None:
    name = (await speak(visit, output_format=kind))["audio_file"]
    audio = await visit.http.get(f"/audio/{name}")
    assert audio.headers["content-type"].startswith(media_type)


@pytest.mark.parametrize("name", OUTSIDE)
async def test_nothing_outside_the_audio_folder_is_served_or_deleted(
    visit: Visit, tmp_path: Path, name: str
) -> None:
    kept = [tmp_path / ".env", tmp_path / "x", tmp_path / "audio" / ".env"]
    (tmp_path / "audio").mkdir()
    for path in kept:
        path.write_text("secret")
    reply = await visit.http.get(f"/audio/{name}")
    assert reply.status_code == 404
    assert "secret" not in reply.text
    assert all(path.read_text() == "secret" for path in kept)


async def test_a_link_out_of_the_folder_is_not_followed(
    visit: Visit, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "audio").mkdir()
    link = tmp_path / "audio" / f"{'a' * 22}.wav"
    link.symlink_to(tmp_path / "secret")
    assert (await visit.http.get(f"/audio/{link.name}")).status_code == 404


async def test_two_visitors_never_share_a_file(visit: Visit) -> None:
    assert (await speak(visit))["audio_file"] != (await speak(visit))["audio_file"]
