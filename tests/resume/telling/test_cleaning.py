"""Lines of a résumé as words, whatever mark-up they hold."""

from __future__ import annotations

import pytest

from services.resume.telling.cleaning import cleaned


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[The engine](https://e.example.com/a) runs", "The engine runs"),
        ('[The engine](x "A title") and [more][1]', "The engine and more"),
        ("![A pump](pump.png) <b>works</b><!-- not -->", "A pump works"),
        ("**Led** the _whole_ `team`", "Led the whole team"),
        ("Built it (https://e.example.com/a), then left", "Built it, then left"),
        ("See https://e.example.com/a...", "See..."),
        ("One \U0001f389 \U0001f389  • two", "One, two"),
    ],
)
def test_what_is_mark_up_is_gone(text: str, words: str) -> None:
    assert cleaned(text) == words


ENDLESS = [
    *(
        "[",
        "[a](",
        "![",
        "![a](",
        "[a][",
        '[a](x "',
        "]",
        "<!--",
        "<a ",
        "<",
        "* ",
        "*a ",
    ),
    *(
        "`a ",
        "~~a ",
        "_a ",
        " ",
        "<br>",
        "\U0001f389 ",
        ",",
        "( ",
        "-> ",
        "&lt;",
        "http://",
    ),
]


@pytest.mark.parametrize("piece", ENDLESS)
@pytest.mark.parametrize("head", ["", "https://e.example.com", "<b>x"])
def test_a_line_without_an_end_costs_no_more_than_its_length(
    head: str, piece: str
) -> None:
    """Were a piece compared with every other one, this would take many minutes."""
    text = cleaned(f"{head}{piece * (200_000 // len(piece))}a")
    assert len(text) <= 200_100
