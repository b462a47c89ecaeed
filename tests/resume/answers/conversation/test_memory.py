from __future__ import annotations

from tests.resume.answers.people import said


def test_a_side_question_leaves_the_topic_as_it_was() -> None:
    assert "Tide Wheel ran" in said(
        "tell me about the tide wheel", "does she speak Norwegian", "when was that"
    )


def test_a_new_name_moves_the_topic() -> None:
    assert "Wreck Atlas has been going on" in said(
        "tell me about the tide wheel", "tell me about the wreck atlas", "when was that"
    )
