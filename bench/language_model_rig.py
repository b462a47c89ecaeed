"""The whole application with a scripted model server beside it, for benchmarks."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.app import Visit, settings_for, visiting
from tests.model_server import (
    BROKEN,
    DRIPPING,
    ECHOING,
    ENDLESS,
    FORBIDDEN,
    HTML,
    LIMITED,
    RESET,
    SILENT,
    TRUNCATED,
    WRONG,
    Behaviour,
    ModelServer,
    saying,
)

QUESTIONS = Path(__file__).parent / "questions.jsonl"
LIES = "She led a team of 400 at Google in 1999. Night Owl won an Oscar."
FAILURES: dict[str, Behaviour] = {
    "lying": saying(LIES),
    "echoing": ECHOING,
    "slow": Behaviour(delay_s=8.0),
    "dripping": DRIPPING,
    "silent": SILENT,
    "limited": LIMITED,
    "forbidden": FORBIDDEN,
    "broken": BROKEN,
    "truncated": TRUNCATED,
    "wrong_json": WRONG,
    "html": HTML,
    "endless": ENDLESS,
    "reset": RESET,
}


def questions(count: int) -> list[str]:
    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    texts = list(dict.fromkeys(row["query"] for row in rows if not row.get("history")))
    return texts[:: max(1, len(texts) // count)][:count]


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="bench-llm-") as name:
        yield Path(name)


@asynccontextmanager
async def service(server: ModelServer | None, **changes: Any) -> AsyncIterator[Visit]:
    model: dict[str, Any] = {}
    if server is not None:
        model = {"groq_api_key": "key", "groq_base_url": server.url}
    quiet = {"llm_free_queries": 0, "max_concurrent_requests": 1000}
    with folder() as data:
        async with visiting(settings_for(data, **(quiet | model | changes))) as visit:
            await visit.services.phraser.prepare()
            yield visit


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass
class Lag:
    """How late the event loop wakes a sleeper, in milliseconds."""

    samples_ms: list[float] = field(default_factory=list)

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _watch(self) -> None:
        step_s = 0.005
        while True:
            before = time.perf_counter()
            await asyncio.sleep(step_s)
            late_s = time.perf_counter() - before - step_s
            self.samples_ms.append(late_s * 1000)
