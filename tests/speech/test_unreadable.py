"""Writing that a voice cannot read is said to be so."""

from __future__ import annotations

import pytest

from services.speech.unreadable import in_words


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
