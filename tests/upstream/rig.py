"""A service whose talks are bridged to a server on loopback, and what is heard."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from services.realtime.upstream import Upstream
from services.upstream.openai_realtime import OpenAIRealtime, Patience
from tests.realtime.rig import Client, Line, line, silence, speech
from tests.upstream.loopback import Loopback

OWN_MARK = 440
"""Our own voice hums; its samples are many."""
TRUE = "Night Owl, from 2025, is written in Python."
ALSO_TRUE = "River Watch warns 14 towns of floods, three hours earlier on average."
FALSE = "She led a team of forty people at Google."
PLAIN = "There are four projects: Night Owl (2025), River Watch (2024),"
QUICK = Patience(
    first_s=0.6,
    stall_s=0.3,
    settle_s=20.0,
    first_pause_s=0.001,
    rest_s=0.02,
    jitter=lambda: 0.0,
)
"""For servers that are slow or silent."""
CALM = Patience(first_s=20.0, stall_s=20.0, settle_s=20.0, first_pause_s=0.001)
"""For the others, on any machine."""


@contextmanager
def bridged(
    folder: Path,
    server: Loopback | str,
    *,
    patience: Patience = CALM,
    **changes: Any,
) -> Iterator[Line]:
    given: dict[str, Any] = {
        "openai_api_key": "key-of-nobody",
        "openai_base_url": server if isinstance(server, str) else server.url,
        "realtime_upstream": "openai",
        "llm_mode": "off",
        "daily_cost_limit_usd": 1.0,
        "llm_free_queries": 0,
    }
    with line(folder, **(given | changes)) as rig:
        upstream = upstream_of(rig)
        if upstream is not None:
            upstream.set_patience(patience)
        yield rig


def upstream_of(rig: Line) -> OpenAIRealtime | None:
    found: Upstream | None = rig.services.talks.upstream
    assert found is None or isinstance(found, OpenAIRealtime)
    return found


async def ask(client: Client) -> dict[str, Any]:
    """Ask aloud; what is told of the reply once it is over."""
    await client.say(speech(), silence())
    return await client.until("viva_voce.reply")


def marks(client: Client) -> set[int]:
    """The marks of the upstream's sentences that were heard."""
    found = np.concatenate([np.empty(0, np.int16), *heard(client)])
    values, counts = np.unique(found, return_counts=True)
    return {int(v) for v, n in zip(values, counts, strict=True) if n > 1000}


def heard(client: Client) -> list[np.ndarray[Any, Any]]:
    return [
        np.frombuffer(base64.b64decode(event["delta"]), "<i2")
        for event in client.of("response.output_audio.delta")
    ]


def own_voice_heard(client: Client) -> bool:
    """Whether our own voice was heard, whose samples go up and down."""
    return any(len(np.unique(sound)) > 50 for sound in heard(client))


def spent_usd(rig: Line) -> float:
    return float(rig.services.phraser.usage()["cost_usd"])
