from __future__ import annotations

import pytest

from services.resume.telling.articles import article
from services.resume.telling.verbs import inflect, readings


@pytest.mark.parametrize(
    "words",
    """an MSc, a UX team, an ICU, a 24-bed ward, an 8-bed ward, an hour, a university,
    a European tour, an umbrella, an FBI file, a NASA grant, an 11-month post, a user,
    an honest man, a one-off, an SRE, a PhD, an 80-seat hall, an app,
    an X-ray, a US firm, an unusual post, a unique one, an HTML page""".split(","),
)
def test_articles_go_by_sound(words: str) -> None:
    said, rest = words.split(maxsplit=1)
    assert article(rest) == said


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("plan", "plans planned planning"),
        ("write", "writes wrote writing"),
        ("carry", "carries carried carrying"),
        ("co-lead", "co-leads co-led co-leading"),
        ("refactor", "refactors refactored refactoring"),
        ("oversee", "oversees oversaw overseeing"),
        ("proofread", "proofreads proofread proofreading"),
    ],
)
def test_verbs_are_inflected(lemma: str, forms: str) -> None:
    s, past, gerund = forms.split()
    assert inflect(lemma, "s") == s
    assert inflect(lemma, "past") == past
    assert inflect(lemma, "gerund") == gerund


def test_a_verb_no_dictionary_has_is_told_by_its_ending() -> None:
    assert {one.form for one in readings("kubernetized")} == {"past", "participle"}
    assert readings("kubernetes") == ()
