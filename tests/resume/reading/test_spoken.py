from __future__ import annotations

from services.resume.reading.phrasebook import Mark
from services.resume.reading.spoken import as_meant, refers, with_digits


def test_digits_are_written_between_letters() -> None:
    assert with_digits(("k", "eight", "s")) == ("k", "8", "s")
    assert with_digits(("top", "two")) == ("top", "two")


def test_chat_spellings_are_written_out() -> None:
    assert as_meant(("wat", "does", "he", "no")) == ("what", "does", "he", "know")


def test_a_relative_that_refers_to_nothing_said_before() -> None:
    spoken = ("projects", "that", "use", "python")
    assert not refers(spoken, Mark(1, 2, "followup", "ref"))
    assert refers(("when", "was", "that"), Mark(2, 3, "followup", "ref"))
