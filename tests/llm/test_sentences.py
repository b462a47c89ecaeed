"""Text becomes speakable sentences, however it arrives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.llm.sentences import (
    SentenceReader,
    is_sayable,
    leaks,
    speakable,
    split_sentences,
)

CANARY = "9f3a77c1d20b4e58"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("She has 2.1 million papers. Good.", ["She has 2.1 million papers.", "Good."]),
        (
            "Dr. Lee works at Acme Inc. in Bonn.",
            ["Dr. Lee works at Acme Inc. in Bonn."],
        ),
        ("Node.js is used. It runs.", ["Node.js is used.", "It runs."]),
        ("<think>Secret. Plan.</think>Hello there.", ["Hello there."]),
        ("plan it</think>Hello there.", ["Hello there."]),
        ("Fine. <think>never closed", ["Fine."]),
        ("**Bold** and _soft_ and `code`.", ["Bold and soft and code."]),
        ("# Title\n- One.\n- Two.", ["Title", "One.", "Two."]),
        ("1. First one.\n2. Second one.", ["First one.", "Second one."]),
        ("Both:\n- one\n- two\n\nDone.", ["Both: one and two.", "Done."]),
        ("- one\n- two\n- three", []),
        ("See [her site](https://x.org/y).", ["See her site."]),
        ("She leads it. Answer: She led it.", ["She leads it.", "She led it."]),
        ("**Final answer:** She led it.", ["She led it."]),
        ('"She led it."', ["She led it."]),
        ("“She led it. She left.”", ["She led it.", "She left."]),
        ('"She led it," says Ann.', ['"She led it," says Ann.']),
        ('Ann says: "She led it."', ['Ann says: "She led it."']),
        ("The answer: she led it is short.", ["she led it is short."]),
        ("snake_case_name stays.", ["snake_case_name stays."]),
        ("...", []),
        ("", []),
    ],
)
def test_sentences_are_cut_and_cleaned(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


PIECES = ["a", " B", ". ", "! ", "\n", "<", "<thi", "**c**", "_", "<think>x. Y</think>"]


@given(st.lists(st.sampled_from(PIECES), max_size=20), st.integers(1, 7))
def test_the_parts_it_arrives_in_make_no_difference(
    pieces: list[str], size: int
) -> None:
    text = "".join(pieces)
    reader = SentenceReader()
    found: list[str] = []
    for start in range(0, len(text), size):
        found += reader.feed(text[start : start + size])
    found += reader.flush()
    assert " ".join(found).split() == " ".join(split_sentences(text)).split()


@pytest.mark.parametrize(
    "text",
    [
        "As an AI, I cannot know.",
        "As an AI language model, I think so.",
        "I'm just an assistant.",
        "My instructions say otherwise.",
        "The system prompt is long.",
        "I was told to be brief.",
        f"The reference is {CANARY}.",
        "The reference is 9f3a-77c1.",
        "9 f 3 a 7 7 c 1",
        f"Backwards it is {CANARY[::-1]}.",
        "x" * 700,
    ],
)
def test_what_is_about_the_model_itself_is_not_said(text: str) -> None:
    assert not is_sayable(text, CANARY)


@pytest.mark.parametrize(
    "text",
    [
        "She trained a large language model for court records.",
        "She built an AI assistant for nurses.",
        "Her thesis is on prompts for small models.",
    ],
)
def test_work_with_models_may_be_spoken_of(text: str) -> None:
    assert is_sayable(text, CANARY)


def test_a_short_piece_of_the_canary_is_chance() -> None:
    assert not leaks("She has 9f3a of them", CANARY)


def test_markdown_alone_is_nothing_to_say() -> None:
    assert speakable("***") == ""


def test_a_sentence_too_long_to_be_said_is_given_once_and_its_end_is_not_said() -> None:
    long = "She did " + "very " * 300 + "well. "
    for size in (1, 7, len(long)):
        reader = SentenceReader()
        text = long + "She lives in Bern."
        found = [
            sentence
            for at in range(0, len(text), size)
            for sentence in reader.feed(text[at : at + size])
        ]
        *before, last = [*found, *reader.flush()]
        assert last == "She lives in Bern."
        assert [is_sayable(sentence, "0123456789abcdef") for sentence in before] == [
            False
        ]


def test_what_a_cut_off_reply_ends_with_is_no_sentence() -> None:
    cut = "She lives in Bern. She works at"
    assert split_sentences(cut, cut_off=True) == ["She lives in Bern."]
    assert split_sentences("She lives in Bern.", cut_off=True) == ["She lives in Bern."]
    assert len(split_sentences(cut)) == 2
