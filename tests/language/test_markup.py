"""Markup in texts is read as the words that it shows."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.language.markup import plain


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<p>One</p><p>Two.</p>", "One. Two."),
        ("<ul><li>One</li><li>Two</li></ul>", "One. Two"),
        ("Seen<!-- not --><script>alert(1)</script>.", "Seen ."),
        ("A <Toast /> and a <Menu.Item key={1}>", "A Toast and a Menu.Item"),
        ("# Title\n\n***both*** ~~gone~~ _so_", "Title. both gone so"),
        ("`**kwargs` and \\*stars\\*", "**kwargs and *stars*"),
        ("<https://a.example.com> <mara@example.com>", "https://a.example.com "
         "mara@example.com"),
        ("The &lt;main&gt; element", "The <main> element"),
        ("[page](https://w.example.org/Foo_(bar)) ![](x.png)", "page"),
    ],
)  # fmt: skip
def test_markup_is_read_as_words(written: str, shown: str) -> None:
    assert plain(written) == shown


@pytest.mark.parametrize(
    "text",
    [
        "C++ & C#, A* search, *nix, 5 * 3 * 2",
        "List<int>, Map<String, int>, a < b > c",
        "snake_case, a*b*c, #1 in sales, AT&T; R&D",
        "https://x.example.com/_a_?a=1&copy=2",
        "one line\nand the next",
        "cited as [1] and [x]",
    ],
)
def test_what_only_looks_like_markup_stays(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize("start", ["<", "<a ", "[", "*a", "**a ", "_a ", "`", "<!--"])
def test_time_grows_with_the_length_only(start: str) -> None:
    began = time.thread_time()
    plain(start * (20_000 // len(start)))
    assert time.thread_time() - began < 2


@given(st.text(alphabet='<>/ab ="&;*_`[]()\n-#', max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert "\x00" not in plain(text)
