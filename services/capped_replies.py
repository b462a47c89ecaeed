"""Replies of other servers with a bound on what is taken in of them."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

import httpx

ZLIB_FORMATS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS}
PLAIN = ("", "identity")
UNPACKED = {"accept-encoding": "identity"}
"""Asks for nothing compressed."""


class CappedStream(httpx.AsyncByteStream):
    """The bytes of a reply as they are once unpacked, up to `most_bytes`.

    A server that compresses though nobody asked is unpacked piece by piece, because a
    kilobyte can hold a gigabyte. What arrives is counted too: it may unpack to nothing.
    """

    def __init__(
        self, stream: httpx.AsyncByteStream, encoding: str, most_bytes: int
    ) -> None:
        self._stream = stream
        self._most_bytes = most_bytes
        self._unpacker = None
        if encoding not in PLAIN:
            self._unpacker = zlib.decompressobj(ZLIB_FORMATS[encoding])

    async def __aiter__(self) -> AsyncIterator[bytes]:
        arrived = taken = 0
        async for chunk in self._stream:
            arrived += len(chunk)
            plain = self._unpacked(chunk, self._most_bytes - taken + 1)
            taken += len(plain)
            if max(arrived, taken) > self._most_bytes:
                raise httpx.RemoteProtocolError("reply too large")
            yield plain

    def _unpacked(self, chunk: bytes, most: int) -> bytes:
        """The chunk unpacked; nothing may follow the end of what is packed."""
        if self._unpacker is None:
            return chunk
        over = self._unpacker.eof and bool(chunk)
        try:
            plain = b"" if over else self._unpacker.decompress(chunk, most)
        except zlib.error as error:
            raise httpx.RemoteProtocolError("not gzip") from error
        if over or self._unpacker.unused_data:
            raise httpx.RemoteProtocolError("more than one packed reply")
        return plain

    async def aclose(self) -> None:
        await self._stream.aclose()


async def encoding_of(response: httpx.Response) -> str:
    """How a reply is packed; raise RemoteProtocolError for what nobody asked for."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in (*PLAIN, *ZLIB_FORMATS):
        await response.aclose()
        raise httpx.RemoteProtocolError("packed as nobody asked for")
    return str(encoding)


async def cap(response: httpx.Response, most_bytes: int) -> None:
    """Bound a reply whose body was not read yet; for a client's response hook."""
    encoding = await encoding_of(response)
    assert isinstance(response.stream, httpx.AsyncByteStream)  # noqa: S101
    response.stream = CappedStream(response.stream, encoding, most_bytes)
    response.headers.pop("content-encoding", None)
