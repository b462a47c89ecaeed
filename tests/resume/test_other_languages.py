"""Questions in German, French and Spanish over the sample résumé, and what they say."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.asking import asked_of, ids

SAMPLE = Path(__file__).parents[2] / "resume_data.json"
SAID = {
    "de": [
        ("Wer ist Maya Thornton?", "Machine Learning Engineer"),
        ("Wo arbeitet sie gerade?", "Harbor Analytics"),
        ("Wo hat sie gearbeitet?", "Orchard Robotics"),
        ("Wie viele Jahre Erfahrung hat sie?", "10 Jahre"),
        ("Was war ihre erste Stelle?", "Summit Bank"),
        ("Welche Projekte hat sie gemacht?", "Night Owl"),
        ("Wie viele Projekte hat sie?", "acht Projekte"),
        ("Wo hat sie studiert?", "Lakeside University"),
        ("Welchen Abschluss hat sie?", "Bachelor of Science in Mathematics"),
        ("Welche Programmiersprachen kann sie?", "TypeScript"),
        ("Wie lautet ihre E-Mail?", "maya@example.com"),
        ("Wo wohnt sie?", "Portland, Oregon"),
        ("Welche Zertifikate hat sie?", "Certified Kubernetes Administrator"),
        ("Hat sie Preise gewonnen?", "Golden Compass Award"),
        ("Was hat sie veröffentlicht?", "Tracing Every Field"),
        ("Was sind ihre Hobbys?", "Cello"),
        ("Hat sie ehrenamtlich gearbeitet?", "Riverside Code Club"),
        ("Wie lange war sie bei Blue Lantern Health?", "2 Jahre und 9 Monate"),
        ("Fasse ihren Lebenslauf zusammen", "Harbor Analytics"),
        ("Was kannst du?", "Lebenslauf von Maya"),
    ],
    "fr": [
        ("Qui est Maya Thornton ?", "Machine Learning Engineer"),
        ("Où travaille-t-elle maintenant ?", "Harbor Analytics"),
        ("Où a-t-elle travaillé ?", "Orchard Robotics"),
        ("Où travaillait-elle en 2019 ?", "Orchard Robotics"),
        ("Montre-moi ses projets", "River Watch"),
        ("Quels projets a-t-elle réalisés ?", "Night Owl"),
        ("Où a-t-elle étudié ?", "Lakeside University"),
        ("Quel diplôme a-t-elle ?", "Bachelor of Science in Mathematics"),
        ("Quels langages de programmation connaît-elle ?", "TypeScript"),
        ("Quelles langues parle-t-elle ?", "Spanish"),
        ("Quel est son e-mail ?", "maya@example.com"),
        ("Où habite-t-elle ?", "Portland, Oregon"),
        ("Quelles certifications a-t-elle ?", "Certified Kubernetes Administrator"),
        ("A-t-elle gagné des prix ?", "Golden Compass Award"),
        ("Qu'a-t-elle publié ?", "Tracing Every Field"),
        ("Quels sont ses loisirs ?", "Cello"),
        ("A-t-elle fait du bénévolat ?", "Riverside Code Club"),
        ("Quelles technologies utilise River Watch ?", "PostgreSQL"),
        ("Résume son CV", "Harbor Analytics"),
        ("Que peux-tu faire ?", "CV de Maya"),
    ],
    "es": [
        ("¿Quién es Maya Thornton?", "Machine Learning Engineer"),
        ("¿Dónde trabaja ahora?", "Harbor Analytics"),
        ("¿Dónde ha trabajado?", "Orchard Robotics"),
        ("¿Dónde trabajaba en 2019?", "Orchard Robotics"),
        ("¿Cuál fue su primer trabajo?", "Summit Bank"),
        ("¿Qué proyectos ha hecho?", "Night Owl"),
        ("¿Qué es Night Owl?", "nurses on the night shift"),
        ("¿Dónde estudió?", "Lakeside University"),
        ("¿Qué lenguajes de programación conoce?", "TypeScript"),
        ("¿Qué idiomas habla?", "German"),
        ("¿Cuál es su correo electrónico?", "maya@example.com"),
        ("¿Dónde vive?", "Portland, Oregon"),
        ("¿Qué certificaciones tiene?", "Certified Kubernetes Administrator"),
        ("¿Ha ganado premios?", "Golden Compass Award"),
        ("¿Qué ha publicado?", "Tracing Every Field"),
        ("¿Cuáles son sus aficiones?", "Cello"),
        ("¿Ha hecho voluntariado?", "Riverside Code Club"),
        ("¿Cuándo empezó en Orchard Robotics?", "julio de 2018"),
        ("Resume su currículum", "Harbor Analytics"),
        ("¿Qué puedes hacer?", "currículum de Maya"),
    ],
}
CONVERSATIONS = [
    (["Welche Projekte hat sie gemacht?", "Und das zweite?"], ["river-watch"]),
    (["Wo arbeitet sie gerade?", "Und davor?"], ["blue-lantern-health"]),
    (["Quels projets a-t-elle réalisés ?", "Et le deuxième ?"], ["river-watch"]),
    (["¿Qué proyectos ha hecho?", "¿Y el segundo?"], ["river-watch"]),
    (["¿Dónde trabaja actualmente?", "¿Y antes?"], ["blue-lantern-health"]),
]


@cache
def sample() -> ResumeQueryProcessor:
    return ResumeQueryProcessor.from_path(SAMPLE, clock=lambda: date(2026, 11, 21))


@pytest.mark.parametrize(
    ("language", "question", "fact"),
    [(lang, question, fact) for lang, all_ in SAID.items() for question, fact in all_],
)
def test_the_fact_is_said_in_the_language_of_the_question(
    language: str, question: str, fact: str
) -> None:
    answer = asked_of(sample(), question)
    assert answer.language == language
    assert fact in answer.text


@pytest.mark.parametrize(("turns", "cards"), CONVERSATIONS)
def test_a_conversation_goes_on(turns: list[str], cards: list[str]) -> None:
    assert ids(asked_of(sample(), *turns)) == cards


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Kennt sie Cobol?", "de"),
        ("Connaît-elle Cobol ?", "fr"),
        ("¿Sabe Cobol?", "es"),
    ],
)
def test_what_is_missing_is_said_to_be(question: str, language: str) -> None:
    answer = asked_of(sample(), question)
    assert (answer.language, answer.absent, ids(answer)) == (language, True, [])
    assert "COBOL" in answer.text
