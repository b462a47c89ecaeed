from __future__ import annotations

import pytest

from services.resume.reading.languages import glossaries
from services.resume.reading.text import clean, words
from services.resume.reading.wordlists import names, table
from tests.resume.asking import ask


@pytest.mark.parametrize(
    ("question", "language", "intent"),
    [
        ("¿Dónde ha trabajado?", "es", "experience"),
        ("¿Qué proyectos ha hecho?", "es", "projects"),
        ("Wo hat sie studiert?", "de", "education"),
        ("Wie kann ich sie kontaktieren?", "de", "contact"),
        ("Quelles sont ses publications ?", "fr", "publications"),
        ("¿Qué ha publicado?", "es", "publications"),
        ("Was sind ihre Fähigkeiten?", "de", "skills"),
        ("Qu'a-t-elle publié ?", "fr", "publications"),
        ("Bonjour", "fr", "greeting"),
        ("Gracias", "es", "thanks"),
        ("Hat er promoviert?", "de", "absent"),
        ("A-t-elle des publications ?", "fr", "publications"),
        ("Est-ce que Ines est mariée ?", "fr", "contact"),
        ("Was kostet sie?", "de", "contact"),
        ("¿Ha publicado algún artículo?", "es", "publications"),
        ("她的项目有哪些", "en", "projects"),
    ],
)
def test_other_languages_are_read(question: str, language: str, intent: str) -> None:
    answer = ask(question)
    assert (answer.language, answer.intent) == (language, intent)


@pytest.mark.parametrize(
    "question", ["see plus plus projects", "a eleven y", "what is her son like", "a"]
)
def test_english_is_no_other_language(question: str) -> None:
    spoken = words(clean(question))
    english = frozenset(spoken)
    found = [g.fits(clean(question), spoken, english) for g in glossaries().values()]
    assert not any(found)


@pytest.mark.parametrize("language", names("glossaries"))
def test_every_meaning_is_english_words(language: str) -> None:
    assert all(words(clean(m)) for m in table(f"glossaries/{language}")["meanings"])


@pytest.mark.parametrize(
    ("turns", "card"),
    [
        (["Wo arbeitet sie gerade?", "Und davor?"], "oldmill"),
        (["¿Dónde trabaja actualmente?", "¿Y antes?"], "oldmill"),
        (["Où travaille Ines maintenant ?", "et avant ça ?"], "oldmill"),
        (["Was hat er bei Oldmill gemacht?"], "oldmill"),
    ],
)
def test_a_conversation_goes_on_in_its_language(turns: list[str], card: str) -> None:
    assert [each.id for each in ask(*turns).cards] == [card]


def test_a_subject_is_named_in_the_language_of_the_question() -> None:
    assert "deutsch" in ask("Spricht sie Deutsch?").text.lower()
