"""Sentences are released in order, once they are true and sayable."""

from __future__ import annotations

from services.llm.grounding import GroundingCheck
from services.llm.speech import CheckedSpeech
from services.models.answer import Card

CARD = Card("atlas", "project", "Atlas", "projects", content="Maps the sea in Rust.")
TRUE = "Atlas maps the sea in Rust."
CANARY = "9f3a77c1d20b4e58"


def speech() -> CheckedSpeech:
    return CheckedSpeech(GroundingCheck((CARD,), owner="Ann"), CANARY)


def test_a_true_sentence_is_released_with_its_evidence() -> None:
    talk = speech()
    assert talk.take([TRUE]) == [TRUE]
    assert talk.evidence[0].sentence == TRUE
    assert talk.enough


def test_small_talk_waits_for_something_true() -> None:
    talk = speech()
    assert talk.take(["Sure!"]) == []
    assert talk.take([TRUE]) == ["Sure!", TRUE]


def test_small_talk_alone_is_not_enough() -> None:
    talk = speech()
    talk.take(["Sure!", "Here you go, here you are."])
    assert talk.text == ""
    assert not talk.enough


def test_more_lies_than_truths_are_not_enough() -> None:
    talk = speech()
    talk.take(["Atlas won an Oscar.", "Atlas flew to Mars.", TRUE])
    assert talk.dropped == 2
    assert not talk.enough


def test_fifty_words_are_the_most() -> None:
    talk = speech()
    talk.take([TRUE + "!" * more for more in range(20)])
    assert talk.done
    assert len(talk.text.split()) <= 50


def test_after_a_leak_nothing_more_is_said() -> None:
    talk = speech()
    assert talk.take([f"The code is {CANARY}.", TRUE]) == []
    assert talk.done
