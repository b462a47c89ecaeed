from __future__ import annotations

import pytest

from services.resume.answers.rulebook import RULES
from tests.resume.answers.people import rule_of

EXAMPLES = [
    (rule.name, (example,) if isinstance(example, str) else example)
    for rule in RULES
    for example in rule.examples
]


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_shows_how_it_is_asked_for(rule: object) -> None:
    assert 2 <= len(getattr(rule, "examples", ())) <= 4


@pytest.mark.parametrize(("name", "questions"), EXAMPLES, ids=str)
def test_an_example_is_won_by_its_own_rule(
    name: str, questions: tuple[str, ...]
) -> None:
    assert rule_of(*questions) == name
