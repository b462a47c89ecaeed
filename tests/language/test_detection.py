"""The language of a text; what tells nothing is English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.language.detection import language_of_text

TEXTS = {
    "en": [
        "", "...", "2019 to 2021.", "Hello there!", "JavaScript", "Hill College",
        "Docker, Kubernetes, AWS.", "Three projects use Python: Night Owl and Loom.",
        "Ana Souza: Senior Engineer, São Paulo.",
        "He wrote for Die Zeit, and the Toaster uses Das Boot.",
        "She studied in Mexico at la Universidad de los Andes.",
        "A tool to record screens, see https://de.example.com/und/die/der.",
        "林小河 has been 前端 at 长河 since 2020, and leads the team there.",
    ],
    "de": ["Guten Tag.", "Wo hat sie studiert?", "Welche Projekte verwenden Python?",
           "Ich heiße Mara und wohne in Berlin."],
    "fr": ["Bonjour.", "Où a-t-elle étudié ?",
           "Elle dirige l'équipe de recherche depuis trois ans."],
    "es": ["Hola.", "¿Dónde estudió ella?", "Esto es una prueba."],
    "it": ["Buongiorno a tutti, mi chiamo Mara."],
    "pt": ["Bom dia, o meu nome é Mara e moro em Lisboa."],
    "nl": ["Goedemorgen, mijn naam is Mara en ik woon in Utrecht."],
    "pl": ["Dzień dobry, nazywam się Mara i mieszkam w Krakowie."],
    "sv": ["God morgon, jag heter Mara och bor i Malmö."],
    "tr": ["Günaydın, benim adım Mara."],
    "zh": ["负责水泵控制系统。", "我在长河公司用 Python 写软件"],
    "ja": ["日本語の勉強をしています"],
    "ko": ["안녕하세요"],
    "ar": ["قدت فريقا من خمسة مهندسين."],
    "ru": ["Она руководит командой поиска."],
    "uk": ["Вона керує командою пошуку, її."],
    "el": ["Γειά σου, κόσμε"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"), [(code, text) for code in TEXTS for text in TEXTS[code]]
)
def test_the_language_is_told(language: str, text: str) -> None:
    assert language_of_text(text) == language


@given(st.text(max_size=200))
def test_any_text_has_a_language(text: str) -> None:
    assert language_of_text(text).isalpha()
