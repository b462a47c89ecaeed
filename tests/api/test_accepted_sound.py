from __future__ import annotations

import pytest

from services.api.accepted_sound import accepted_sound
from tests.app import Visit, recording


@pytest.mark.parametrize(
    ("accept", "sound"),
    [
        ("", "wav"),
        ("*/*", "wav"),
        ("application/json, audio/*", "wav"),
        ("application/json, audio/ogg", "opus"),
        ("audio/MPEG; q=0.5, audio/ogg;q=0.9", "opus"),
        ("audio/ogg;q=0, audio/mpeg", "mp3"),
        ("audio/ogg;q=none, application/json", "wav"),
    ],
)
def test_the_kind_that_is_wanted_most_is_taken(accept: str, sound: str) -> None:
    assert accepted_sound(accept) == sound


async def test_a_turn_is_spoken_in_the_kind_that_was_asked_for(visit: Visit) -> None:
    files = {"audio_file": ("recording", recording())}
    header = {"Accept": "application/json, audio/ogg"}
    reply = (await visit.http.post("/process", files=files, headers=header)).json()
    assert reply["audio_file"].endswith(".opus")
    assert visit.ears.synthesizer.said[-1].format == "opus"
