"""Who may come in at the doors for programs, and as whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app import Visit, settings_for, visiting

SITE, OTHER = "jK83hfH72hfbvkQPzz12", "OIYU786hjgKJHkjh87HJ"
OWNER = "owner-of-a-house-7Qw"
KEYS = {"api_keys": f"site:{SITE},other:{OTHER}", "admin_token": OWNER}
MODELS = "/v1/models"


def bearer(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


async def status(visit: Visit, path: str = MODELS, **headers: str) -> int:
    return (await visit.http.get(path, headers=headers)).status_code


@pytest.mark.parametrize(
    "headers",
    [bearer(SITE), bearer(OTHER), {"x-api-key": SITE}, bearer(OWNER)],
    ids=["bearer", "another", "own header", "owner"],
)
async def test_a_key_opens_the_doors(tmp_path: Path, headers: dict[str, str]) -> None:
    async with visiting(settings_for(tmp_path, **KEYS)) as visit:
        assert await status(visit, **headers) == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        bearer("wrong"),
        {"x-api-key": f"{SITE}x"},
        {"authorization": f"Basic {SITE}"},
    ],
)
async def test_without_one_they_are_closed_in_openais_words(
    tmp_path: Path, headers: dict[str, str]
) -> None:
    async with visiting(settings_for(tmp_path, **KEYS)) as visit:
        reply = await visit.http.get(MODELS, headers=headers)
        assert reply.status_code == 401
        assert reply.headers["www-authenticate"] == "Bearer"
        body = reply.json()
        assert body["error_code"] == "UNAUTHORIZED"
        assert body["error"] == {
            "message": body["message"],
            "type": "authentication_error",
            "param": None,
            "code": "unauthorized",
        }
        assert await status(visit, "/content/types") == 200


async def test_guesses_are_few_and_do_not_lock_the_owner_out(tmp_path: Path) -> None:
    async with visiting(settings_for(tmp_path, **KEYS)) as visit:
        tries = [await status(visit, **bearer(f"guess {n}")) for n in range(7)]
        assert tries == [401] * 5 + [429] * 2
        assert await status(visit, **bearer(OWNER)) == 429
        assert await status(visit, **bearer(SITE)) == 200
        assert await status(visit, "/api/usage", **bearer(OWNER)) == 200


async def test_with_no_keys_set_any_bearer_is_passed_over(tmp_path: Path) -> None:
    async with visiting(settings_for(tmp_path, admin_token=OWNER)) as visit:
        tries = {await status(visit, **bearer(f"sk-{n}")) for n in range(9)}
        assert tries == {200}
        assert await status(visit, "/api/usage", **bearer(OWNER)) == 200


async def test_a_key_is_for_the_pages_of_its_origins(tmp_path: Path) -> None:
    pages = {"api_key_origins": "site=https://a.example"}
    async with visiting(settings_for(tmp_path, **KEYS, **pages)) as visit:
        for origin, expected in (
            ("https://a.example", 200),
            ("https://b.example", 403),
        ):
            headers = {"origin": origin, "x-api-key": SITE}
            assert await status(visit, **headers) == expected
        asked = await visit.http.options(
            "/v1/audio/speech",
            headers={
                "origin": "https://a.example",
                "access-control-request-method": "POST",
                "access-control-request-headers": "authorization,x-stainless-os",
            },
        )
        assert asked.status_code == 200
        assert asked.headers["access-control-allow-origin"] == "https://a.example"


async def test_a_key_has_so_many_requests_a_day(tmp_path: Path) -> None:
    quota = {"api_key_quotas": "site=2"}
    async with visiting(settings_for(tmp_path, **KEYS, **quota)) as visit:
        assert [await status(visit, **bearer(SITE)) for _ in range(3)] == [
            200,
            200,
            429,
        ]
        assert await status(visit, **bearer(OTHER)) == 200


async def test_a_key_is_a_visitor_of_its_own(tmp_path: Path) -> None:
    limits = {"rate_limit_enabled": True}
    async with visiting(settings_for(tmp_path, **KEYS, **limits)) as visit:
        for key, left in ((SITE, 119), (SITE, 118), (OTHER, 119)):
            reply = await visit.http.get(MODELS, headers=bearer(key))
            assert int(reply.headers["ratelimit-remaining"]) == left
