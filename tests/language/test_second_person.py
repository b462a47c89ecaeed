from __future__ import annotations

import pytest

from services.language.second_person.forms import languages
from services.language.second_person.turning import (
    TURNING,
    in_third_person,
    names_you,
    speaks_to_you,
)

KNOWN = frozenset("arbeitet zeig travaille habla vive háblame hablame trabaja".split())


@pytest.mark.parametrize(
    ("language", "said", "turned"),
    [
        ("de", "wo arbeitest du", "wo arbeitet er"),
        ("de", "wo arbeiten sie", "wo arbeitet sie"),
        ("de", "was hast du studiert", "was hat er studiert"),
        ("de", "kennst du dich aus", "kennt er sich aus"),
        ("de", "wo sie studiert haben", "wo sie studiert hat"),
        ("de", "hat sie kunden", "hat sie kunden"),
        ("de", "wie kann ich ihnen schreiben", "wie kann ich ihm schreiben"),
        ("de", "zeigen sie mir ihre projekte", "zeig mir ihre projekte"),
        ("de", "gehen sie mir voran", "gehe mir voran"),
        ("de", "konnen sie mir etwas sagen", "mir etwas sagen"),
        ("de", "konnen sie java", "kann sie java"),
        ("fr", "ou travaillez vous", "ou travaille t il"),
        ("fr", "ou est ce que tu travailles", "ou est ce que il travaille"),
        ("fr", "comment t appelles tu", "comment s appelle t il"),
        ("fr", "puis je vous contacter", "puis je le contacter"),
        ("fr", "une question sur vous", "une question sur lui"),
        ("fr", "pouvez vous me parler de vos etudes", "me parler de ses etudes"),
        ("es", "donde trabajas", "donde trabaja"),
        ("es", "donde trabaja usted", "donde trabaja"),
        ("es", "donde trabajan ustedes", "donde trabaja"),
        ("es", "que estudiaste", "que estudio"),
        ("es", "a que te dedicas", "a que se dedica"),
        ("es", "y tu donde vives", "y su donde vive"),
        ("es", "tu hablas", "habla"),
        ("es", "tus ventas", "sus ventas"),
        ("es", "puedes hablarme de ti", "hablame de ella"),
        ("es", "como te puedo contactar", "como lo puedo contactar"),
        ("it", "dove lavori", "dove lavori"),
    ],
)
def test_a_question_to_you_is_one_about_a_third_person(
    language: str, said: str, turned: str
) -> None:
    assert " ".join(in_third_person(said.split(), language, KNOWN)) == turned


def test_words_that_are_kept_stay() -> None:
    said = "wer bist du".split()
    assert in_third_person(said, "de", KNOWN, {0, 1, 2}) == ("wer", "bist", "du")


def test_you_is_told_by_a_pronoun_or_by_a_verb() -> None:
    assert speaks_to_you(["quien", "eres"], "es")
    assert not names_you(["quien", "eres"], "es")
    assert names_you(["as", "tu"], "fr")
    assert not speaks_to_you(["hai"], "it")


def test_every_table_has_rules() -> None:
    assert list(languages()) == sorted(TURNING)
