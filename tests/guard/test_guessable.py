"""Which session ids somebody else could come up with."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from uuid import UUID

import pytest

from services.guard.guessable import is_guessable

Maker = Callable[[random.Random], str]
BASE64 = string.ascii_letters + string.digits + "-_"
BASE36 = string.ascii_lowercase + string.digits
MADE = 3000


@pytest.mark.parametrize(
    "session_id",
    [
        "undefined",
        "anonymous",
        "null-null-null-null-null-null",
        "test-session",
        "00000000-0000-0000-0000-000000000000",
        "00000000-0000-4000-8000-000000000001",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "11111111-1111-4111-8111-111111111111",
        "12345678-1234-4234-8234-123456789012",
        "01234567-89ab-4cde-8f01-23456789abcd",
        "deadbeef-dead-4eef-8ead-deadbeefdead",
        "a1a2a3a4-b1b2-4c1c-8d1d-d1d2d3d4d5d6",
        "XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX",
        "c232ab00-9414-11ec-b3c8-9f6bdeced846",  # made of a time and a machine
        "session_1732900000000",
        "user-session-1732900000000",
        "session-1732900000000-x7f3a9c2b1",
        "2024-11-29T12-30-00-session",
        "this-is-my-test-session-id-2024",
        "ThisIsMyTestSessionForUser42",
        "my_portfolio_visitor_session_0001",
        "YOUR_SESSION_ID_GOES_HERE_12",
        "lorem-ipsum-dolor-sit-amet-22",
        "abcdefghijklmnopqrstuvwxyz0123456789",
        "qwertyuiopasdfghjklzxcvbnm1234567890",
        "1a2b3c4d5e6f7g8h9i0j1k2l3m",
        "A1B2C3D4E5F6A1B2C3D4E5F6",
        "AAAABBBBCCCCDDDDEEEEFFFF1111",
        "abababababababababababab12",
        "kq3vJ0X9b8mT2s5W",  # random, but short
    ],
)
def test_what_others_may_come_up_with_is_guessable(session_id: str) -> None:
    assert is_guessable(session_id)


@pytest.mark.parametrize(
    ("make", "most"),
    [
        (lambda chance: str(UUID(int=chance.getrandbits(128), version=4)), 0),
        (lambda chance: UUID(int=chance.getrandbits(128), version=4).hex, 0),
        (lambda chance: "session_" + some(chance, string.hexdigits[:16], 32), 10),
        (lambda chance: some(chance, BASE64, 22), 15),
        (lambda chance: some(chance, BASE64, 43), 2),
        (lambda chance: some(chance, BASE36, 25), 30),
    ],
    ids=["uuid", "uuid-bare", "prefixed", "base64", "base64-long", "base36"],
)
def test_random_ids_are_not_guessable(make: Maker, most: int) -> None:
    """Hardly ever, that is: `most` of 3,000."""
    chance = random.Random(20)
    assert sum(is_guessable(make(chance)) for _ in range(MADE)) <= most


def some(chance: random.Random, letters: str, count: int) -> str:
    return "".join(chance.choice(letters) for _ in range(count))
