from __future__ import annotations

from services.resume.capital_names import capital_names, proper_names
from services.resume.reading.topics import load_topics

TOPICS = load_topics()


def test_a_listed_name_counts_with_its_capital_inside_a_sentence() -> None:
    names = capital_names(["Go", "Python"], TOPICS)
    assert list(proper_names("every cue written in Go", names)) == ["go"]


def test_the_everyday_word_does_not_count() -> None:
    names = capital_names(["Go", "R"], TOPICS)
    for text in ("ready to go", "Go live in May", "the R&D office", "an R-rated film"):
        assert not list(proper_names(text, names))


def test_names_that_are_no_everyday_words_need_no_help() -> None:
    assert not capital_names(["Python", "PostgreSQL"], TOPICS)
