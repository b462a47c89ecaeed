"""A model behind an address: Groq, OpenAI, Anthropic, Ollama, vLLM, llama.cpp."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import asdict
from typing import Any, Protocol

import httpx
import structlog

from services.llm import wire
from services.llm.dialect import Dialect
from services.llm.events import events
from services.llm.failures import Refused, failure_of, unreached
from services.llm.paid_model import Reply, last
from services.llm.transport import build_client
from services.models.health import PartHealth
from services.models.language import Completion, CompletionRequest

ABOUT_THE_REQUEST = (400, 422, 500)
"""Statuses whose text may name a field that the server does not take; the last is
llama.cpp's for a template without a system role."""
FINISHING_S = 0.3
"""For what comes after the last words: the count of tokens, and the end itself."""

_log = structlog.get_logger(__name__)


class Speaking(Protocol):
    """A protocol of model servers: the modules `wire` and `messages`."""

    PATH: str

    def headers(self, api_key: str | None) -> dict[str, str]: ...

    def payload(self, request: CompletionRequest, *, stream: bool) -> dict[str, Any]:
        """The body of a request, as JSON has it."""

    def reply_to(self, request: CompletionRequest) -> wire.StreamedReply: ...


class HostedModel:
    """`base_url` ends where other tools end it; the protocol adds its own path."""

    def __init__(
        self,
        *,
        base_url: str,
        api_key: str | None = None,
        name: str = "openai-compatible",
        speaking: Speaking = wire,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        """Take `extra` into every request, beside the usual, until it is refused."""
        self.name = name
        self._url = base_url.rstrip("/") + speaking.PATH
        self._headers = speaking.headers(api_key)
        self._speaking = speaking
        self._extra = extra or {}
        self._client: httpx.AsyncClient | None = None
        self._dialect = Dialect()

    async def prepare(self) -> None:
        """Nothing to load: the client is made in a moment."""

    @asynccontextmanager
    async def _post(
        self, request: CompletionRequest, *, stream: bool
    ) -> AsyncIterator[httpx.Response]:
        if self._client is None:
            self._client = build_client()
        body = {**self._speaking.payload(request, stream=stream), **self._extra}
        try:
            dialect: Dialect | None = self._dialect
            while dialect is not None:
                async with self._client.stream(
                    "POST",
                    self._url,
                    json=dialect.applied(body),
                    headers=self._headers,
                ) as response:
                    if response.is_success:
                        self._learn(dialect)
                        yield response
                        return
                    after = response.headers.get("retry-after")
                    failure = failure_of(response.status_code, after, self._url)
                    dialect = await _next_dialect(dialect, response)
            raise failure
        except httpx.HTTPError as error:
            raise unreached(error, self._url) from error
        except httpx.InvalidURL as error:
            raise Refused("the address is none", reason="bad_address") from error

    def _learn(self, dialect: Dialect) -> None:
        """What a server took once, it is asked with from then on."""
        if dialect != self._dialect:
            _log.info("llm_dialect", engine=self.name, **asdict(dialect))
        self._dialect = dialect

    async def complete(self, request: CompletionRequest) -> Completion:
        return await last(self._read(request, stream=False))

    def stream(self, request: CompletionRequest) -> AsyncIterator[Reply]:
        return self._read(request, stream=True)

    async def _read(
        self, request: CompletionRequest, *, stream: bool
    ) -> AsyncIterator[Reply]:
        """Some servers stream unasked, and others do not though they are asked."""
        reply = self._speaking.reply_to(request)
        async with (
            self._post(request, stream=stream) as response,
            aclosing(events(response.aiter_bytes())) as told,  # type: ignore[type-var]
        ):
            while (event := await _next(told, reply)) is not None:
                if text := reply.add(event):
                    yield text
        yield reply.completion()

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name)

    async def close(self) -> None:
        if self._client is not None:
            await self._client.aclose()


async def _next_dialect(dialect: Dialect, response: httpx.Response) -> Dialect | None:
    """How to ask again, when a server names a field that it does not take."""
    if response.status_code not in ABOUT_THE_REQUEST:
        return None
    return dialect.after((await response.aread()).decode("utf-8", "replace"))


async def _next(events: AsyncIterator[object], reply: wire.StreamedReply) -> object:
    """The next event, None at the end; a finished reply is not waited on for long."""
    try:
        async with asyncio.timeout(FINISHING_S if reply.finish_reason else None):
            return await anext(events)
    except StopAsyncIteration:
        return None
    except TimeoutError:
        if reply.finish_reason:
            return None
        raise
