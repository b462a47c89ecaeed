"""Rows of a hosted guestbook that others than the service have written."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest

from tests.api.routes.test_guestbook_pictures import all_hosted, page, visitor
from tests.gateway import SECRET_KEY, Gateway, says
from tests.storage.pictures import picture, url

GIANT_WEBP = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\xfe\xff\xff\x0f" + bytes(9)


def hosted(**columns: object) -> dict[str, object]:
    """A row as the hosted database sends it; `columns` are what is wrong with it."""
    row: dict[str, object] = {"id": str(uuid4()), "name": "Eve", "emoji": ""}
    row |= {"created_at": "2026-01-01T10:00:00+00:00", "hidden": False}
    image = str(columns.get("image", ""))
    return row | {"image": image, "image_bytes": len(image)} | columns


WRONG_ROWS: list[dict[str, object]] = [
    {"id": 7},
    {"id": "x"},
    {"name": None},
    {"name": {"a": 1}},
    {"name": "x" * 100_000},
    {"emoji": 5},
    {"emoji": "x" * 17},
    {"created_at": 5},
    {"created_at": "infinity"},
    {"hidden": "false"},
    {"image_bytes": None},
    {"image_bytes": 9**40},
    {"image_bytes": "9"},
    {"image": "javascript:alert(1)"},
    {"image": url(GIANT_WEBP, "webp")},
    {"image": url(picture("JPEG", (4097, 1)), "jpeg")},
    {"image": url(picture()[:20])},
]


async def test_hosted_rows_of_the_wrong_type_are_skipped_and_told_of(
    tmp_path: Path, gateway: Gateway, capfd: pytest.CaptureFixture[str]
) -> None:
    keys = {"supabase_url": gateway.url, "supabase_service_key": SECRET_KEY}
    good = [hosted(name="Ada"), hosted(name="Bea", image=url(picture()))]
    rows = [good[0], *(hosted(**wrong) for wrong in WRONG_ROWS), good[1]]
    async with visitor(tmp_path, **keys) as http:
        await all_hosted(http)
        gateway.fault = says(200, json.dumps(rows).encode())
        shown = await page(http)
    assert [(one["name"], one["image"]) for one in shown] == [
        ("Ada", ""),
        ("Bea", url(picture())),
    ]
    told = [x for x in capfd.readouterr().err.splitlines() if "row_unreadable" in x]
    wrong = {f"{column} is not valid" for row in WRONG_ROWS for column in row}
    assert all(any(why in line for line in told) for why in wrong)
    assert "alert" not in "".join(told)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (json.dumps([hosted(image=url(GIANT_WEBP, "webp"))]).encode(), 404),
        (json.dumps([hosted(name=None)]).encode(), 404),
        (b"[1]", 503),
        (b"[" * 90_000 + b"]" * 90_000, 503),
    ],
)
async def test_a_hosted_picture_that_cannot_be_read_is_no_fault_of_ours(
    tmp_path: Path, gateway: Gateway, body: bytes, status: int
) -> None:
    keys = {"supabase_url": gateway.url, "supabase_service_key": SECRET_KEY}
    async with visitor(tmp_path, **keys) as http:
        await all_hosted(http)
        gateway.fault = says(200, body)
        answer = await http.get(f"/api/guestbook/{uuid4()}/picture")
    assert answer.status_code == status
