"""A visitor who says "you" to the page means its owner, in every language answered."""

from __future__ import annotations

import pytest

from tests.resume.asking import ask, ids

PAIRS = [
    ("Wo arbeitet sie?", "Wo arbeitest du?", "Wo arbeiten Sie?"),
    ("Was hat sie studiert?", "Was hast du studiert?", "Was haben Sie studiert?"),
    ("Wie heißt sie?", "Wie heißt du?", "Wie heißen Sie?"),
    ("Welche Sprachen spricht sie?", "Welche Sprachen sprechen Sie?"),
    (
        "Zeig mir ihre Projekte",
        "Zeig mir deine Projekte",
        "Zeigen Sie mir Ihre Projekte",
    ),
    ("Erzähl mir etwas über sie", "Erzähl mir etwas über dich"),
    ("Wie kann ich sie erreichen?", "Wie kann ich dich erreichen?"),
    ("Où travaille-t-elle ?", "Où travailles-tu ?", "Où travaillez-vous ?"),
    ("Qu'a-t-elle publié ?", "Qu'as-tu publié ?", "Qu'avez-vous publié ?"),
    (
        "Quels sont ses projets ?",
        "Quels sont tes projets ?",
        "Quels sont vos projets ?",
    ),
    (
        "Comment s'appelle-t-elle ?",
        "Comment t'appelles-tu ?",
        "Comment vous appelez-vous ?",
    ),
    ("Comment la contacter ?", "Comment te contacter ?", "Comment vous contacter ?"),
    (
        "A-t-elle des références ?",
        "As-tu des références ?",
        "Avez-vous des références ?",
    ),
    (
        "¿Dónde trabaja?",
        "¿Dónde trabajas?",
        "¿Dónde trabaja usted?",
        "¿Dónde trabajáis?",
    ),
    ("¿Dónde estudió?", "¿Dónde estudiaste?"),
    ("¿Qué idiomas habla?", "¿Qué idiomas hablas?"),
    ("¿Cuáles son sus habilidades?", "¿Cuáles son tus habilidades?"),
    ("¿Cómo puedo contactarla?", "¿Cómo puedo contactarte?"),
    ("¿A qué se dedica?", "¿A qué te dedicas?"),
    ("¿Cómo se llama?", "¿Cómo te llamas?"),
]


@pytest.mark.parametrize(
    ("she", "you"), [(she, you) for she, *all_ in PAIRS for you in all_]
)
def test_you_is_answered_as_she_is(she: str, you: str) -> None:
    expected, answer = ask(she), ask(you)
    assert expected.intent not in ("unclear", "off_topic")
    assert (answer.language, answer.text) == (expected.language, expected.text)
    assert ids(answer) == ids(expected)


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("Wer bist du?", "meta"),
        ("Que peux-tu faire ?", "meta"),
        ("¿Quién eres?", "meta"),
        ("Wie geht es Ihnen?", "smalltalk"),
    ],
)
def test_what_only_the_page_can_be_asked_is_its_own(question: str, intent: str) -> None:
    assert ask(question).intent == intent
