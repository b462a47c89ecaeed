from __future__ import annotations

import pytest

from tests.resume.asking import DOCUMENT, ask

QUESTIONS = [
    "show me her projects",
    "what did she do at oldmill",
    "does she know python",
    "her education and papers",
    "tell me about ines",
    "when did she graduate",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_sentence_has_its_evidence(question: str) -> None:
    answer = ask(question)
    assert answer.evidence
    for evidence in answer.evidence:
        assert evidence.sentence in answer.text
        assert evidence.paths


@pytest.mark.parametrize("question", QUESTIONS)
def test_evidence_points_into_the_file(question: str) -> None:
    known = {*DOCUMENT, "profile", "basics"}
    for evidence in ask(question).evidence:
        assert all(p.split("[")[0].split(".")[0] in known for p in evidence.paths)


def test_replies_are_short_enough_to_be_heard() -> None:
    assert all(len(ask(q).text.split()) <= 50 for q in QUESTIONS)
