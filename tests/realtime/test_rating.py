"""An answer of a talk can be rated as soon as it is told, and before it is kept."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from services.realtime import floor
from tests.ids import own_id
from tests.realtime.rig import QUESTION, line

SESSION = own_id("rated-talk")


async def test_a_thumb_waits_for_the_turn_that_it_is_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(floor, "GRACE_S", 0.3)
    with line(tmp_path) as rig:
        async with rig.client(f"?session_id={SESSION}") as client:
            quiet = {"type": "realtime", "output_modalities": ["text"]}
            await client.send("session.update", session=quiet)
            content = [{"type": "input_text", "text": QUESTION}]
            item = {"type": "message", "role": "user", "content": content}
            await client.send("conversation.item.create", item=item)
            await client.send("response.create")
            told = (await client.until("viva_voce.reply"))["metadata"]
            thumb = {"turn_id": told["turn_id"], "session_id": SESSION, "thumb": "up"}
            async with httpx.AsyncClient(base_url=rig.served.url) as http:
                rated = await http.post("/api/feedback", json=thumb)
                session = (await http.get(f"/session/{SESSION}/export")).json()
    assert rated.status_code == 200
    (turn,) = session["turns"]
    assert (turn["question"], turn["thumb"]) == (QUESTION, "up")
