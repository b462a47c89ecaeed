from __future__ import annotations

from copy import deepcopy

import pytest

from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.answers.people import CARTOGRAPHER, TODAY
from tests.resume.asking import asked_of


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("Cut misprints from 9 in 2019 to 2 in 2024", "That is 78% less."),
        ("Raised misprints found from 1,200 to 1,500 a year", "That is 25% more."),
    ],
)
def test_a_change_is_told_in_per_cent_where_that_is_asked(
    line: str, change: str
) -> None:
    document = deepcopy(CARTOGRAPHER)
    document["work"][0]["highlights"] = [line]
    person = ResumeQueryProcessor(read_resume(document), clock=lambda: TODAY)
    asked = "by how many per cent did the misprints change"
    assert change in asked_of(person, asked).text
    assert change not in asked_of(person, "how did the misprints change").text
