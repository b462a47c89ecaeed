"""The owner's log-in: signed, bounded in time, ended for good."""

from __future__ import annotations

import pytest

from services.guard.owner_sessions import LASTS_S, OwnerSessions


class Clock:
    def __init__(self) -> None:
        self.now_s = 1_000_000.0

    def __call__(self) -> float:
        return self.now_s


def test_a_cookie_is_read_back_also_after_a_restart() -> None:
    session = OwnerSessions("secret").open()
    cookie = OwnerSessions("secret").cookie(session)
    assert OwnerSessions("secret").read(cookie) == session


def test_another_token_ends_every_session() -> None:
    sessions = OwnerSessions("secret")
    cookie = sessions.cookie(sessions.open())
    assert OwnerSessions("changed").read(cookie) is None


def test_a_session_ends_after_its_time() -> None:
    clock = Clock()
    sessions = OwnerSessions("secret", clock=clock)
    cookie = sessions.cookie(sessions.open())
    clock.now_s += LASTS_S - 1
    assert sessions.read(cookie)
    clock.now_s += 1
    assert sessions.read(cookie) is None


def test_an_ended_session_stays_ended() -> None:
    sessions = OwnerSessions("secret")
    session = sessions.open()
    sessions.end(session)
    assert sessions.read(sessions.cookie(session)) is None


def test_ended_sessions_are_forgotten_once_they_would_be_over() -> None:
    clock = Clock()
    sessions = OwnerSessions("secret", clock=clock)
    sessions.end(sessions.open())
    clock.now_s += LASTS_S + 1
    sessions.end(sessions.open())
    assert len(sessions._log_outs) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda cookie: cookie[:-1] + ("0" if cookie[-1] != "0" else "1"),
        lambda cookie: "x" + cookie,
        lambda cookie: cookie.replace(".", ".9", 1),
        lambda cookie: cookie.rsplit(".", 1)[0],
        lambda cookie: "",
        lambda cookie: "..",
        lambda cookie: "é" * 300,
    ],
)
def test_a_changed_cookie_is_no_cookie(change: object) -> None:
    sessions = OwnerSessions("secret")
    cookie = sessions.cookie(sessions.open())
    assert callable(change)
    assert sessions.read(change(cookie)) is None


def test_writes_need_the_token_of_their_own_session() -> None:
    sessions = OwnerSessions("secret")
    one, two = sessions.open(), sessions.open()
    assert sessions.may_write(one, sessions.forgery_token(one))
    assert not sessions.may_write(one, sessions.forgery_token(two))
    assert not sessions.may_write(one, "")
    assert sessions.forgery_token(one) not in sessions.cookie(one)


def test_the_token_is_compared_whole() -> None:
    sessions = OwnerSessions("secret")
    assert sessions.is_token("secret")
    assert not any(sessions.is_token(text) for text in ("", "secre", "secrets", "é"))
