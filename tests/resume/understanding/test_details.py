from __future__ import annotations

import re

import pytest

from tests.resume.asking import ask, ids


@pytest.mark.parametrize(
    ("turns", "fact"),
    [
        (["tell me about oldmill", "when was that"], "2020"),
        (["tell me about tidewater", "how long has she been there"], "3 years"),
        (["tell me about owl post", "what was it built with"], "TypeScript"),
        (["tell me about owl post", "is there a link for it"], "owl.example.com"),
        (["her papers", "who were the coauthors on that"], "Bo Lund"),
        (["where did she study", "what was the gpa"], "16 out of 20"),
    ],
)
def test_a_detail_of_what_was_shown_is_said(turns: list[str], fact: str) -> None:
    shown = ask(*turns[:-1])
    answer = ask(*turns)
    assert fact in answer.text
    assert ids(answer) == ids(shown)


def test_what_the_entry_lacks_is_said_with_where_it_is() -> None:
    answer = ask("tell me about rain gauge", "does it use react")
    assert answer.text.startswith("Not there")
    assert re.search("Night Bus|Owl Post", answer.text)
