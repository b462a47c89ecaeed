from __future__ import annotations

import pytest

from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.answers.people import CARTOGRAPHER, said
from tests.resume.asking import asked_of


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "list her jobs oldest first",
            "started as a Shop Assistant at Harbour Bakery from 2012 to 2014",
        ),
        (
            "walk me through her career",
            "started as a Shop Assistant at Harbour Bakery from 2012 to 2014",
        ),
        (
            "walk me through her career",
            (
                "and has been a Chart Editor and then Head of Charts at "
                "Skerry Charts since 2018."
            ),
        ),
    ],
)
def test_the_career_is_told_in_order_with_roles_at_one_employer_together(
    question: str, words: str
) -> None:
    assert words in said(question)


def test_a_name_is_one_person_whose_pronoun_is_they() -> None:
    document = {**CARTOGRAPHER, "basics": {"name": "Tamsin Orrell"}}
    processor = ResumeQueryProcessor(read_resume(document))
    text = asked_of(processor, "walk me through their career").text
    assert "Tamsin started as" in text
    assert ", and has been a Chart Editor" in text
