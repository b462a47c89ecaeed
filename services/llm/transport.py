"""One keep-alive HTTP client for a model server, with a cap on the size of replies."""

from __future__ import annotations

import httpx

from services.capped_replies import UNPACKED, CappedStream, encoding_of

MAX_REPLY_BYTES = 1_000_000
"""A reply of fifty words takes a thousandth of it, framing included."""
HEADERS_KEPT = ("content-type", "retry-after")
"""What else a server says of itself, cookies above all, is nothing to us."""


class CappedTransport(httpx.AsyncHTTPTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await super().handle_async_request(request)
        assert isinstance(response.stream, httpx.AsyncByteStream)  # noqa: S101
        encoding = await encoding_of(response)
        # A parameter of the type names a decoder, and not only one for text.
        kept = {
            name: response.headers[name].partition(";")[0]
            for name in HEADERS_KEPT
            if name in response.headers
        }
        return httpx.Response(
            response.status_code,
            headers=kept,
            stream=CappedStream(response.stream, encoding, MAX_REPLY_BYTES),
            extensions=response.extensions,
        )


def build_client(base_url: str = "", *, connect_s: float = 2.0) -> httpx.AsyncClient:
    """The caller's deadline rules; these limits only back it up."""
    limits = httpx.Limits(max_connections=32, max_keepalive_connections=8)
    return httpx.AsyncClient(
        base_url=base_url,
        headers=UNPACKED,
        transport=CappedTransport(limits=limits),
        timeout=httpx.Timeout(30.0, connect=connect_s),
        follow_redirects=False,
    )
