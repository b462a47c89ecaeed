from __future__ import annotations

from services.pipeline.stable_text import StableText


def test_what_two_readings_agree_on_is_stable_but_the_last_word() -> None:
    text = StableText()
    assert text.update("Which pro") == ("", "Which pro")
    assert text.update("which projects") == ("which", "projects")
    assert text.update("Which projects use pie") == ("which projects", "use pie")


def test_what_is_stable_stays() -> None:
    text = StableText()
    text.update("tell me about the")
    assert text.update("tell me about the river")[0] == "tell me about the"
    stable, rest = text.update("bell me a boat the river watch")
    assert stable == "tell me about the"
    assert rest == "the river watch"
    assert text.update("")[0] == "tell me about the"
