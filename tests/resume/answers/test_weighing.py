from __future__ import annotations

from services.resume.answers.weighing import Weights, weights


def test_more_of_what_counts_makes_a_fact_likelier() -> None:
    model = Weights(bias=-1.0, slopes=(2.0,), yes=0.5, near=0.3)
    assert model.probability([0.0]) < model.yes < model.probability([1.0])


def test_the_fitted_weights_ask_more_of_a_yes_than_of_a_near() -> None:
    assert 0 < weights().near <= weights().yes < 1
