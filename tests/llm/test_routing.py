"""Which model speaks is decided by rules that the owner writes."""

from __future__ import annotations

import pytest

from services.errors import ConfigurationError
from services.llm.routing import parse_routes
from services.models.answer import Answer


def test_a_larger_model_speaks_by_rule_only() -> None:
    routes = parse_routes("small", ["multi=large", " search = larger "])
    assert routes.model(Answer("x", "multi")) == "large"
    assert routes.model(Answer("x", "search")) == "larger"
    assert routes.model(Answer("x", "projects")) == "small"


@pytest.mark.parametrize("entry", ["multi", "=large", "multi="])
def test_a_route_that_cannot_be_read_stops_the_start(entry: str) -> None:
    with pytest.raises(ConfigurationError, match="LLM_ROUTES"):
        parse_routes("small", [entry])
