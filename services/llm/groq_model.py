"""Groq, through its own package, which is loaded in a thread by `prepare`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx

from services.errors import LLMServiceError
from services.llm.failures import Transient, Unusable, failure_of, host_of
from services.llm.transport import build_client
from services.llm.wire import StreamedReply, parse_completion, payload
from services.models.health import PartHealth
from services.models.language import Completion, CompletionRequest

if TYPE_CHECKING:
    from groq import AsyncGroq

NAME = "groq"
OWN_ADDRESS = "https://api.groq.com"
PATH = "/openai/v1/chat/completions"


class GroqModel:
    """`base_url` is what stands before the package's own `/openai/v1`."""

    name = NAME

    def __init__(self, *, api_key: str, base_url: str | None = None) -> None:
        self._api_key = api_key
        self._base_url = base_url
        self._client: AsyncGroq | None = None
        self._building = asyncio.Lock()

    async def prepare(self) -> None:
        await self._ready()

    async def _ready(self) -> AsyncGroq:
        async with self._building:
            if self._client is None:
                # Importing the package takes a third of a second.
                self._client = await asyncio.to_thread(self._build)
        return self._client

    def _build(self) -> AsyncGroq:
        from groq import AsyncGroq

        client = AsyncGroq(
            api_key=self._api_key,
            base_url=self._base_url,
            max_retries=0,
            http_client=build_client(),
        )
        _ = client.chat.completions
        return client

    async def complete(self, request: CompletionRequest) -> Completion:
        client = await self._ready()
        try:
            reply = await client.chat.completions.create(
                **_payload(request, stream=False)
            )
        except foreign_errors() as error:
            raise self._translated(error) from error
        return parse_completion(_plain(reply), request)

    async def stream(
        self, request: CompletionRequest
    ) -> AsyncIterator[str | Completion]:
        client = await self._ready()
        reply = StreamedReply(request)
        async with aclosing(self._chunks(client, request)) as chunks:
            async for chunk in chunks:
                if text := reply.add(chunk):
                    yield text
        yield reply.completion()

    async def _chunks(
        self, client: AsyncGroq, request: CompletionRequest
    ) -> AsyncGenerator[object]:
        body = _payload(request, stream=True)
        # Groq reports usage unasked, and the package has no word for asking.
        body.pop("stream_options")
        try:
            stream = await client.chat.completions.create(**body)
            async with stream:
                async for chunk in stream:
                    yield _plain(chunk)
        except foreign_errors() as error:
            raise self._translated(error) from error

    def _translated(self, error: Exception) -> LLMServiceError:
        from groq import APIConnectionError, APIStatusError

        address = f"{self._base_url or OWN_ADDRESS}{PATH}"
        if isinstance(error, APIStatusError):
            after = error.response.headers.get("retry-after")
            return failure_of(error.status_code, after, address)
        if isinstance(error, APIConnectionError | httpx.HTTPError):
            return Transient(f"{type(error).__name__} at {host_of(address)}")
        return Unusable(f"no completion from {host_of(address)}")

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name)

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()


def foreign_errors() -> tuple[type[Exception], ...]:
    """What the package, its HTTP client and its lenient parser raise."""
    from groq import GroqError

    return (
        *(GroqError, httpx.HTTPError, ValueError, TypeError, AttributeError),
        # JSON that is too deep to be read, and numbers too long.
        *(RecursionError, ArithmeticError, LookupError),
    )


def _payload(request: CompletionRequest, *, stream: bool) -> dict[str, Any]:
    """The request without a schema, which most of Groq's models refuse."""
    return payload(replace(request, schema=None), stream=stream)


def _plain(reply: Any) -> object:
    """A reply as JSON would have it; text where the server sent no JSON."""
    return reply.to_dict() if hasattr(reply, "to_dict") else reply
