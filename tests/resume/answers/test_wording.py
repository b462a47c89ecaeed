from __future__ import annotations

from services.resume.answers.wording import lower_opening, upper_opening, word_count


def test_pronouns_lose_their_capital_and_names_keep_it() -> None:
    assert lower_opening("She drew charts.") == "she drew charts."
    assert lower_opening("Skerry Charts grew.") == "Skerry Charts grew."
    assert lower_opening("I drew charts.") == "I drew charts."


def test_a_sentence_opens_with_a_capital() -> None:
    assert upper_opening("the job") == "The job"
    assert upper_opening("") == ""


def test_words_of_several_texts_are_counted_together() -> None:
    assert word_count("one two", "three") == 3
