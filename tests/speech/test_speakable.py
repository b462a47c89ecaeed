"""What a listener hears for what a writer wrote."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.errors import InvalidInput
from services.speech.speakable import MAX_CHARACTERS, speakable

HEARD = [
    # markdown
    ("**Ada** built `search`.", "Ada built search."),
    ("# Title\n\n- one\n- two\n3. three", "Title. one. two. three"),
    ("[my site](https://x.com/y) ![a cat](c.png)", "my site a cat"),
    ("| a | b |\n|---|---|\n| 1 | 2 |", "a, b. 1, 2"),
    ("Engineer | Speech", "Engineer, Speech"),
    ("~~old~~ _new_ > x", "old new x"),
    ("```python\nx\n```", "x"),
    # what is not a word
    ("Done 🎉 👩‍💻 🇫🇷 1️⃣ ok", "Done 1 ok"),
    ("a\u200bb \u202edc\x00", "ab dc"),
    ("“quoted” — and…", "quoted, and."),
    # languages and terms
    ("C++, C# and F#", "C plus plus, C sharp and F sharp"),
    ("C++17", "C plus plus 17"),
    (".NET and ASP.NET Core", "dot net and A.S.P dot net Core"),
    ("CI/CD with AWS", "C.I, C.D with A.W.S"),
    ("REST APIs and JSON", "REST APIs and Jason"),
    ("Node.js, Next.js", "Node J.S, Next J.S"),
    ("NASA and World War II", "NASA and World War II"),
    ("HELLO WORLD", "HELLO WORLD"),
    ("e.g. Go, i.e. fast, vs. slow", "for example Go, that is fast, versus slow"),
    ("R&D, and/or w/ care", "R and D, and or with care"),
    ("snake_case", "snake case"),
    ("backend/frontend", "backend, frontend"),
    ("a → b, < 5, List<int>", "a to b, less than 5, List int"),
    # addresses
    ("See https://github.com/ada.", "See github dot com slash ada."),
    ("See https://x.org/a/b?c=1#d", "See a page on x dot org"),
    ("github.com/ada/repo", "a page on github dot com"),
    ("Mail ada.b@example.com!", "Mail ada dot b at example dot com!"),
    # figures
    ("10x faster", "10 times faster"),
    ("$5k", "5 thousand dollars"),
    ("$1.2M or €3,000", "1.2 million dollars or 3,000 euros"),
    ("$1", "1 dollar"),
    ("up 50%", "up 50 percent"),
    ("GPA 3.5/4.0", "G.P.A 3.5 out of 4"),
    ("9/10 of 10-20", "9 out of 10 of 10 to 20"),
    ("10M+ users, 5+ years", "10 million plus users, 5 plus years"),
    ("4K video at 1920x1080", "4K video at 1920 by 1080"),
    (
        "$5k-$10k, 60%-70%",
        "5 thousand dollars to 10 thousand dollars, 60 percent to 70 percent",
    ),
    ("call +1 555-123-4567", "call plus 1, 5 5 5, 1 2 3, 4 5 6 7"),
    # dates
    ("2021-23", "2021 to 2023"),
    ("2021–2023", "2021 to 2023"),
    ("2019 - present", "2019 to present"),
    ("2021-05-03", "May 3, 2021"),
    ("2021-05 and 05/2021", "May 2021 and May 2021"),
    ("Jan 2020 – Mar 2021", "January 2020 to March 2021"),
    # left alone
    ("COVID-19, 555-0100, A4", "COVID-19, 555-0100, A4"),
    ("In 1998 she moved to Oslo.", "In 1998 she moved to Oslo."),
]


@pytest.mark.parametrize(("written", "heard"), HEARD, ids=[w for w, _ in HEARD])
def test_text_is_said_as_a_person_would(written: str, heard: str) -> None:
    assert speakable(written) == heard


def test_other_languages_keep_their_figures_for_their_own_voice() -> None:
    written = "**Hola**, 50% 🎉 https://example.com/a\n- uno\n- dos"
    assert speakable(written, "es") == "Hola, 50% example.com. uno. dos"


def test_a_regional_language_is_its_language() -> None:
    assert speakable("50%", "en-GB") == "50 percent"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("<speak>hi</speak>", "hi"),
        ("wait <break time='1s'/> here", "wait. here"),
        ("<voice name='x'>y", "y"),
        ("&lt;speak&gt;hi&lt;/speak&gt;", "hi"),
        ("<?xml version='1.0'?>hi", "hi"),
        ("<!-- x --> hi", "hi"),
        ("<SPEAK\n>hi", "hi"),
        ("<mstts:express-as style='sad'>hi</mstts:express-as>", "hi"),
        ("A library with a <Toast /> component.", "A library with a Toast component."),
        ("<p>I build <b>pumps</b> &amp; valves.</p>", "I build pumps and valves."),
        ("hi<script>alert(1)</script>", "hi"),
    ],
)
def test_markup_is_left_out(written: str, spoken: str) -> None:
    assert speakable(written) == spoken


@pytest.mark.parametrize(
    "text", ["", "<p></p>", "  \n", "🎉🎉", "...", "***", "\ud800", "\x00"]
)
def test_nothing_to_say_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="nothing to say"):
        speakable(text)


def test_too_much_to_say_is_refused() -> None:
    assert speakable("a" * MAX_CHARACTERS)
    with pytest.raises(InvalidInput, match="longer"):
        speakable("a" * (MAX_CHARACTERS + 1))


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=200))
def test_any_text_is_said_or_refused(text: str) -> None:
    try:
        said = speakable(text)
    except InvalidInput:
        return
    said.encode()
    assert "\n" not in said
    assert not set("*`#|~{}[]\\") & set(said)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from([w for w, _ in HEARD]))
def test_what_is_said_may_be_said_again(written: str) -> None:
    said = speakable(written)
    assert speakable(said) == said


PUMPS = [
    "<a ",
    "<",
    "[",
    "[a](",
    " ",
    "\t- ",
    "_a",
    "a.",
    "a-",
    "1,",
    "1",
    "1-",
    "+1 ",
    "http://",
    "a@",
    "-a.co",
    ". ,",
    "— ",
    "a\u0301\u0301\u0301",
    "$1",
    "A/",
    "&amp;",
]


@pytest.mark.parametrize("pump", PUMPS)
def test_the_longest_text_takes_no_time_whatever_it_repeats(pump: str) -> None:
    """A pattern that backtracks over it all would take seconds here."""
    text = (pump * MAX_CHARACTERS)[:MAX_CHARACTERS]
    started = time.thread_time()
    with suppress(InvalidInput):
        speakable(text)
    assert time.thread_time() - started < 0.25
