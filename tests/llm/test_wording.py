"""Turns of speech that claim more than the words they are made of."""

from __future__ import annotations

import pytest

from services.llm.grounding import GroundingCheck
from services.models.answer import Card

CARDS = (
    Card(
        "harbour",
        "experience",
        "Harbour Watch",
        "experience",
        company="Harbour Watch",
        role="Vice Captain",
        date="2019 – Present",
        highlights=(
            "Lead a team of five that reads tide gauges every hour",
            "Replaced paper logs with Kafka streams, so that pilots see the tide",
            "Reviews incidents every Tuesday across two docks",
        ),
        technologies=("Kafka", "Python"),
    ),
    Card(
        "lamp",
        "project",
        "Fog Lamp",
        "projects",
        description="A lamp for skippers over seventy. Works without a network.",
        metrics="dozens of boats, 12% less oil in the first winter",
        technologies=("C",),
    ),
    Card(
        "medal",
        "award",
        "Sea Medal",
        "awards",
        date="2021",
        description="Finalist in the harbour category.",
    ),
)


def stands(sentence: str) -> bool:
    return GroundingCheck(CARDS).check(sentence).kind == "supported"


@pytest.mark.parametrize(
    "sentence",
    [
        "At Harbour Watch she leads a five-person team.",
        "She reviews incidents weekly at Harbour Watch.",
        "At Harbour Watch she replaced paper logs with Kafka streams.",
        "She is the vice captain at Harbour Watch.",
        "Fog Lamp works offline.",
        "Fog Lamp needed 12% less oil in the first winter.",
        "Dozens of boats use Fog Lamp.",
        "She was a finalist for the Sea Medal.",
    ],
)
def test_what_is_written_may_be_turned_about(sentence: str) -> None:
    assert stands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "At Harbour Watch she leads five teams.",
        "At Harbour Watch she leads a team of five docks.",
        "She reviews incidents daily at Harbour Watch.",
        "At Harbour Watch she replaced Kafka streams with paper logs.",
        "At Harbour Watch she replaced pilots with Kafka streams.",
        "She is the captain at Harbour Watch.",
        "She runs Harbour Watch.",
        "She left Harbour Watch.",
        "She created Kafka at Harbour Watch.",
        "She works part-time at Harbour Watch.",
        "Her team at Harbour Watch has never missed a tide.",
        "Both Harbour Watch and Fog Lamp use Python.",
        "Fog Lamp needs a network.",
        "Fog Lamp is for skippers under seventy.",
        "Fog Lamp needed 12% less oil in the second winter.",
        "Hundreds of boats use Fog Lamp.",
        "Fog Lamp is one of the first lamps in the world.",
        "She won the Sea Medal.",
        "At Hаrbour Watch she leads a team of ⑦.",
    ],
)
def test_what_claims_more_falls(sentence: str) -> None:
    assert not stands(sentence)
