"""Keys of programs: found, bound to origins, and counted."""

from __future__ import annotations

from services.guard.api_keys import ApiKey, ApiKeys
from services.guard.daily_share import DAY_S

SITE, OTHER = "jK83hfH72hfbvkQPzz12", "OIYU786hjgKJHkjh87HJ"


def test_a_key_is_found_by_all_of_it() -> None:
    keys = ApiKeys({"site": SITE, "other": OTHER})
    assert keys.find(OTHER) == ApiKey("other")
    for wrong in ("", SITE[:-1], f"{SITE}x", "é", "\udc80"):
        assert keys.find(wrong) is None
    assert not ApiKeys({})


def test_a_key_of_pages_serves_those_pages_and_programs() -> None:
    keys = ApiKeys({"site": SITE}, origins={"site": ("https://a.example",)})
    site = keys.find(SITE)
    assert site is not None
    assert site.allows(None)
    assert site.allows("https://a.example")
    assert not site.allows("https://b.example")
    assert ApiKey("program").allows("https://b.example")


def test_a_quota_is_of_a_day_and_of_one_key() -> None:
    now = [0.0]
    keys = ApiKeys(
        {"site": SITE, "other": OTHER}, quotas={"site": 2}, clock=lambda: now[0]
    )
    site, other = ApiKey("site"), ApiKey("other")
    assert [keys.take(site) for _ in range(3)] == [0, 0, DAY_S]
    assert keys.take(other) == 0
    now[0] = DAY_S
    assert keys.take(site) == 0
