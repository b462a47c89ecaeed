"""Any server that speaks chat completions: Ollama, vLLM, llama.cpp, OpenRouter."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from services.errors import LLMServiceError
from services.llm.failures import Transient, Unusable, failure_of
from services.llm.transport import build_client
from services.llm.wire import StreamedReply, events, parse_completion, payload
from services.models.health import PartHealth
from services.models.language import Completion, CompletionRequest

NAME = "openai-compatible"
PATH = "/chat/completions"


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
                    raise failure_of(
                        response.status_code, response.headers.get("retry-after")
                    )
                yield response
        except httpx.HTTPError as error:
            raise Transient from error
        except httpx.InvalidURL as error:
            raise LLMServiceError from error

    async def complete(self, request: CompletionRequest) -> Completion:
        async with self._post(request, stream=False) as response:
            body = await response.aread()
            try:
                data = httpx.Response(200, content=body).json()
            except ValueError as error:
                raise Unusable from error
        return parse_completion(data, request)

    async def stream(
        self, request: CompletionRequest
    ) -> AsyncIterator[str | Completion]:
        reply = StreamedReply(request)
        async with self._post(request, stream=True) as response:
            async for chunk in events(response.aiter_lines()):
                if text := reply.add(chunk):
                    yield text
        yield reply.completion()

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name)

    async def close(self) -> None:
        if self._client is not None:
            await self._client.aclose()
