"""What belongs to a visitor or to the owner stays in no cache on the way."""

from __future__ import annotations

import httpx
import pytest

from tests.wire.conftest import TOKEN, Serve

OWNER = {"authorization": f"Bearer {TOKEN}"}
PATHS = [
    "/session/{id}",
    "/session/undefined",
    "/api/session/stats?session_id={id}",
    "/api/session/stats",
    "/api/usage",
    "/api/ai-interactions",
    "/api/dashboard/session",
    "/api/dashboard/overview",
    "/api/dashboard/gaps",
    "/api/dashboard/export",
    "/api/dashboard/guestbook",
    "/debug/models",
    "/debug/session/{id}",
    "/metrics",
]


@pytest.mark.parametrize("head", [OWNER, {}], ids=["owner", "stranger"])
def test_answers_of_one_person_are_not_stored(
    serve: Serve, head: dict[str, str]
) -> None:
    served = serve(admin_token=TOKEN, debug_mode=True, rate_limit_enabled=False)
    with httpx.Client(timeout=30, base_url=served.url, headers=head) as http:
        asked = http.post("/ask", json={"text": "hello"})
        made = http.post("/session/create")
        replies = [asked, made, http.post("/api/dashboard/login", json={"token": "x"})]
        for path in PATHS:
            replies.append(http.get(path.format(id=asked.json()["session_id"])))
        replies.append(http.delete(f"/session/{made.json()['session_id']}"))
        for reply in replies:
            assert reply.headers["cache-control"] == "no-store", reply.url


def test_files_of_pages_are_kept_and_asked_about(serve: Serve) -> None:
    served = serve()
    with httpx.Client(timeout=30, base_url=served.url) as http:
        for path in ("/app", "/web/js/app.js", "/docs/files/swagger-ui.css"):
            reply = http.get(path)
            assert (reply.status_code, reply.headers["cache-control"]) == (
                200,
                "no-cache",
            )
