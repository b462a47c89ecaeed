"""A question of fit in the chat is told by its words and by what comes with it."""

from __future__ import annotations

import pytest

from services.fit.asking import answered, pasted
from tests.fit.applicant import HEAD, fitting

ADVERT = f"{HEAD}\n- Lamination\n- Cobol\n- Fluent Dutch"


@pytest.mark.parametrize(
    "text",
    [
        f"Would she fit this?\n{ADVERT}",
        f"would Ines be a good match for this job: {ADVERT}",
        f"Is she qualified for the following role? {ADVERT}",
        f"{ADVERT}.\nWould she fit this?",
    ],
)
def test_the_advertisement_is_what_stands_beside_the_question(text: str) -> None:
    found = pasted(text)
    assert found is not None
    assert found.startswith("Essential requirements")
    assert "fit this" not in found


@pytest.mark.parametrize(
    "text",
    [
        "Would she fit this?",
        "Would she fit into a small team of bakers?",
        f"What did she do at the mill?\n{ADVERT}",
        "",
    ],
)
def test_other_questions_are_left_alone(text: str) -> None:
    assert pasted(text) is None


def test_the_answer_is_a_breath_with_its_evidence_and_cards() -> None:
    answer = answered(fitting(), ADVERT, "Would she fit this?")
    assert len(answer.text.split()) <= 50
    assert "Cobol" in answer.text
    assert [e.sentence for e in answer.evidence] == ["Lamination", "Fluent Dutch"]
    assert all(e.paths for e in answer.evidence)
    assert answer.cards
    assert not answer.may_rephrase


def test_what_is_no_advertisement_is_said_to_be_none() -> None:
    answer = answered(fitting(), "The cat sat on the mat " * 5, "Would she fit this?")
    assert "does not read like a job advertisement" in answer.text
    assert answer.cards == ()
