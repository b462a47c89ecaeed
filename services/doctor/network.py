"""What the settings reach out to, and whether it can be reached."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from urllib.parse import urlsplit

from services.doctor.finding import Finding
from services.doctor.language_model import language_model
from services.settings import Settings

TIMEOUT_S = 3.0
EDGE = "https://speech.platform.bing.com"
MODELS = "https://huggingface.co"


def wanted(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Name, address, and what happens without it."""
    if settings.edge_tts_enabled:
        address = settings.edge_tts_url or EDGE
        yield "edge-tts", address, "the embedded voice speaks"
    if settings.elevenlabs_api_key:
        address = settings.elevenlabs_base_url
        yield "elevenlabs", address, "the next voice speaks"
    if settings.whisper_download == "auto" and settings.whisper_model_dir is None:
        yield "whisper hub", MODELS, "the embedded recogniser hears"
    if settings.supabase_url:
        yield "supabase", settings.supabase_url, "records wait here until it is back"


async def reach(name: str, address: str, otherwise: str) -> Finding:
    parts = urlsplit(address)
    port = parts.port or (80 if parts.scheme in ("http", "ws") else 443)
    try:
        async with asyncio.timeout(TIMEOUT_S):
            _, writer = await asyncio.open_connection(parts.hostname, port)
    except (TimeoutError, OSError):
        return Finding(name, "better", "cannot be reached", otherwise)
    writer.close()
    return Finding(name, "fine", "can be reached")


async def network(settings: Settings) -> list[Finding]:
    reached = await asyncio.gather(*(reach(*one) for one in wanted(settings)))
    return [*reached, *await language_model(settings)]
