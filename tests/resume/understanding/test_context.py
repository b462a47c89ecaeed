from __future__ import annotations

from services.models.conversation import Message
from services.resume.understanding.context import turns_of


def test_messages_become_turns() -> None:
    turns = turns_of(
        [
            Message("user", "her projects"),
            Message(
                "assistant",
                "Here they are.",
                shown=("owl-post",),
                item_type="projects",
                metadata={"intent": "projects", "original_query": "her projects"},
            ),
            Message("user", "and?"),
        ]
    )
    assert len(turns) == 1
    assert turns[0].user_input == "her projects"
    assert turns[0].shown == ("owl-post",)
    assert turns[0].intent == "projects"


def test_metadata_of_the_wrong_shape_is_read_over() -> None:
    odd = Message("assistant", "x", metadata={"intent": 7, "original_query": ["a"]})
    turns = turns_of([Message("user", "q"), odd])
    assert (turns[0].intent, turns[0].original_query) == ("", "")


def test_an_answer_without_a_question_is_no_turn() -> None:
    assert turns_of([Message("assistant", "hello")]) == ()
