"""One body for every error, and not a word too many in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import structlog
from fastapi import APIRouter

from services import errors
from services.errors import ServiceError
from tests.app import ORIGIN, Visit, settings_for, visiting

MARK = "k3y-in-the-input"


def is_error(body: dict[str, Any], code: str) -> bool:
    return (
        body["status"] == "error"
        and body["error_code"] == code
        and body["debug_info"]["error_code"] == code
        and isinstance(body["debug_info"]["component"], str)
        and isinstance(body["message"], str)
        and bool(body["message"])
        and isinstance(body["request_id"], str)
    )


def every_error() -> list[type[ServiceError]]:
    found = [errors.ServiceError]
    for parent in found:
        found.extend(parent.__subclasses__())
    return [kind for kind in found if kind.__module__ == errors.__name__]


@pytest.mark.parametrize("kind", every_error(), ids=lambda kind: kind.__name__)
async def test_every_error_leaves_with_its_status_and_the_one_body(
    visit: Visit, kind: type[ServiceError]
) -> None:
    visit.ears.recognizer.fails = kind()
    reply = await visit.say("/transcribe")
    assert reply.status_code == kind.status
    assert is_error(reply.json(), kind.error_code)


async def test_the_request_id_is_in_the_body_and_the_header(visit: Visit) -> None:
    reply = await visit.http.get("/nowhere")
    assert reply.json()["request_id"] == reply.headers["x-request-id"]


async def test_an_unknown_address_is_not_found(visit: Visit) -> None:
    reply = await visit.http.get("/nowhere")
    assert reply.status_code == 404
    assert is_error(reply.json(), "NOT_FOUND")


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("/ask", "POST"),
        ("/api/guestbook", "HEAD, GET, POST"),
        ("/session/some-session", "HEAD, GET, DELETE"),
        ("/api/guestbook/some-id", "PATCH, DELETE"),
        ("/web/js/app.js", "GET, HEAD"),
    ],
)
async def test_a_wrong_method_says_which_are_right(
    visit: Visit, path: str, right: str
) -> None:
    reply = await visit.http.put(path)
    assert reply.status_code == 405
    assert is_error(reply.json(), "METHOD_NOT_ALLOWED")
    assert reply.headers["allow"] == right


async def test_a_slash_at_the_end_makes_no_difference(visit: Visit) -> None:
    reply = await visit.http.post("/ask/", json={"text": "hello"})
    assert reply.status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"\xff\xfe",
        b'{"text": NaN}',
        b'{"text": "\\ud800"}',
        b'{"text": ' + b"9" * 5000 + b"}",
        b'{"text": ' + b"[" * 30_000 + b"}",
    ],
    ids=range(10),
)
async def test_a_body_that_is_no_question_is_invalid_input(
    visit: Visit, body: bytes
) -> None:
    json = {"content-type": "application/json"}
    reply = await visit.http.post("/ask", content=body, headers=json)
    assert reply.status_code == 422
    assert is_error(reply.json(), "INVALID_INPUT")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/ask", {"text": [MARK]}),
        ("/ask", {"text": {MARK: MARK}}),
        ("/session/create", {"session_id": f"{MARK} !"}),
        ("/session/create", {"metadata": {MARK: [MARK]}}),
        ("/tts", {"text": "x", "rate": MARK}),
    ],
)
async def test_a_refusal_names_the_field_and_never_what_was_sent(
    visit: Visit, path: str, body: dict[str, Any]
) -> None:
    reply = await visit.http.post(path, json=body)
    assert reply.status_code == 422
    assert any(name in reply.json()["message"] for name in (*body, "rate"))
    assert MARK not in reply.text


async def test_a_multipart_body_without_its_boundary_is_invalid(visit: Visit) -> None:
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        head = {"content-type": kind}
        reply = await visit.http.post("/process", content=b"--y\r\n", headers=head)
        assert reply.status_code == 422
        assert is_error(reply.json(), "INVALID_INPUT")


async def test_a_fault_of_ours_is_logged_and_not_told(tmp_path: Path) -> None:
    async with visiting(settings_for(tmp_path)) as visit:
        router = APIRouter()

        @router.get("/fault")
        async def fault() -> None:
            raise RuntimeError(MARK)

        visit.app.include_router(router)
        with structlog.testing.capture_logs() as logs:
            reply = await visit.http.get("/fault", headers={"origin": ORIGIN})
    assert reply.status_code == 500
    assert is_error(reply.json(), "INTERNAL")
    assert MARK not in reply.text
    assert "Traceback" not in reply.text
    assert reply.headers["access-control-allow-origin"] == ORIGIN
    (logged,) = [log for log in logs if log["log_level"] == "error"]
    assert logged["event"] == "request_failed"
    assert logged["exc_info"]
