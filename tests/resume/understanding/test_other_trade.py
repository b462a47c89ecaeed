"""Questions that a résumé of another trade is asked, end to end."""

from __future__ import annotations

import pytest

from tests.resume.asking import ids
from tests.resume.other_trade import ask


@pytest.mark.parametrize("question", ["exhibitions", "has she had any exhibitions"])
def test_a_part_of_its_own_is_found_by_name(question: str) -> None:
    answer = ask(question)
    assert (answer.intent, ids(answer)) == ("exhibitions", ["scores"])


def test_awards_told_beside_a_degree_are_told() -> None:
    answer = ask("has she won any awards")
    assert (answer.intent, ids(answer)) == ("awards", ["tartini"])
    assert "Rossi Prize" in answer.text


@pytest.mark.parametrize(
    ("question", "cards"),
    [
        ("tide mass", ["tide-mass"]),
        ("teaching jobs", ["city-school"]),
        ("what software does she know", ["skills/software"]),
        ("stage craft skills", ["skills/stage-craft"]),
        ("what was she doing in spring 2014", ["city-school"]),
    ],
)
def test_the_fitting_cards_and_no_others(question: str, cards: list[str]) -> None:
    assert ids(ask(question)) == cards


def test_a_skill_is_seen_in_the_sentence_that_uses_it() -> None:
    assert "harbour-opera" in ids(ask("negotiation"))


@pytest.mark.parametrize("question", ["is she in trieste", "is she based in paris"])
def test_a_town_is_asked_of_the_profile(question: str) -> None:
    answer = ask(question)
    assert answer.intent == "contact"
    assert "Trieste" in answer.text


def test_a_place_never_heard_of_is_missing() -> None:
    text = ask("did she teach at yale").text
    assert "doesn't mention yale" in text.lower()
    assert not text.startswith("Yes")


def test_a_missing_level_of_study_is_missing() -> None:
    assert ask("does she have a phd").absent
    assert ids(ask("bachelors")) == ["tartini"]


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("hi i am bruno from the agency", "greeting"),
        ("gotta run bye", "goodbye"),
        ("perfect, appreciate it", "thanks"),
        ("ehm", "unclear"),
    ],
)
def test_talk_is_told_from_questions(said: str, intent: str) -> None:
    assert ask(said).intent == intent


@pytest.mark.parametrize(
    "question", ["how do i install qlab", "what is the difference between sql and xml"]
)
def test_a_lesson_is_turned_away(question: str) -> None:
    assert ask(question).intent == "off_topic"


def test_a_doing_about_the_person_is_no_lesson() -> None:
    assert ask("how does she use qlab").intent != "off_topic"


def test_last_alone_picks_the_last_card() -> None:
    assert ids(ask("where has she worked", "last")) == ["city-school"]


def test_what_follows_an_entry_is_asked_with_and() -> None:
    answer = ask("what did she do at lantern stage", "and after that")
    assert ids(answer) == ["harbour-opera"]


def test_still_there_is_answered() -> None:
    assert "2021" in ask("tell me about lantern stage", "is she still there").text


@pytest.mark.parametrize(
    "question", ["what's the second about", "can you explain the second one"]
)
def test_picking_from_the_list_is_never_off_topic(question: str) -> None:
    answer = ask("where has she worked", question)
    assert ids(answer) == ["lantern-stage"]


def test_a_certificate_for_what_only_the_work_shows_is_said_to_be_missing() -> None:
    answer = ask("does she have a qlab certification")
    assert answer.absent
    assert "doesn't list qlab" in answer.text.lower()
    assert "Lantern Stage" in answer.text


def test_a_group_of_skills_is_told_with_what_it_holds() -> None:
    assert "lighting" in ask("stage craft skills").text


def test_an_unheard_of_kind_of_a_subject_is_missing() -> None:
    assert "doesn't mention zzebrax" in ask("any zzebrax teaching").text


def test_a_sentence_is_told_with_where_it_comes_from() -> None:
    answer = ask("how many performances did she run")
    assert "310" in answer.text
    assert ids(answer) == ["lantern-stage"]
