"""Requests made up from the interface: no error of ours, whoever sends them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from api_server import create_app
from services.api.middleware.versions import VERSION_PREFIX
from tests.app import settings_for, with_fakes
from tests.server import Served, serving

TOKEN = "owner-of-a-house-7Qw"
WHO = {"owner": {"authorization": f"Bearer {TOKEN}"}, "visitor": {}}
ENDLESS = "/api/dashboard/events"
EXAMPLES = 2
"""Of each call; `make prove ONLY=input` sends thousands."""
ENOUGH_S = 30

few = settings(
    max_examples=EXAMPLES,
    database=None,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("generated")
    app = create_app(settings_for(folder, admin_token=TOKEN))
    with_fakes(app.state.services)
    with serving(app) as served:
        yield served


def answered(operation: Any, address: str, headers: dict[str, str]) -> None:
    """Send a few requests of a call, and look at the answers."""

    @few
    @given(case=operation.as_strategy())
    def send(case: Any) -> None:
        reply = case.call(base_url=address, headers=headers, timeout=ENOUGH_S)
        assert reply.status_code < 500, (case.method, case.path, reply.text)

    send()


@pytest.mark.timeout(240)
@pytest.mark.parametrize("who", WHO)
def test_no_call_fails(served: Served, who: str) -> None:
    """Every call below /api/v1, and what speaks OpenAI's interface where it stands."""
    schema = schemathesis.openapi.from_url(f"{served.url}/openapi.json")
    called = 0
    for found in schema.get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]
        if operation.path == ENDLESS:
            continue
        prefix = "" if operation.path.startswith("/v1/") else VERSION_PREFIX
        answered(operation, served.url + prefix, WHO[who])
        called += 1
    assert called > 55
