"""Sessions in which nothing is said end nobody's conversation."""

from __future__ import annotations

import httpx

from services.guard.rate_limit import PER_MINUTE
from tests.wire.conftest import Serve


def test_many_empty_sessions_leave_conversations_alone(serve: Serve) -> None:
    served = serve(rate_limit_enabled=False, max_sessions=20)
    with httpx.Client(base_url=served.url, timeout=30) as http:
        session = http.post("/ask", json={"text": "hello"}).json()["session_id"]
        for _ in range(60):
            begun = http.post("/session/create").json()["session_id"]
        assert http.get(f"/session/{session}").status_code == 200
        assert http.get(f"/session/{begun}").status_code == 200


def test_in_a_house_full_of_conversations_a_new_one_may_begin(serve: Serve) -> None:
    """The newest without a turn are not the first to go."""
    served = serve(rate_limit_enabled=False, max_sessions=20)
    with httpx.Client(base_url=served.url, timeout=30) as http:
        for _ in range(20):
            http.post("/ask", json={"text": "hello"})
        begun = [http.post("/session/create").json()["session_id"] for _ in range(2)]
        codes = [http.get(f"/session/{one}").status_code for one in begun]
    assert codes == [200, 200]


def test_a_visitor_begins_few_sessions(serve: Serve) -> None:
    served = serve(trusted_proxies=("127.0.0.1",))
    with httpx.Client(base_url=served.url, timeout=30) as http:
        limit = PER_MINUTE["session"]
        codes = [http.post("/session/create").status_code for _ in range(limit + 1)]
        other = {"x-forwarded-for": "198.51.100.1"}
        assert http.post("/session/create", headers=other).status_code == 200
    assert codes == [200] * limit + [429]
