"""The whole road against a real small model that runs on this machine.

`python -m bench.bench_small_model http://127.0.0.1:8080/v1` asks a chat-completions
server sixty questions, in turn whole and streamed, and prints every reply that is not
the engine's own, to be read by a person. The server is started by hand; without one
there is nothing to measure.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

from bench.figure import Figure
from bench.language_model_rig import folder, percentile, questions
from tests.app import RESUME, Visit, settings_for, visiting

QUESTIONS = 60
DEADLINE_MS = 60_000
PROMPT_TOKENS = 800
NAME = re.compile(r"\b(?:[A-Z]\w+|\d[\d.,]*)\b")
"""What a lie is mostly made of: a name or a number."""
PATHS = ("/test/llm", "/test/llm-stream")


def figures(data: Path | None) -> Iterable[Figure]:
    """Nothing without the address of a server."""
    return ()


async def measured(
    address: str, resume: Path, known: set[str]
) -> AsyncIterator[Figure]:
    """`known` are the names and numbers of the résumé."""
    asked = questions(QUESTIONS)
    async with visit_to(None, resume) as visit:
        plain = {text: (await said(visit, "/ask", text))[0] for text in asked}
    reasons: Counter[str] = Counter()
    spent_s, foreign = [], 0
    async with visit_to(address, resume) as visit:
        for text, path in zip(asked, cycle(PATHS), strict=False):
            start = time.perf_counter()
            reply, reason = await said(visit, path, text)
            spent_s.append(time.perf_counter() - start)
            reasons[reason] += 1
            known_here = known | set(NAME.findall(plain[text] + text))
            strange = set(NAME.findall(reply)) - known_here - first_words(reply)
            foreign += bool(strange)
            if reply != plain[text]:
                print(f"# {text}\n#   {reply}  {sorted(strange)}", flush=True)
    note = ", ".join(f"{count} {why}" for why, count in reasons.most_common())
    answered = sum(reasons.values()) / len(asked)
    yield Figure("small_model_answered", answered, "", ">= 1", note)
    yield Figure("small_model_foreign_names", foreign, "", "<= 0")
    yield Figure("small_model_p50", percentile(spent_s, 0.5), "s")
    yield Figure("small_model_longest", max(spent_s), "s", f"<= {DEADLINE_MS / 1000}")


@asynccontextmanager
async def visit_to(address: str | None, resume: Path) -> AsyncIterator[Visit]:
    """The application with that server as its model, or with none."""
    model = {"llm_base_url": address} if address else {}
    with folder() as data:
        settings = settings_for(
            data,
            resume_path=resume,
            llm_free_queries=0,
            llm_deadline_ms=DEADLINE_MS,
            max_tokens_per_request=PROMPT_TOKENS,
            **model,
        )
        async with visiting(settings) as visit:
            yield visit


async def said(visit: Visit, path: str, text: str) -> tuple[str, str]:
    """The reply, and whose words it is."""
    reply = await visit.http.post(path, json={"text": text})
    told: Mapping[str, Any] = (
        last_event(reply.text) if path.endswith("stream") else reply.json()
    )
    return told["response"], told["metadata"].get("llm", "none")


def last_event(text: str) -> Mapping[str, Any]:
    data = [line[5:] for line in text.splitlines() if line.startswith("data:")]
    found: Mapping[str, Any] = json.loads(data[-1])
    return found


def first_words(text: str) -> set[str]:
    """Words that are capitals for their place alone."""
    return {sentence.split()[0] for sentence in re.split(r"(?<=[.!?])\s+", text)}


async def main(address: str, resume: Path, known: set[str]) -> int:
    failed = 0
    async for figure in measured(address, resume, known):
        print(figure.line(), flush=True)
        failed += figure.verdict == "fail"
    return 1 if failed else 0


if __name__ == "__main__":
    given = [*sys.argv[1:], str(RESUME)]
    path = Path(given[1])
    names = set(NAME.findall(path.read_text("utf-8")))
    sys.exit(asyncio.run(main(given[0], path, names)))
