"""A spoken turn with the models that set-up installs: Whisper hears, Piper speaks."""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx
import pytest

from api_server import create_app
from services.settings import Settings
from tests.needs import needs
from tests.server import serving
from tests.test_spoken_turn import words_wrong

ASKED = {
    "Which projects use Python?": "night-owl",
    "Where did she study?": "lakeside-masters",
    "What did she do at Harbor Analytics?": "harbor-analytics",
}
VOICE = "en_US-joe-medium"
MOST_WORDS_WRONG = 1
READY_S = 90.0

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    needs("piper-joe", "whisper-base")
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("data"),
        edge_tts_enabled=False,
        rate_limit_enabled=False,
        whisper_download="never",
        log_level="ERROR",
    )
    with (
        serving(create_app(settings)) as served,
        httpx.Client(base_url=served.url, timeout=60) as client,
    ):
        yield client


def engines(client: httpx.Client) -> tuple[str, str]:
    parts = client.get("/health").json()["components"]
    return parts["recognizer"]["engine"], parts["tts"]["engine"]


def said(client: httpx.Client, text: str) -> bytes:
    made = client.post("/tts", json={"text": text, "voice": VOICE}).json()
    assert (made["engine"], made["voice_used"]) == ("piper", VOICE)
    return client.get(f"/audio/{made['audio_file']}").content


def plain(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum() or c == " ")


def test_questions_in_pipers_voice_are_heard_and_answered(client: httpx.Client) -> None:
    ends = time.monotonic() + READY_S
    while engines(client) != ("faster-whisper", "piper"):
        assert time.monotonic() < ends, client.get("/health").json()
        time.sleep(0.2)
    wrong, heard = 0, []
    for question, card in ASKED.items():
        sound = said(client, question)
        reply = client.post("/process", files={"audio_file": ("x.wav", sound)}).json()
        assert reply["status"] == "success", reply
        assert card in reply["items"][0]["id"], reply["items"][0]
        assert reply["metadata"]["engines"]["recognizer"] == "faster-whisper"
        assert reply["metadata"]["engines"]["tts"] == "piper"
        heard.append(reply["transcription"])
        wrong += words_wrong(plain(question), plain(reply["transcription"]))
    assert wrong <= MOST_WORDS_WRONG, heard
