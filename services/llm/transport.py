"""One keep-alive HTTP client for a model server, with a cap on the size of replies."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx

MAX_REPLY_BYTES = 1_000_000
"""A reply of fifty words takes a thousandth of it, framing included."""


class _Capped(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        seen = 0
        async for chunk in self._stream:
            seen += len(chunk)
            if seen > MAX_REPLY_BYTES:
                raise httpx.RemoteProtocolError("reply too large")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


class CappedTransport(httpx.AsyncHTTPTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await super().handle_async_request(request)
        assert isinstance(response.stream, httpx.AsyncByteStream)  # noqa: S101
        return httpx.Response(
            response.status_code,
            headers=response.headers,
            stream=_Capped(response.stream),
            extensions=response.extensions,
        )


def build_client(base_url: str = "", *, connect_s: float = 2.0) -> httpx.AsyncClient:
    """The caller's deadline rules; these limits only back it up."""
    limits = httpx.Limits(max_connections=32, max_keepalive_connections=8)
    return httpx.AsyncClient(
        base_url=base_url,
        transport=CappedTransport(limits=limits),
        timeout=httpx.Timeout(30.0, connect=connect_s),
        follow_redirects=False,
    )
