"""A streamed turn that is left gives back what it holds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from services.metrics import Stopwatch
from services.pipeline.reply import Asked
from services.pipeline.streaming import Delta, Done, Event, Sound
from tests.app import Visit, settings_for, visiting
from tests.model_server import Behaviour, ModelServer

TEXT = "Night Owl helps nurses on the night shift. River Watch warns of floods. "
ASKED = Asked("show me the projects", speak=True)


@pytest.fixture
def model() -> Iterator[ModelServer]:
    with ModelServer(
        otherwise=Behaviour(say=lambda m: TEXT * 20, gap_s=0.01)
    ) as server:
        yield server


@pytest.fixture
async def visit(tmp_path: Path, model: ModelServer) -> AsyncIterator[Visit]:
    settings = settings_for(tmp_path, groq_api_key="k", groq_base_url=model.url)
    async with visiting(settings) as guest:
        yield guest


async def until_closed(model: ModelServer) -> None:
    for _ in range(200):
        if not model.open_connections:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("the model's connection is still open")


async def test_cancelling_again_and_again_still_closes_the_models_connection(
    visit: Visit, model: ModelServer
) -> None:
    first = asyncio.Event()

    async def listen() -> None:
        async for event in visit.services.streamed.run(ASKED, Stopwatch()):
            if isinstance(event, Delta):
                first.set()

    listening = asyncio.create_task(listen())
    await first.wait()
    while not listening.done():
        listening.cancel()
        await asyncio.sleep(0)
    await until_closed(model)
    assert visit.services.phraser.usage()["calls"] == 1


async def test_closing_the_stream_closes_the_models_connection(
    visit: Visit, model: ModelServer
) -> None:
    events = visit.services.streamed.run(ASKED, Stopwatch())
    async for event in events:
        if isinstance(event, Delta):
            break
    assert model.open_connections
    await events.aclose()
    await until_closed(model)
    assert visit.services.phraser.usage()["calls"] == 1


async def test_a_sound_is_made_while_the_model_goes_on(
    visit: Visit, model: ModelServer
) -> None:
    model.otherwise = Behaviour(say=lambda m: TEXT.strip(), gap_s=0.02)
    events: list[Event] = [
        event async for event in visit.services.streamed.run(ASKED, Stopwatch())
    ]
    kinds = [type(event) for event in events if isinstance(event, Delta | Sound | Done)]
    assert kinds == [Delta, Sound, Delta, Sound, Done]
