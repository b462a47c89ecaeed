"""One keep-alive HTTP client for a model server, with a cap on the size of replies."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

import httpx

MAX_REPLY_BYTES = 1_000_000
"""A reply of fifty words takes a thousandth of it, framing included."""
ZLIB_FORMATS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS}
HEADERS_KEPT = ("content-type", "retry-after")
"""What else a server says of itself, cookies above all, is nothing to us."""


class _Capped(httpx.AsyncByteStream):
    """The bytes of a reply as they are once unpacked, up to MAX_REPLY_BYTES.

    Nothing compressed is asked for. A server that compresses all the same is unpacked
    piece by piece, because a kilobyte can hold a gigabyte.
    """

    def __init__(self, stream: httpx.AsyncByteStream, encoding: str) -> None:
        self._stream = stream
        self._unpacker = None
        if encoding not in ("", "identity"):
            self._unpacker = zlib.decompressobj(ZLIB_FORMATS[encoding])

    async def __aiter__(self) -> AsyncIterator[bytes]:
        left = MAX_REPLY_BYTES
        async for chunk in self._stream:
            plain = self._unpacked(chunk, left + 1)
            left -= len(plain)
            if left < 0:
                raise httpx.RemoteProtocolError("reply too large")
            yield plain

    def _unpacked(self, chunk: bytes, most: int) -> bytes:
        if self._unpacker is None:
            return chunk
        try:
            return self._unpacker.decompress(chunk, most)
        except zlib.error as error:
            raise httpx.RemoteProtocolError("not gzip") from error

    async def aclose(self) -> None:
        await self._stream.aclose()


class CappedTransport(httpx.AsyncHTTPTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await super().handle_async_request(request)
        assert isinstance(response.stream, httpx.AsyncByteStream)  # noqa: S101
        encoding = response.headers.get("content-encoding", "").strip().lower()
        if encoding not in ("", "identity", *ZLIB_FORMATS):
            await response.aclose()
            raise httpx.RemoteProtocolError("packed as nobody asked for")
        # A parameter of the type names a decoder, and not only one for text.
        kept = {
            name: response.headers[name].partition(";")[0]
            for name in HEADERS_KEPT
            if name in response.headers
        }
        return httpx.Response(
            response.status_code,
            headers=kept,
            stream=_Capped(response.stream, encoding),
            extensions=response.extensions,
        )


def build_client(base_url: str = "", *, connect_s: float = 2.0) -> httpx.AsyncClient:
    """The caller's deadline rules; these limits only back it up."""
    limits = httpx.Limits(max_connections=32, max_keepalive_connections=8)
    return httpx.AsyncClient(
        base_url=base_url,
        headers={"accept-encoding": "identity"},
        transport=CappedTransport(limits=limits),
        timeout=httpx.Timeout(30.0, connect=connect_s),
        follow_redirects=False,
    )
