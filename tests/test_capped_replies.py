from __future__ import annotations

import gzip
from collections.abc import AsyncIterator, Iterable

import httpx
import pytest

from services.capped_replies import CappedStream

CAP = 1000


class Sent(httpx.AsyncByteStream):
    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self.taken = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self._chunks:
            self.taken += len(chunk)
            yield chunk


async def read(chunks: Iterable[bytes], encoding: str = "gzip") -> bytes:
    stream = CappedStream(Sent(chunks), encoding, CAP)
    return b"".join([piece async for piece in stream])


@pytest.mark.parametrize("size", [1, 7, 10_000])
async def test_a_reply_is_unpacked_in_whatever_pieces_it_comes(size: int) -> None:
    packed = gzip.compress(bytes(range(200)) * 5)
    pieces = [packed[at : at + size] for at in range(0, len(packed), size)]
    assert await read(pieces) == bytes(range(200)) * 5
    assert await read([b"a" * CAP], "") == b"a" * CAP


EMPTY_MEMBERS = [gzip.compress(b"")] * 200
TRAILING = [gzip.compress(b"{"), *[b"x" * 100] * 200]


@pytest.mark.parametrize(
    ("chunks", "encoding"),
    [
        ([b"a" * (CAP + 1)], ""),
        ([b"a"] * (CAP + 1), "identity"),
        ([gzip.compress(bytes(CAP + 1))], "gzip"),
        ([gzip.compress(b"{") + b"x" * 100], "gzip"),
        ([gzip.compress(b"{") + gzip.compress(b"}")], "gzip"),
        (TRAILING, "gzip"),
        (EMPTY_MEMBERS, "x-gzip"),
        ([b"no gzip at all"], "gzip"),
    ],
)
async def test_what_is_more_than_the_cap_or_follows_the_end_is_refused(
    chunks: list[bytes], encoding: str
) -> None:
    sent = Sent(chunks)
    with pytest.raises(httpx.RemoteProtocolError):
        async for _ in CappedStream(sent, encoding, CAP):
            pass
    assert sent.taken <= max(CAP + 1, len(chunks[0]))
