from __future__ import annotations

from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.asking import DOCUMENT, TODAY, ask, asked_of, ids


def test_a_language_is_found_inside_a_longer_request() -> None:
    document = DOCUMENT | {"languages": ["Dutch", "Swedish"]}
    processor = ResumeQueryProcessor(read_resume(document), clock=lambda: TODAY)
    answer = asked_of(processor, "could she hold meetings in Swedish?")
    assert answer.intent == "languages"
    assert [card.title for card in answer.cards] == ["Swedish"]


def test_an_absent_language_is_named_alone() -> None:
    answer = ask("could she write reports in Mandarin?")
    assert answer.absent
    assert "Mandarin" in answer.text
    assert "reports" not in answer.text.lower()
    assert not ids(answer)


def test_the_last_answer_is_given_again_in_english() -> None:
    first = ask("has she published anything")
    again = ask("has she published anything", "could you write that in english")
    assert ids(again) == ids(first)


def test_whether_we_speak_english_is_no_question_about_her() -> None:
    assert ask("can you say this in english please").intent == "meta"
    assert "doesn't list any languages" in ask("do you speak english").text
