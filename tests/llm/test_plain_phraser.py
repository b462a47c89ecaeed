"""Without a model the answer stands and says so."""

from __future__ import annotations

from services.llm.plain_phraser import PlainPhraser
from services.models.answer import Answer, Query
from services.models.language import Phrased

ANSWER = Answer("She builds bridges.", "about", may_rephrase=True)


async def test_the_answer_stands() -> None:
    phraser = PlainPhraser()
    phrased = await phraser.phrase(Query("who?"), ANSWER, deadline_s=1)
    streamed = [d async for d in phraser.stream(Query("who?"), ANSWER, deadline_s=1)]
    assert phrased == Phrased("She builds bridges.", "no_model")
    assert streamed == [phrased]
    assert phraser.declines(Query("who?"), ANSWER) == "no_model"
    assert phraser.usage()["calls"] == 0
    assert (await phraser.health()).engine == "none"
    await phraser.close()
