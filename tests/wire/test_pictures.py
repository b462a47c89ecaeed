"""Pictures for the guestbook that are more work than they look."""

from __future__ import annotations

import httpx

from tests.storage.pictures import picture, url, with_scans
from tests.wire.conftest import Serve


def sign(http: httpx.Client, image: str, name: str = "Ada") -> int:
    body = {"name": name, "emoji": "", "image": image}
    return http.post("/api/guestbook", json=body).status_code


def test_a_picture_of_too_many_scans_is_refused(serve: Serve) -> None:
    served = serve(rate_limit_enabled=False)
    with httpx.Client(timeout=30, base_url=served.url) as http:
        assert sign(http, url(with_scans(0), "jpeg")) == 200
        assert sign(http, url(with_scans(500), "jpeg")) == 422


def test_a_picture_that_was_worked_on_is_part_of_the_share(serve: Serve) -> None:
    served = serve(guestbook_daily_signatures=2)
    with httpx.Client(timeout=30, base_url=served.url) as http:
        same = [sign(http, url(picture())) for _ in range(3)]
    assert same == [200, 200, 429]


def test_a_picture_that_is_refused_is_part_of_the_share(serve: Serve) -> None:
    served = serve(guestbook_daily_signatures=2)
    with httpx.Client(timeout=30, base_url=served.url) as http:
        bad = [sign(http, url(b"\xff\xd8\xff" + bytes(20), "jpeg")) for _ in range(3)]
    assert bad == [422, 422, 429]


def test_a_repeat_without_a_picture_costs_nothing(serve: Serve) -> None:
    served = serve(guestbook_daily_signatures=2)
    with httpx.Client(timeout=30, base_url=served.url) as http:
        assert [sign(http, "") for _ in range(4)] == [200] * 4
        assert sign(http, "", "Bea") == 200
        assert sign(http, "", "Cay") == 429
