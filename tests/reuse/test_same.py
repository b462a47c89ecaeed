"""Other words for one question, and near questions that ask something else."""

from __future__ import annotations

import pytest

from services.reuse.reading import Form, read
from services.reuse.same import same

NAMES = frozenset({"maya", "thornton"})


def form(text: str) -> Form:
    found = read(text, NAMES)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Where did she study?", "which university did Maya go to"),
        ("What are her strengths?", "what is she good at"),
        ("why did she leave the bank", "what was the reason she left the bank"),
        ("Which awards did Night Owl win?", "what prizes did night owl get"),
        ("how long was she at Orchard", "for how many years was she at Orchard"),
        ("Tell me about Night Owl", "what is night owl"),
        ("Did you lead a team?", "has Maya ever been in charge of a team"),
        ("what happened to the code club", "what became of the code club"),
        ("compare Paper with Bread", "how does bread compare with paper"),
        ("what is he like as a leader", "describe her style of leadership"),
        ("three projects from 2024", "3 projects from 2024"),
    ],
)
def test_other_words_ask_the_same(one: str, other: str) -> None:
    assert same(form(one), form(other))
    assert same(form(other), form(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("does she know Java", "does she know JavaScript"),
        ("what was her first job", "what was her last job"),
        ("who gave her the award", "when did she get the award"),
        ("who gave her the award", "why did she get the award"),
        ("how many people does she lead", "how long did she lead people"),
        ("does she eat meat", "does she not eat meat"),
        ("projects with Python", "projects without Python"),
        ("jobs before 2020", "jobs after 2020"),
        ("jobs in 2019", "jobs in 2020"),
        ("is she a manager", "was she a manager"),
        ("who taught her", "whom did she teach"),
        ("has she trained people", "has she been trained by people"),
        ("what did she do at Harbor", "what did Harbor do for her"),
        ("what does her boss do", "what does she do"),
        ("did she win the award", "did she lose the award"),
        ("tell me about Night Owl", "tell me about River Watch"),
        ("is she still at the bank", "was she ever at the bank"),
        ("where did she study", "what did she study"),
        ("who did she work for", "who did she work with"),
        ("can she teach", "does she teach"),
        ("what are her skills", "what are her weaknesses"),
        ("who was her trainer", "whom did she train"),
        ("is she a good teacher", "does she have a good teacher"),
        ("what is she like to play with", "what does she like to play"),
        ("what did she write in R", "what did she write about R"),
        ("what does she want", "what does she need"),
        ("did she give a prize", "did she get a prize"),
    ],
)
def test_near_questions_ask_something_else(one: str, other: str) -> None:
    assert not same(form(one), form(other))
    assert not same(form(other), form(one))


@pytest.mark.parametrize("text", ["", "um", "?!", "please", "word " * 40])
def test_what_says_nothing_or_too_much_has_no_form(text: str) -> None:
    assert read(text, NAMES) is None
