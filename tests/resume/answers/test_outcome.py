from __future__ import annotations

from services.resume.answers.outcome import first_fitting, fitting, not_there, say

THREE = [say("one two three"), say("four five six seven"), say("eight")]


def test_sentences_that_do_not_fit_are_left_out() -> None:
    assert [s.text for s in fitting(THREE, 4)] == ["one two three", "eight"]


def test_nothing_follows_the_first_sentence_that_does_not_fit() -> None:
    assert [s.text for s in first_fitting(THREE, 4)] == ["one two three"]


def test_the_first_sentence_is_told_however_long_it_is() -> None:
    assert fitting(THREE, 1) == [THREE[0]]
    assert first_fitting(THREE, 1) == [THREE[0]]


def test_what_is_not_there_shows_nothing() -> None:
    outcome = not_there("That isn't in the résumé.")
    assert outcome.absent
    assert not outcome.shown
