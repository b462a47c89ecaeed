from __future__ import annotations

from services.resume.reading.phrasebook import Mark, Tag, longest, phrasebook


def test_spacing_does_not_matter() -> None:
    marks = phrasebook({"topic": {"ts": ["TypeScript"]}}).marks(["type", "script"])
    assert marks == [Mark(0, 2, "topic", "ts")]


def test_plurals_are_found() -> None:
    found = phrasebook({"section": {"projects": ["project"]}})
    assert found.marks(["projects"])
    assert found.lookup("project") == (Tag("section", "projects"),)


def test_a_letter_beside_an_everyday_word_is_not_glued_to_it() -> None:
    assert not phrasebook({"topic": {"users": ["users"]}}).marks(["use", "r"])


def test_spelled_letters_are_glued() -> None:
    assert phrasebook({"topic": {"llm": ["LLM"]}}).marks(["l", "l", "m"])


def test_the_longest_of_overlapping_marks_stays() -> None:
    short, long = Mark(0, 1, "a", "x"), Mark(0, 2, "b", "y")
    assert longest([short, long]) == [long]


def test_meanings_of_the_same_words_all_stay() -> None:
    first, second = Mark(0, 1, "a", "x"), Mark(0, 1, "b", "y")
    assert set(longest([first, second])) == {first, second}
