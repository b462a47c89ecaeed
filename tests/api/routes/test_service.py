"""The service about itself."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from services.errors import TranscriptionFailed
from services.health import HealthCheck
from tests.app import Visit
from tests.fakes import FakePart

REQUESTS = {"post", "patch", "put"}


async def test_the_browser_client_learns_that_the_service_is_there(
    visit: Visit,
) -> None:
    head = {"accept": "application/json", "cache-control": "no-cache"}
    reply = await visit.http.get("/", headers=head)
    assert reply.status_code == 200
    found = reply.json()
    assert found["status"] == "healthy"
    assert {"service", "version", "message", "timestamp"} <= set(found)
    assert set(found["system_info"]) == {
        "python_version",
        "models_loaded",
        "audio_cleanup",
    }
    assert set(found["system_info"]["models_loaded"]) == {"whisper", "vad", "tts"}


async def test_a_person_with_a_browser_is_sent_to_the_page(visit: Visit) -> None:
    reply = await visit.http.get("/", headers={"accept": "text/html,*/*;q=0.8"})
    assert reply.is_redirect
    assert reply.headers["location"] == "./app"


async def test_a_cache_tells_the_page_from_the_welcome(visit: Visit) -> None:
    for accept in ("text/html", "application/json"):
        reply = await visit.http.get("/", headers={"accept": accept})
        assert "accept" in reply.headers["vary"]


async def test_the_welcome_never_waits_for_a_part(visit: Visit) -> None:
    visit.ears.detector.takes_s = 30
    start = time.perf_counter()
    await visit.http.get("/")
    assert time.perf_counter() - start < 1


async def test_health_asks_every_part(visit: Visit) -> None:
    found = (await visit.http.get("/health")).json()
    assert found["status"] in ("healthy", "degraded")
    parts = {"vad", "recognizer", "meaning", "llm", "tts", "storage", "audio_cleanup"}
    assert parts <= set(found["components"])
    for part in found["components"].values():
        assert part["status"] in ("healthy", "degraded", "unhealthy")
        assert part["engine"]
    performance = found["performance"]
    assert performance["memory_usage_mb"] > 10
    assert performance["cpu_usage_percent"] >= 0
    assert performance["disk_usage_mb"] > 0


async def test_a_part_that_fails_degrades_the_whole(visit: Visit) -> None:
    sick = FakePart("sick", fails=TranscriptionFailed())
    visit.services.health = HealthCheck({"vad": sick}, visit.services.settings.data_dir)
    reply = await visit.http.get("/health")
    assert reply.status_code == 200
    assert reply.json()["status"] == "degraded"


async def test_questions_that_come_together_are_asked_once(visit: Visit) -> None:
    part = CountingPart("slow", takes_s=0.05)
    visit.services.health = HealthCheck({"x": part}, visit.services.settings.data_dir)
    await asyncio.gather(*(visit.http.get("/health") for _ in range(5)))
    await visit.http.get("/health")
    assert part.asked == 1


class CountingPart(FakePart):
    asked = 0

    async def health(self) -> Any:
        self.asked += 1
        await self.work()
        return await super().health()


async def test_the_process_is_live_and_ready(visit: Visit) -> None:
    assert (await visit.http.get("/health/live")).json() == {"status": "live"}
    assert (await visit.http.get("/health/ready")).json() == {"status": "ready"}


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/app"])
async def test_pages_for_people_are_there(visit: Visit, path: str) -> None:
    assert (await visit.http.get(path)).status_code == 200


async def test_every_page_has_its_protective_headers(visit: Visit) -> None:
    for path in ("/", "/app", "/nowhere", "/health/live"):
        headers = (await visit.http.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    policy = (await visit.http.get("/app")).headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def operations(visit: Visit) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, found in visit.app.openapi()["paths"].items()
        for method, operation in found.items()
    ]


async def test_every_operation_is_described_with_its_errors(visit: Visit) -> None:
    for path, method, operation in operations(visit):
        where = f"{method} {path}"
        assert operation["summary"], where
        assert operation["description"], where
        assert "500" in operation["responses"], where


async def test_every_json_body_has_an_example(visit: Visit) -> None:
    lacking = []
    for path, method, operation in operations(visit):
        replies = operation["responses"]
        bodies = [replies.get("200", replies.get("201", {})).get("content", {})]
        bodies.append(operation.get("requestBody", {}).get("content", {}))
        for content in bodies:
            body = content.get("application/json")
            if body and not example_of(visit.app.openapi(), body):
                lacking.append(f"{method} {path}")
    assert not lacking


def example_of(schema: dict[str, Any], body: dict[str, Any]) -> Any:
    if "example" in body or "examples" in body:
        return body
    kind = body["schema"]
    for choice in [kind, *kind.get("anyOf", [])]:
        if "$ref" in choice:
            name = choice["$ref"].rpartition("/")[2]
            return schema["components"]["schemas"][name].get("examples")
    return None


async def test_every_example_is_one(visit: Visit) -> None:
    for model in models_of(BaseModel):
        extra = model.model_config.get("json_schema_extra")
        if model.__module__.startswith("services.api") and isinstance(extra, dict):
            examples = extra["examples"]
            assert isinstance(examples, list)
            for one in examples:
                model.model_validate(one)


def models_of(parent: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for model in parent.__subclasses__():
        yield model
        yield from models_of(model)
