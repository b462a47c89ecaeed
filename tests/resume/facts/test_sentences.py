from __future__ import annotations

import pytest

from services.resume.facts.sentences import closed, sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "Worked at St. Brendan's under Dr. Hale and Prof. Ames.",
        "Wrote rule No. 4 with J. Tanaka and O. Adeyemi.",
        "Kept bees, e.g. Buckfast queens, i.e. calm ones.",
        "Fixed roofs for Slate Co. Ltd. and others.",
        "Moved to the U.S. Navy in 2011.",
        "Raised 4.1 million euros.",
        "Was promoted in Sept. 2019.",
    ],
)
def test_no_sentence_is_cut_at_an_abbreviation(sentence: str) -> None:
    assert sentences(f"{sentence} Then left.") == (sentence, "Then left.")


def test_a_sentence_may_end_with_an_abbreviation() -> None:
    assert sentences("She joined Slate Inc. She liked it.") == (
        "She joined Slate Inc.",
        "She liked it.",
    )


def test_questions_and_quotes_end_sentences() -> None:
    assert sentences('"Why bread?" It feeds. 12 people came!') == (
        '"Why bread?"',
        "It feeds.",
        "12 people came!",
    )


def test_lines_of_a_list_are_sentences_of_their_own() -> None:
    assert sentences("- bread\n- butter") == ("bread", "butter")


def test_a_closed_text_has_one_full_stop() -> None:
    assert closed("Bakes bread") == "Bakes bread."
    assert closed("Bakes bread.") == "Bakes bread."
    assert closed('Said "wait."') == 'Said "wait."'
