from __future__ import annotations

from services.models.answer import Query
from tests.resume.asking import ask, engine, processor


def test_explain_says_why_each_card_is_there() -> None:
    answer = ask("python projects", explain=True)
    assert answer.explain is not None
    assert [c["id"] for c in answer.explain["cards"]] == [c.id for c in answer.cards]
    assert all(c["why"] for c in answer.explain["cards"])


def test_nothing_is_explained_unasked() -> None:
    assert ask("python projects").explain is None


def test_answers_do_not_depend_on_what_others_asked() -> None:
    first = engine().answer(Query("show me her projects"))
    engine().answer(Query("where did she work"))
    assert engine().answer(Query("show me her projects")) == first


def test_suggestions_are_questions_it_can_answer() -> None:
    for question in ask("hello").suggestions:
        assert ask(question).intent not in ("unclear", "absent", "off_topic")


def test_the_vocabulary_holds_names_and_technologies() -> None:
    assert {"Ines Calder", "Tidewater Labs", "Kafka"} <= set(processor().vocabulary())
