"""A model that reads: right answers kept, lies kept out, over DATA's labelled set.

DATA is a folder with questions (`*.jsonl`), `resumes/` and `score2.py`, which says
whether a reply has what its label wants.
"""

from __future__ import annotations

import asyncio
import importlib.util
import json
import time
import uuid
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx

from bench.attacked import attacked
from bench.figure import Figure
from bench.language_model_rig import percentile
from bench.scripted_reader import ScriptedReader
from tests.model_server import Behaviour, ModelServer

DEADLINE_MS = 1500
LATE_MS = 100
READY_S = 60.0
STALLED_S = 20.0
ENHANCED_S = 10.0

Case = dict[str, Any]
Evaluated = dict[str, Any]


def figures(data: Path | None) -> Iterator[Figure]:
    if data is None or not (data / "score2.py").is_file():
        return
    labelled = Labelled(data)
    for structured, form in ((True, "json"), (False, "marks")):
        run = Run(labelled, ScriptedReader(structured=structured))
        asyncio.run(run.through(("/ask", "/process/text", "/smart/stream")))
        yield from run.right(form)
    lying = Run(labelled, ScriptedReader(structured=True, lying=True))
    asyncio.run(lying.through(("/ask", "/smart/stream", "/smart/query", "/ask")))
    yield from lying.honest()
    stalled = Run(labelled, ScriptedReader(), delay_s=STALLED_S)
    asyncio.run(stalled.through(("/ask", "/process/text", "/smart/stream")))
    yield from stalled.late("stalled")


class Labelled:
    """The questions by résumé and conversation, and the judge of the folder."""

    def __init__(self, data: Path) -> None:
        self.judge = _module(data / "score2.py")
        self.resumes = data / "resumes"
        self.chains: dict[str, dict[str, list[Case]]] = {}
        for file in sorted(data.glob("*.jsonl")):
            for line in file.read_text("utf-8").splitlines():
                case = json.loads(line)
                chains = self.chains.setdefault(case["resume"], defaultdict(list))
                chains[case["chain"]].append(case)

    def judged(
        self, case: Case, reply: Mapping[str, Any], before: Sequence[str]
    ) -> Evaluated:
        metadata = reply["metadata"]
        told = {
            "reply": reply["response"],
            "cards": [item["title"] for item in reply["items"]],
            "intent": metadata["intent"],
            "absent": metadata["absent"],
        }
        found: Evaluated = self.judge.evaluate(
            case, told, before, date.today(), (set(), [], [])
        )
        return found

    def missing(self, case: Case, before: Sequence[str]) -> Callable[[str], int]:
        """How much of what a label wants a reply leaves unsaid or says wrongly."""
        judge = self.judge

        def count(reply: str) -> int:
            words = judge.toks(reply)
            told: Case = {"reply": reply, "T": words, "prev": before, "intent": ""}
            told["today"] = date.today()
            unsaid = [g for g in case["say_all"] if not judge.group_ok(g, told)]
            wrong = [s for s in case["say_none"] if judge.said(s, told)]
            return len(unsaid) + len(wrong)

        return count


@dataclass
class Run:
    """All questions asked of a real server beside one reader."""

    labelled: Labelled
    reader: ScriptedReader
    delay_s: float = 0.01
    right_by_path: dict[str, list[bool]] = field(
        default_factory=lambda: defaultdict(list)
    )
    replies: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    llm: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    waited_ms: list[float] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    told: int = 0
    kept: int = 0
    lies: int = 0
    failed: list[str] = field(default_factory=list)

    async def through(self, paths: Sequence[str]) -> None:
        behaviour = Behaviour(say=self.reader, delay_s=self.delay_s)
        with ModelServer(otherwise=behaviour) as model:
            for name, chains in self.labelled.chains.items():
                settings = {
                    "RESUME_PATH": str(self.labelled.resumes / f"{name}.json"),
                    "LLM_BASE_URL": f"{model.url}/v1",
                    "LLM_MODE": "read",
                    "LLM_FREE_QUERIES": "0",
                    "LLM_DEADLINE_MS": str(DEADLINE_MS),
                }
                async with (
                    attacked(**settings) as server,
                    httpx.AsyncClient(base_url=server.url, timeout=30) as http,
                ):
                    await _ready(http)
                    for number, path in enumerate(paths):
                        for turns in chains.values():
                            await self._talk(http, path, turns, again=number > 0)

    async def _talk(
        self, http: httpx.AsyncClient, path: str, turns: list[Case], *, again: bool
    ) -> None:
        session, before = f"bench-{uuid.uuid4().hex}", ()
        for case in sorted(turns, key=lambda c: c["turn"]):
            self.reader.missing = self.labelled.missing(case, before)
            self.reader.denying = "@deny" in str(case["say_all"]) or bool(
                case["absent"]
            )
            calls = self.reader.calls
            bodies = await self._asked(http, path, case["question"], session)
            reply = bodies[-1]
            verdict = self.labelled.judged(case, reply, before)
            before = tuple(item["title"] for item in reply["items"])
            if not case["debatable"]:
                self.right_by_path[path].append(verdict["right"])
                if not verdict["right"]:
                    told = f"{case['id']} {reply['response'][:90]} {verdict['why']}"
                    self.failed.append(f"{path} {reply['metadata']['llm']} {told}")
            self.replies[path].append(reply["response"])
            self.llm[reply["metadata"]["llm"]] += 1
            told = _flat(json.dumps(bodies, ensure_ascii=False))
            self.lies += sum(_flat(lie) in told for lie in self.reader.every_lie)
            if self.reader.calls > calls:
                said = _flat(reply["response"])
                self.told += len(self.reader.truths)
                self.kept += sum(_flat(truth) in said for truth in self.reader.truths)

    async def _asked(
        self, http: httpx.AsyncClient, path: str, text: str, session: str
    ) -> list[Mapping[str, Any]]:
        """Every body that a visitor gets; the last one has the whole reply."""
        body = {"text": text, "session_id": session, "speak": False}
        if path == "/smart/stream":
            return await self._streamed(http, body)
        began = time.perf_counter()
        reply = (await http.post(path, json=body)).json()
        self.waited_ms.append((time.perf_counter() - began) * 1000)
        self.slowest = max(self.slowest, (self.waited_ms[-1], f"{path} {text}"))
        task = reply.get("llm_enhancement")
        if not task:
            return [reply]
        async with asyncio.timeout(ENHANCED_S):
            while True:
                url = f"/smart/enhancement/{task['task_id']}"
                found = (await http.get(url)).json()
                if found["status"] != "pending":
                    return [reply, found, found["result"] or reply]
                await asyncio.sleep(0.01)

    async def _streamed(
        self, http: httpx.AsyncClient, body: Mapping[str, Any]
    ) -> list[Mapping[str, Any]]:
        began, first = time.perf_counter(), 0.0
        events: list[Mapping[str, Any]] = []
        async with http.stream("POST", "/smart/stream", json=body) as reply:
            async for name, told in _events(reply):
                if name == "delta" and not first:
                    first = time.perf_counter() - began
                events.append(told)
        self.waited_ms.append(first * 1000)
        return events

    def right(self, form: str) -> Iterator[Figure]:
        for path, right in self.right_by_path.items():
            share = sum(right) / len(right)
            name = path.strip("/").replace("/", "_")
            note = f"{sum(right)} of {len(right)}, {dict(self.llm)}"
            yield Figure(f"reading_{form}_{name}", share, "right", ">= 0.93", note)
        same = [
            len(set(said)) == 1 for said in zip(*self.replies.values(), strict=True)
        ]
        yield Figure(
            f"reading_{form}_same_replies", sum(same) / len(same), "share", ">= 1"
        )
        yield from self.late(form)
        yield self._kept(form)
        for line in self.failed[:12]:
            yield Figure(f"reading_{form}_wrong", 0, note=line)

    def honest(self) -> Iterator[Figure]:
        yield Figure("reading_lies_told", self.lies, "", "== 0", f"{self.reader.calls}")
        yield self._kept("lying")
        yield from self.late("lying")

    def _kept(self, form: str) -> Figure:
        share = self.kept / max(1, self.told)
        note = f"{self.kept} of {self.told}"
        return Figure(f"reading_{form}_truths_kept", share, "share", ">= 0.95", note)

    def late(self, form: str) -> Iterator[Figure]:
        aim = f"<= {DEADLINE_MS + LATE_MS}"
        note = self.slowest[1]
        yield Figure(f"reading_{form}_slowest", max(self.waited_ms), "ms", aim, note)
        yield Figure(f"reading_{form}_p50", percentile(self.waited_ms, 0.5), "ms")


async def _ready(http: httpx.AsyncClient) -> None:
    """Wait until questions are compared by meaning, where a model for that is there."""
    until = time.perf_counter() + READY_S
    while time.perf_counter() < until:
        meaning = (await http.get("/health")).json()["components"].get("meaning", {})
        if meaning.get("complete", True) and meaning.get("status") == "healthy":
            return
        await asyncio.sleep(0.5)


async def _events(
    reply: httpx.Response,
) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
    name = ""
    async for line in reply.aiter_lines():
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def _flat(text: str) -> str:
    return " ".join(text.casefold().replace('\\"', '"').split()).rstrip(".")


def _module(path: Path) -> ModuleType:
    """The folder's own judge, loaded from where it lies."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
