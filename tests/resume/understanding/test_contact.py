from __future__ import annotations

import pytest

from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.asking import DOCUMENT, ask, asked_of


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("whats her email address", "ines@example.com"),
        ("how can i reach her", "ines@example.com"),
        ("where is she based", "Ghent"),
        ("does she have a linkedin", "linkedin.example.com"),
    ],
)
def test_the_profile_fact_is_said(question: str, fact: str) -> None:
    answer = ask(question)
    assert answer.intent == "contact"
    assert fact in answer.text
    assert not answer.absent


@pytest.mark.parametrize(
    "question", ["phone number", "can i call her", "how old is she"]
)
def test_what_the_profile_lacks_is_said_to_be_missing(question: str) -> None:
    answer = ask(question)
    assert answer.absent
    assert "ines@example.com" in answer.text


def test_her_home_address_stays_private() -> None:
    assert ask("what is her exact home address").intent == "unsafe"


def test_the_link_of_a_project_is_no_contact() -> None:
    assert "https://owl.example.com" in ask("link to owl post").text


@pytest.mark.parametrize(
    "question",
    ["would she move to oslo", "when can she start", "is she open to remote"],
)
def test_terms_that_the_profile_does_not_give_are_said_to_be_missing(
    question: str,
) -> None:
    answer = ask(question)
    assert answer.absent
    assert not answer.cards
    assert "ines@example.com" in answer.text


@pytest.mark.parametrize("question", ["when can she start", "i want to hire her"])
def test_availability_is_said_where_the_profile_gives_it(question: str) -> None:
    contact = DOCUMENT["contact"] | {"availability": "From May, part time"}
    known = ResumeQueryProcessor(read_resume(DOCUMENT | {"contact": contact}))
    answer = asked_of(known, question)
    assert "From May, part time" in answer.text
    assert not answer.absent
