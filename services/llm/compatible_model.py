"""Any server that speaks chat completions: Ollama, vLLM, llama.cpp, OpenRouter."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import httpx

from services.errors import LLMServiceError
from services.llm.events import events, parsed
from services.llm.failures import Transient, failure_of, shown
from services.llm.transport import build_client
from services.llm.wire import StreamedReply, parse_completion, payload
from services.models.health import PartHealth
from services.models.language import Completion, CompletionRequest

NAME = "openai-compatible"
PATH = "/chat/completions"
FINISHING_S = 0.3
"""For what comes after the last words: the count of tokens, and the end itself."""


class CompatibleModel:
    """`base_url` ends where other tools end it, usually in `/v1`."""

    name = NAME

    def __init__(self, *, base_url: str, api_key: str | None = None) -> None:
        self._url = base_url.rstrip("/") + PATH
        self._headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._client: httpx.AsyncClient | None = None

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
            async with self._client.stream(
                "POST", self._url, json=body, headers=self._headers
            ) as response:
                if not response.is_success:
                    after = response.headers.get("retry-after")
                    raise failure_of(response.status_code, after, self._url)
                yield response
        except httpx.HTTPError as error:
            told = f"{type(error).__name__} at {shown(self._url)}"
            raise Transient(told) from error
        except httpx.InvalidURL as error:
            raise LLMServiceError("LLM_BASE_URL is no address") from error

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
