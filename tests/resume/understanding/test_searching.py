from __future__ import annotations

import pytest

from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.asking import DOCUMENT, ask, asked_of, ids


@pytest.mark.parametrize(
    ("question", "cards"),
    [
        ("python projects", {"rain-gauge", "seed-bank"}),
        ("projects not in python", {"owl-post", "chess-clock", "night-bus"}),
        ("javascript projects", {"owl-post", "night-bus"}),
        ("flood warnings", {"rain-gauge"}),
        ("any internships", {"brewery"}),
        ("jobs that are not internships", {"tidewater", "oldmill"}),
        ("has she led a team", {"tidewater"}),
    ],
)
def test_cards_fit_the_subject(question: str, cards: set[str]) -> None:
    assert set(ids(ask(question))) == cards


@pytest.mark.parametrize("thing", ["Kubernetes", "Haskell", "blockchain", "taxidermy"])
def test_what_is_not_there_is_said_plainly(thing: str) -> None:
    answer = ask(f"does she know {thing}")
    assert answer.absent
    assert answer.intent == "absent"
    assert not answer.cards


def test_the_nearest_thing_is_named() -> None:
    assert "PostgreSQL" in ask("has she used MongoDB").text


def test_members_of_a_family_are_listed() -> None:
    answer = ask("which databases does she know")
    assert answer.intent == "skills"
    assert "PostgreSQL" in answer.text


def test_the_reply_reports_its_filters() -> None:
    assert ask("python projects").filters.technologies == ("Python",)


def test_a_word_of_a_title_that_others_tell_of_is_a_subject() -> None:
    notes = [{"id": "owls", "company": "Owl Trust", "description": "Pumps for owls."}]
    document = DOCUMENT | {"experience": [*DOCUMENT["experience"], *notes]}
    known = ResumeQueryProcessor(read_resume(document))
    assert ids(asked_of(known, "pumps"))[0] in ("owls", "tidewater")


def test_common_words_around_a_known_one_are_how_people_talk() -> None:
    assert ids(ask("how did she improve the flood version")) == ["rain-gauge"]
