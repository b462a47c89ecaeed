"""A talk that is bridged, over real sockets, while all goes well."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.upstream.loopback import USAGE_USD, loopback, telling
from tests.upstream.rig import (
    ALSO_TRUE,
    TRUE,
    ask,
    bridged,
    marks,
    own_voice_heard,
    spent_usd,
)


async def test_the_upstream_s_reply_is_heard_and_kept(tmp_path: Path) -> None:
    async with loopback(telling(TRUE, ALSO_TRUE)) as server:
        with bridged(tmp_path, server) as rig:
            async with rig.client() as client:
                told = await ask(client)
                assert told["response"] == f"{TRUE} {ALSO_TRUE}"
                assert marks(client) == {1000, 2000}
                assert not own_voice_heard(client)
                seconds = len(TRUE + ALSO_TRUE) / 15
                assert client.sound_s() == pytest.approx(seconds, abs=0.01)
                engines = told["metadata"]["engines"]
                assert engines["llm"] == engines["tts"] == "openai-realtime"
                assert told["metadata"]["degraded"] == []
                assert spent_usd(rig) == pytest.approx(USAGE_USD, abs=1e-12)
