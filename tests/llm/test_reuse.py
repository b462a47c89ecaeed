"""One model's answer for whoever asks the same in other words, over a real socket."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.llm_service import build_phraser
from services.models.answer import Query
from services.models.conversation import Turn
from services.models.language import Phrased
from services.protocols import Phraser
from services.reuse.answer_cache import AnswerCache
from tests.llm.test_phrasing import ANSWER, FACTS, RESUME, TRUE, settings_for
from tests.model_server import ModelServer, saying
from tests.reuse.test_answer_cache import Vectors

ASKED = "Where did she work before Harbor Labs?"
IN_OTHER_WORDS = "where was Ann working prior to Harbor Labs"
NEAR = "Where did she work after Harbor Labs?"
BEFORE = (Turn("Who is Bram?", "Her boss.", datetime(2025, 1, 1, tzinfo=UTC)),)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer(otherwise=saying(TRUE)) as running:
        yield running


@pytest.fixture
async def phraser(server: ModelServer, tmp_path: Path) -> AsyncIterator[Phraser]:
    names = frozenset({"ann", "lee"})
    cache = AnswerCache(meaning=Vectors, names=lambda: names)
    settings = settings_for(server, tmp_path)
    built = build_phraser(settings, lambda: RESUME, FACTS, cache=cache)
    yield built
    await built.close()


async def say(phraser: Phraser, text: str, history: tuple[Turn, ...] = ()) -> Phrased:
    query = Query(text, history=history)
    return await phraser.phrase(query, ANSWER, visitor="v", deadline_s=2.0)


async def test_the_second_wording_costs_nothing_and_says_cached(
    phraser: Phraser, server: ModelServer
) -> None:
    first = await say(phraser, ASKED)
    again = await say(phraser, IN_OTHER_WORDS)
    assert server.calls == 1
    assert (again.reason, again.cached, again.cost_usd) == ("cached", True, 0.0)
    assert (again.text, again.evidence) == (first.text, first.evidence)
    usage = phraser.usage()
    assert (usage["calls"], usage["cached"]) == (1, 1)
    assert usage["saved_usd"] == pytest.approx(first.cost_usd)


async def test_a_stream_says_at_once_what_another_wording_was_answered(
    phraser: Phraser, server: ModelServer
) -> None:
    first = await say(phraser, ASKED)
    stream = phraser.stream(Query(IN_OTHER_WORDS), ANSWER, deadline_s=2.0)
    said = [part async for part in stream]
    assert said[0] == first.text
    assert server.calls == 1


async def test_a_near_question_is_asked_anew(
    phraser: Phraser, server: ModelServer
) -> None:
    await say(phraser, ASKED)
    assert (await say(phraser, NEAR)).reason == "phrased"
    assert server.calls == 2


async def test_a_follow_up_is_asked_anew(phraser: Phraser, server: ModelServer) -> None:
    await say(phraser, ASKED)
    assert (await say(phraser, ASKED, BEFORE)).reason == "phrased"
    assert (await say(phraser, ASKED, BEFORE)).reason == "phrased"
    assert server.calls == 3
