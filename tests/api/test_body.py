from __future__ import annotations

import json

import pytest

from services.api.body import Json


@pytest.mark.parametrize(
    ("content", "sent"),
    [
        ({"said": "é", "shown": ("a", "b")}, '{"said":"é","shown":["a","b"]}'),
        ({"said": "half \ud83d a sign"}, '{"said":"half ? a sign"}'),
        ({"count": 2**70}, f'{{"count":{2**70}}}'),
    ],
)
def test_whatever_a_reply_holds_becomes_json(content: object, sent: str) -> None:
    assert Json(content).body == sent.encode()


def test_what_no_json_can_hold_is_a_fault() -> None:
    with pytest.raises(TypeError):
        Json({"said": object()})


def test_a_number_that_is_none_is_null() -> None:
    assert json.loads(bytes(Json({"share": float("nan")}).body)) == {"share": None}
