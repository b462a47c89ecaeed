"""Any server that speaks chat completions: Ollama, vLLM, llama.cpp, OpenRouter."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import asdict

import httpx
import structlog

from services.errors import LLMServiceError
from services.llm.dialect import Dialect
from services.llm.events import events, parsed
from services.llm.failures import Transient, failure_of, host_of
from services.llm.transport import build_client
from services.llm.wire import StreamedReply, parse_completion, payload
from services.models.health import PartHealth
from services.models.language import Completion, CompletionRequest

NAME = "openai-compatible"
PATH = "/chat/completions"
ABOUT_THE_REQUEST = (400, 422)
"""Statuses whose text may name a field that the server does not take."""
FINISHING_S = 0.3
"""For what comes after the last words: the count of tokens, and the end itself."""

_log = structlog.get_logger(__name__)


class CompatibleModel:
    """`base_url` ends where other tools end it, usually in `/v1`."""

    name = NAME

    def __init__(self, *, base_url: str, api_key: str | None = None) -> None:
        self._url = base_url.rstrip("/") + PATH
        self._headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
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
        body = payload(request, stream=stream)
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
            told = f"{type(error).__name__} at {host_of(self._url)}"
            raise Transient(told) from error
        except httpx.InvalidURL as error:
            raise LLMServiceError("LLM_BASE_URL is no address") from error

    def _learn(self, dialect: Dialect) -> None:
        """What a server took once, it is asked with from then on."""
        if dialect != self._dialect:
            _log.info("llm_dialect", engine=self.name, **asdict(dialect))
        self._dialect = dialect

    async def complete(self, request: CompletionRequest) -> Completion:
        async with self._post(request, stream=False) as response:
            data = parsed(await response.aread())
        return parse_completion(data, request)

    async def stream(
        self, request: CompletionRequest
    ) -> AsyncIterator[str | Completion]:
        reply = StreamedReply(request)
        async with (
            self._post(request, stream=True) as response,
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


async def _next(told: AsyncIterator[object], reply: StreamedReply) -> object:
    """The next event, None at the end; a finished reply is not waited on for long."""
    try:
        async with asyncio.timeout(FINISHING_S if reply.finish_reason else None):
            return await anext(told)
    except StopAsyncIteration:
        return None
    except TimeoutError:
        if reply.finish_reason:
            return None
        raise
