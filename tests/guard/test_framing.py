"""Who may frame the page, and what is remembered of those who may not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.guard.framing import (
    MOST_REFUSED,
    Framing,
    RefusedOrigin,
    RefusedOrigins,
    is_origin,
)

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


class Clock:
    now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def test_pages_of_listed_origins_may_frame_it_and_others_are_remembered() -> None:
    framing = Framing(lambda: ("https://me.example", "http://localhost:3000"))
    assert framing.asked("https://me.example", "a")
    assert framing.asked("http://localhost:3000", "a")
    for other in ("http://me.example", "https://me.example:444", "https://me.example."):
        assert not framing.asked(other, other)
    assert len(framing.refused.newest()) == 3


def test_a_list_that_changes_counts_at_once() -> None:
    listed: list[str] = []
    framing = Framing(lambda: tuple(listed))
    assert not framing.allows("https://me.example")
    listed.append("https://me.example")
    assert framing.allows("https://me.example")


def test_a_star_lets_every_page_of_the_web_and_nothing_else() -> None:
    framing = Framing(lambda: ("*", "chrome-extension://abc"))
    assert framing.parents() == ("*",)
    assert framing.allows("https://any.example")
    assert not framing.allows("null")
    assert not framing.allows("")


@pytest.mark.parametrize(
    "origin",
    [
        *("", "null", "*", "https://", "https://a b", "https://A.example", "file://"),
        *("https://a.example/", "https://a.example/x", "javascript:alert(1)"),
        *("https://user@a.example", "https://a.example:123456", "https://<b>"),
        "https://" + "a" * 300,
    ],
)
def test_only_what_the_owner_could_list_is_remembered(origin: str) -> None:
    refused = RefusedOrigins()
    refused.note(origin, "a")
    assert not is_origin(origin)
    assert refused.newest() == ()


def test_the_newest_stands_first_with_how_often_it_came() -> None:
    refused = RefusedOrigins(clock=Clock())
    for origin in ("https://a.example", "https://b.example", "https://a.example"):
        refused.note(origin, "a")
    first, second = refused.newest()
    assert first == RefusedOrigin(
        "https://a.example",
        2,
        NOON + timedelta(seconds=1),
        NOON + timedelta(seconds=3),
    )
    assert second.origin == "https://b.example"
    refused.forget("https://a.example")
    assert refused.newest() == (second,)


def test_neither_one_visitor_nor_all_of_them_fill_the_memory() -> None:
    refused = RefusedOrigins()
    for number in range(1000):
        refused.note(f"https://one{number}.example", "one visitor")
    assert len(refused.newest()) == 3
    for number in range(1000):
        refused.note(f"https://n{number}.example", f"visitor {number}")
    assert len(refused.newest()) == MOST_REFUSED
    assert refused.newest()[0].origin == "https://n999.example"
