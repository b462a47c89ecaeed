"""The ways to reach the person, as a card of links that work."""

from __future__ import annotations

from typing import Any

import pytest

from services.models.answer import Card
from services.resume.contact_card import CONTACT, contact_card, dialled
from services.resume.loading import read_resume
from tests.resume.asking import ask


def card(*, page: dict[str, str] | None = None, **contact: Any) -> Card:
    resume = {"name": "Ada", "skills": ["C"], "contact": contact}
    meta = {"meta": {"page": page}} if page else {}
    return contact_card(read_resume(resume | meta).profile)


def ways(shown: Card) -> dict[str, str]:
    return dict(zip(shown.link_names, shown.links, strict=True))


def test_every_way_is_a_link_and_the_most_direct_comes_first() -> None:
    shown = card(
        email="ada@example.com",
        phone="+1 (555) 010-0199 ext. 4",
        website="ada.example.com",
        github="https://github.com/ada",
        linkedin="ada-example",
        page={
            "calendar": "https://cal.example.com/ada",
            "resume_file": "https://ada.example.com/cv.pdf",
        },
    )
    assert list(ways(shown).items()) == [
        ("E-mail", "mailto:ada@example.com"),
        ("Phone", "tel:+1-555-010-0199"),
        ("Book a time", "https://cal.example.com/ada"),
        ("Website", "https://ada.example.com"),
        ("GitHub", "https://github.com/ada"),
        ("LinkedIn", "https://www.linkedin.com/in/ada-example"),
        ("Résumé", "https://ada.example.com/cv.pdf"),
    ]
    assert (shown.link, shown.github) == (
        "https://ada.example.com",
        "https://github.com/ada",
    )


def test_without_a_file_the_resume_is_our_own_page() -> None:
    shown = card()
    assert ways(shown) == {"Résumé": "/resume"}
    assert shown.description == "Ways to reach Ada"
    assert shown.link is None


def test_what_no_link_can_be_made_of_is_none() -> None:
    shown = card(location="Bern", chess="ada42", phone="1-800-FLOWERS")
    assert set(ways(shown)) == {"Résumé"}
    assert shown.highlights == ("Bern",)


@pytest.mark.parametrize(
    ("written", "number"),
    [("030 / 12 34 56", "030-12-34-56"), ("(+49) 30 1234", "+49-30-1234"), ("12", "")],
)
def test_a_number_is_dialled_as_it_is_written(written: str, number: str) -> None:
    assert dialled(written) == number


@pytest.mark.parametrize(
    "question",
    [
        "how can I contact her",
        "what is her email",
        "is she on linkedin",
        "can I get her resume as a pdf",
        "Wie kann ich sie kontaktieren?",
        "what is her email and where does she live",
    ],
)
def test_whoever_asks_how_to_reach_her_gets_the_card(question: str) -> None:
    answer = ask(question)
    assert [card.id for card in answer.cards] == [CONTACT]
    assert (answer.item_type, answer.total_results) == ("contact", 1)


@pytest.mark.parametrize(
    "question", ["where does she live", "is she on twitter", "how old is she"]
)
def test_whoever_asks_for_something_else_does_not(question: str) -> None:
    assert ask(question).cards == ()


def test_the_card_is_nothing_that_the_talk_goes_on_about() -> None:
    first = ask("show me the projects")
    talk = (
        "show me the projects",
        "what is her email",
        "tell me more about the second",
    )
    assert ask(*talk).cards[0].id == first.cards[1].id
