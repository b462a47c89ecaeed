"""What anybody may learn of the model server's address."""

from __future__ import annotations

import httpx
import pytest

from tests.model_server import Behaviour, ModelServer, failing
from tests.wire.conftest import Serve

PATH = "/gateway/acct-SECRETPATH/v1"


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        (failing(401), "HTTP 401 from 127.0.0.1"),
        (Behaviour(cut=0.0), "ReadError at 127.0.0.1"),
    ],
    ids=["refused", "cut"],
)
def test_health_and_log_name_its_host_at_most(
    serve: Serve,
    capfd: pytest.CaptureFixture[str],
    behaviour: Behaviour,
    why: str,
) -> None:
    with ModelServer(otherwise=behaviour) as model:
        served = serve(llm_base_url=model.url + PATH, log_level="WARNING")
        with httpx.Client(timeout=30, base_url=served.url) as http:
            http.post("/ask", json={"text": "which projects use python"})
            health = http.get("/health")
    told = health.text + capfd.readouterr().err
    assert health.json()["components"]["llm"]["last_error"] == why
    assert "provider_failed" in told
    assert "SECRETPATH" not in told
    assert f":{model.port}" not in told
