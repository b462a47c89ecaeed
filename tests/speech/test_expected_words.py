from __future__ import annotations

from services.speech.expected_words import NAMES_MAX_CHARACTERS, ExpectedWords

SHE = ("she", "her", "her")


def test_names_come_first_and_sentences_use_the_owners_pronouns() -> None:
    prompt = ExpectedWords(("Kafka", "FastAPI", "Kafka"), SHE).prompt("en")
    assert prompt is not None
    assert prompt.startswith("Kafka, FastAPI. What did she do")
    assert "her work" in prompt
    assert "projects use Kafka" in prompt
    assert "projects use it" in str(ExpectedWords((), SHE).prompt("en"))


def test_other_languages_are_told_names_only() -> None:
    assert ExpectedWords(("Kafka",), SHE).prompt("de") == "Kafka"
    assert ExpectedWords((), SHE).prompt("de") is None


def test_names_are_bounded_and_whole() -> None:
    many = tuple(f"word{n}" for n in range(1000))
    kept = ExpectedWords(many).prompt("fr")
    assert kept is not None
    assert len(kept) <= NAMES_MAX_CHARACTERS
    assert kept.split(", ") == list(many[: len(kept.split(", "))])
