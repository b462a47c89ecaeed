"""What a server's refusal means, and how long it asks to wait."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from services.errors import LLMTimeout
from services.llm.failures import (
    MAX_REST_S,
    Refused,
    Transient,
    failure_of,
    parse_retry_after,
    reason_of,
)

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_what_may_pass_is_transient(status: int) -> None:
    assert isinstance(failure_of(status, None), Transient)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422, 302])
def test_what_will_not_pass_is_refused(status: int) -> None:
    assert isinstance(failure_of(status, "5"), Refused)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("0.5", 0.5),
        ("Sun, 01 Mar 2026 12:00:30 GMT", 30.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-3", None),
        ("Sun, 01 Mar 2026 12:00:30 -0000", 30.0),
        ("Sun Mar  1 12:00:30 2026", 30.0),
        ("Sun, 01 Mar 2026 12:00:30", 30.0),
        ("Sun, 01 Mar 2126 12:00:30 GMT", MAX_REST_S),
        ("31536000", MAX_REST_S),
        ("9" * 400, None),
        ("1e999", None),
        ("inf", None),
        ("nan", None),
        ("Fri, 31 Dec 9999 23:59:59 -2359", MAX_REST_S),
        ("Mon, 01 Jan 0001 00:00:00 +2359", 0.0),
        ("7, 8", None),
        ("\u0663", None),
        (",,,", None),
        ("", None),
        (None, None),
    ],
)
def test_both_forms_of_the_header_are_read(
    header: str | None, seconds: float | None
) -> None:
    assert parse_retry_after(header, NOW) == seconds


def test_a_timeout_is_told_from_a_failure() -> None:
    assert reason_of(LLMTimeout()) == "timeout"
    assert reason_of(Transient()) == "failed"


def test_a_failure_names_the_host_and_nothing_else_of_its_address() -> None:
    told = failure_of(404, None, "https://me:pass@host:8443/v1/chat?key=k").message
    assert told == "HTTP 404 from host"
