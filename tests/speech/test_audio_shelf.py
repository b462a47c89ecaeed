from __future__ import annotations

from services.speech.audio_shelf import AudioShelf


def shelf(*kept: tuple[str, int, str]) -> AudioShelf:
    made = AudioShelf()
    for name, size_bytes, visitor in kept:
        made.put(name, size_bytes, visitor)
    return made


def test_the_oldest_of_whoever_holds_most_goes_first() -> None:
    held = shelf(("a", 10, "honest"), ("b", 30, "flood"), ("c", 30, "flood"))
    order = []
    while (name := held.leaving({"c"})) is not None:
        order.append(name)
        held.drop(name)
    assert order == ["b", "a"]
    assert held.total_bytes == 30


def test_a_recount_keeps_whose_a_file_is() -> None:
    held = shelf(("a", 10, "honest"), ("b", 30, "flood"), ("gone", 90, "flood"))
    held.recount({"elsewhere": 20, "a": 10, "b": 30})
    assert held.total_bytes == 60
    assert held.leaving(()) == "b"
    held.drop("b")
    assert held.leaving(()) == "elsewhere"


def test_dropping_what_is_not_there_changes_nothing() -> None:
    held = shelf(("a", 10, "x"))
    held.drop("b")
    held.put("a", 20, "x")
    assert held.total_bytes == 20
