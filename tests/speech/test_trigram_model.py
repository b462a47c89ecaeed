from __future__ import annotations

import pytest

from services.speech.trigram_model import END, START, TrigramModel

SENTENCES = {"where did she study": 3.0, "where did she work": 1.0, "hello": 2.0}


@pytest.fixture
def model() -> TrigramModel:
    return TrigramModel(SENTENCES)


def chance(model: TrigramModel, history: tuple[str, ...], word: str) -> float:
    """As a decoder reads it: the longest gram there is, else backed off."""
    gram = (*history, word)
    known = model.probability[len(history)].get(gram)
    if known is not None or not history:
        return known or 0.0
    seen = history in model.followers[len(history) - 1]
    factor = model.backoff(history) if seen else 1.0
    return factor * chance(model, history[1:], word)


@pytest.mark.parametrize("history", [(), ("she",), ("did", "she"), (START, "where")])
def test_chances_after_any_history_add_up_to_one(
    model: TrigramModel, history: tuple[str, ...]
) -> None:
    total = sum(chance(model, history, word) for word in model.words if word != START)
    assert total == pytest.approx(1.0)


def test_what_was_seen_more_often_is_likelier(model: TrigramModel) -> None:
    assert chance(model, ("did", "she"), "study") > chance(
        model, ("did", "she"), "work"
    )


def test_what_was_never_seen_is_not_impossible(model: TrigramModel) -> None:
    assert 0 < chance(model, ("did", "she"), "hello") < 0.1


def test_smoothing_is_witten_bell(model: TrigramModel) -> None:
    """After "she": 4 times seen, 2 kinds, so trust is 4 in 6."""
    study = chance(model, (), "study")
    assert chance(model, ("she",), "study") == pytest.approx(
        4 / 6 * 3 / 4 + 2 / 6 * study
    )


def test_it_is_written_in_the_arpa_format(model: TrigramModel) -> None:
    text = model.arpa()
    assert text.startswith("\\data\\\nngram 1=8\n")
    assert text.rstrip().endswith("\\end\\")
    lines = text.splitlines()
    start = next(line for line in lines if line.split("\t")[1:2] == [START])
    assert start.startswith("-99")
    assert any(line.split("\t")[1:] == [f"she study {END}"] for line in lines)
