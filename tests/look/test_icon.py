"""Initials of names as people have them, and the sign that is made of them."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from services.look.icon import icon
from services.look.initials import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Maya Thornton", "MT"),
        ("ada", "A"),
        ("Dr. Ada M. Example, PhD", "AE"),
        ("Ludwig van Beethoven", "LB"),
        ("Ada (Countess) Example", "AE"),
        ("J. R.", "JR"),
        ("Élodie Ñandú", "ÉÑ"),
        ("E\u0301lodie", "É"),
        ("山田 太郎", "山"),
        ("김민수", "김"),
        ("Юрий Гагарин", "ЮГ"),
        ("محمد علي", "مع"),
        ("ßig Ünal", "ßÜ"),
        ("<3 & Co", "3C"),
        ("🙂", ""),
        ("", ""),
        ("x" * 10_000, "X"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_the_sign_is_a_drawing_with_the_initials_in_it() -> None:
    drawn = ElementTree.fromstring(icon("AE", "#ffff00"))
    assert "".join(drawn.itertext()) == "AE"
    assert icon("", "#ffff00") == ""
    assert ElementTree.fromstring(icon("&", "")) is not None
