"""What the owner can look into where DEBUG_MODE is on."""

from __future__ import annotations

from pathlib import Path

from services.models.speech import Transcript
from tests.app import Visit, settings_for, visiting
from tests.ids import own_id

OWNER = {"authorization": "Bearer owner-of-a-house"}
PATHS = ("/debug/models", f"/debug/session/{own_id('one')}")


async def test_without_debug_mode_there_is_nothing(visit: Visit) -> None:
    for path in PATHS:
        assert (await visit.http.get(path, headers=OWNER)).status_code == 404


async def test_the_owner_alone_looks_into_things(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, debug_mode=True, admin_token="owner-of-a-house")
    async with visiting(settings) as visit:
        await visit.ask("which projects use python", session_id=own_id("one"))
        heard = Transcript("and the second", "en", 0.2, "engine")
        await visit.services.turns.sessions.hear(own_id("one"), heard, began_s=0)
        for path in PATHS:
            assert (await visit.http.get(path)).status_code == 401
        session = (await visit.http.get(PATHS[1], headers=OWNER)).json()
        models = (await visit.http.get(PATHS[0], headers=OWNER)).json()
    assert session["heard"]["text"] == "and the second"
    assert models["memory_usage_mb"] > 0
    assert "tts" in models["breakers"]
