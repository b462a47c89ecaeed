"""What is not there is said so, and what is there is not said to be more."""

from __future__ import annotations

import pytest

from tests.resume.asking import ask, ids


@pytest.mark.parametrize(
    "question",
    ["does she know rust and cobol", "projects with react or cobol", "rust and cobol"],
)
def test_of_several_things_the_one_that_is_not_there_is_named(question: str) -> None:
    text = ask(question).text
    (missing,) = [s for s in text.split(". ") if "COBOL" in s]
    assert missing.startswith("The résumé doesn't mention")
    assert "Rust" in text or "React" in text or "Owl Post" in text


def test_all_that_is_there_is_told_without_a_word_of_absence() -> None:
    text = ask("does she know rust and kafka").text
    assert "Rust" in text
    assert "Kafka" in text
    assert "mention" not in text
    assert "There is no" not in text


def test_what_is_missing_is_named_in_the_language_of_the_question() -> None:
    assert "no menciona COBOL" in ask("¿sabe python y cobol?").text


@pytest.mark.parametrize(
    "question", ["does she know rust", "has she worked with databases"]
)
def test_what_the_resume_shows_is_a_yes(question: str) -> None:
    answer = ask(question)
    assert ids(answer)
    assert answer.text.startswith("Yes")


@pytest.mark.parametrize(
    "question",
    [
        "has she built a compiler in rust",
        "is she better at rust or python",
        "has she published anything about floods",
    ],
)
def test_what_it_only_comes_near_to_is_no_yes(question: str) -> None:
    assert not ask(question).text.startswith("Yes")


def test_leading_a_team_is_leadership() -> None:
    answer = ask("does she have leadership experience")
    assert ids(answer)[0] == "tidewater"


@pytest.mark.parametrize("question", ["did she study biology", "did she study law"])
def test_what_was_never_studied_is_said_to_be_missing(question: str) -> None:
    answer = ask(question)
    assert answer.absent
    assert question.split()[-1] in answer.text.lower()


def test_what_was_studied_is_found_by_its_words() -> None:
    answer = ask("did she study computer science")
    assert ids(answer) == ["masters"]
    assert "Computer Science" in answer.text
