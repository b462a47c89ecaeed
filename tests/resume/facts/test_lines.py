from __future__ import annotations

from services.resume.facts.lines import sentences


def test_lines_of_a_list_are_sentences_of_their_own() -> None:
    text = "- Bakes at St. Olav's. Sells rye.\n- bread\n\n• butter"
    assert sentences(text) == ("Bakes at St. Olav's.", "Sells rye.", "bread", "butter")


def test_an_empty_text_has_no_sentence() -> None:
    assert sentences(" \n ") == ()
