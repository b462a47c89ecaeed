from __future__ import annotations

import pytest

from services.models.answer import Query
from services.resume.answers.outcome import Outcome, say
from services.resume.english import English
from tests.resume.asking import ask, engine, processor


def test_explain_says_why_each_card_is_there() -> None:
    answer = ask("python projects", explain=True)
    assert answer.explain is not None
    assert [c["id"] for c in answer.explain["cards"]] == [c.id for c in answer.cards]
    assert all(c["why"] for c in answer.explain["cards"])


def test_explain_names_the_rule_that_won() -> None:
    asked = {"which projects use python": "by_topic", "hola": "act"}
    for question, rule in asked.items():
        answer = ask(question, explain=True)
        assert answer.explain is not None
        assert answer.explain["rule"] == rule


def test_explain_tells_which_places_speak_for_a_card() -> None:
    answer = ask("tell me about Rain Gauge", explain=True)
    assert answer.explain is not None
    (card, *_) = answer.explain["cards"]
    assert answer.explain["named"] == [card["id"]]
    assert any(place.startswith("projects[") for place in card["why"])


@pytest.mark.parametrize("absent", [True, False])
def test_what_is_only_near_is_told_apart_from_what_is_absent(
    absent: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Outcome((say("She knows Rust."),), "search", absent=absent, closest=True)
    monkeypatch.setattr(English, "answer", lambda *_: told)
    answer = engine().answer(Query("does she know C++"))
    assert (answer.absent, answer.closest) == (absent, not absent)


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
