"""Writing that a voice cannot read is said to be so."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.language.detection import language_of_text
from services.language.scripts import LATIN, script_counts
from services.speech.unreadable import READ_BESIDE_LATIN, in_words


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "林小河 is 前端 at 长河公司 since 2020. 负责系统。.",
         "Chinese text is Chinese text at Chinese text since 2020. Chinese text."),
        ("en", "نورة has been مهندسة أولى, since 2020.",
         "Arabic text has been Arabic text, since 2020."),
        ("en", "Python开发 and 日本語の本", "Python Japanese text and Japanese text"),
        ("de", "Sie war bei 长河公司.", "Sie war bei chinesischer Text."),
        ("it", "Lavora per 长河公司 dal 2020.", "Lavora per dal 2020."),
        ("en", "负责系统。", "There is Chinese text here that I cannot read aloud."),
        ("it", "안녕하세요", "There is Korean text here that I cannot read aloud."),
        ("en", "Ἑλλάς, ελλάδα and አማርኛ", "Greek text and Ethiopic text"),
    ],
)  # fmt: skip
def test_it_is_said_in_words(language: str, text: str, said: str) -> None:
    assert in_words(text, language) == said


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Zażółć gęślą, Nguyễn, São Paulo, µm, ½, Ⅷ, “quoted” — ﬁne"),
        ("en", "λ-calculus, 5 μm, Δ"),
        ("ru", "Она знает Python."),
        ("zh", "负责 Python 系统。"),
        ("ja", "日本語のテスト"),
        ("fr", "Elle dirige l'équipe."),
    ],
)
def test_what_can_be_read_stays(language: str, text: str) -> None:
    assert in_words(text, language) == text


@given(st.text(max_size=200), st.sampled_from(["en", "de", "it", "ru", "zh"]))
def test_only_what_can_be_read_is_left(text: str, language: str) -> None:
    said = in_words(text, language)
    known = {LATIN, "GREEK", *READ_BESIDE_LATIN.get(language, ())}
    assert set(script_counts(said)) <= known


def test_the_longest_text_takes_no_time() -> None:
    text = ("Ana is 前端 at शिव, Ελλάδα. " * 200)[:4000]
    began = time.thread_time()
    in_words(text, "en")
    language_of_text(text)
    assert time.thread_time() - began < 0.25
