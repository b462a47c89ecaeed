from __future__ import annotations

from copy import deepcopy

import pytest

from services.resume.answers.unstated.unstated import matter_named
from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.answers.people import CARTOGRAPHER, TODAY, rule_of, said
from tests.resume.asking import asked_of


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "how old is she",
            "doesn't say her age. You can ask her at tamsin@example.com.",
        ),
        ("would she relocate to Paris", "She is based in Bodø, Norway."),
    ],
)
def test_what_is_not_stated_is_not_guessed(question: str, words: str) -> None:
    assert words in said(question)


@pytest.mark.parametrize(
    "question",
    ["could she start in january", "would she be free in may", "how come she left"],
)
def test_terms_are_asked_for_in_many_ways(question: str) -> None:
    assert rule_of(question) == "unstated"


def test_what_a_visitor_notices_is_no_notice() -> None:
    assert rule_of("I notice some time off between her jobs, when was that") == "gaps"


@pytest.mark.parametrize(
    ("line", "tells"),
    [
        ("Drew harbour plans until the office closed in 2017", True),
        ("Left to train as a pilot", True),
        ("Closed 40 sales in a year", False),
        ("Moved 300 charts to a new archive", False),
    ],
)
def test_what_ended_a_job_is_no_deal_that_was_closed(line: str, tells: bool) -> None:
    stated = matter_named("leaving").stated
    assert stated is not None
    assert bool(stated.search(line)) is tells


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Corrected up to 38 soundings an hour", False),
        ("Charges 45 euros an hour for corrections", True),
    ],
)
def test_an_hour_tells_of_pay_only_beside_money(line: str, told: bool) -> None:
    document = deepcopy(CARTOGRAPHER)
    document["work"][0]["highlights"] = [line]
    person = ResumeQueryProcessor(read_resume(document), clock=lambda: TODAY)
    answer = asked_of(person, "what does she earn")
    assert answer.absent is not told


@pytest.mark.parametrize(
    "question", ["how old are her kids", "does she know anything about hybrid ferries"]
)
def test_other_ages_and_other_hybrids_are_no_such_matter(question: str) -> None:
    assert "her age" not in said(question)
    assert "work remotely" not in said(question)
