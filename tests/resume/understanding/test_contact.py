from __future__ import annotations

import pytest

from tests.resume.asking import ask


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
