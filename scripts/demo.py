"""A service to look at: four weeks of made-up visitors, in a folder of its own.

They ask the sample résumé for real, through the same turns as anybody; only the moments
are made up. No key of yours is used, and the folder goes when the service stops.
"""

from __future__ import annotations

import asyncio
import base64
import random
import secrets
import signal
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import uvicorn
from PIL import Image, ImageDraw
from pydantic import SecretStr

from api_server import create_app, serving
from bench.visitors import Asked as Wish
from bench.visitors import visitors
from services.api.ports import free_port
from services.building import build_services
from services.container import Services
from services.metrics import Stopwatch
from services.models.records import Interaction
from services.models.speech import SpeechRequest
from services.pipeline.reply import Asked
from services.settings import Settings

QUESTIONS = 480
WEEKS = 4
SPOKEN_ONE_IN = 6
SAID_ONE_IN = 48
"""Questions, heard for real, which takes a second each."""
NAMES = ("Ada", "Grace", "Linus", "Margaret", "Edsger", "Barbara")
SMILES = ("👋", "🦉", "🌊", "🎻", "🚀", "🍎")
COLOURS = ("#0b6470", "#b4541a", "#1b2430", "#6a4c93")
HOUR_WEIGHTS = (*[1] * 7, 3, 6, *[10] * 8, 7, 6, 6, 5, 3, 2, 1)
"""How busy each hour of a day is (UTC)."""


def demo_settings(folder: Path, token: str) -> Settings:
    """A bare machine, whatever this one has."""
    return Settings(
        data_dir=folder,
        admin_token=SecretStr(token),
        resume_path=Path("resume_data.json"),
        supabase_url=None,
        groq_api_key=None,
        llm_base_url=None,
        elevenlabs_api_key=None,
        edge_tts_enabled=False,
        whisper_download="never",
        log_level="WARNING",
    )


def on_a_port_of_its_own(settings: Settings) -> Settings:
    """The owner's service may run beside it, or be started later."""
    port = free_port(settings.api_host, settings.api_port + 1)
    return settings.model_copy(update={"api_port": port})


def moments(count: int, chance: random.Random) -> list[datetime]:
    """Busy by day and on weekdays, up to now, in order."""
    now = datetime.now(UTC)
    found: list[datetime] = []
    while len(found) < count:
        moment = now - timedelta(days=chance.random() * 7 * WEEKS)
        weekday = 1.0 if moment.weekday() < 5 else 0.4
        if chance.random() * max(HOUR_WEIGHTS) < HOUR_WEIGHTS[moment.hour] * weekday:
            found.append(moment)
    return sorted(found)


async def visit(services: Services, wishes: list[Wish]) -> None:
    chance = random.Random(7)
    heard: list[Interaction] = []
    services.turns.record = heard.append
    session = ""
    for number, (wish, moment) in enumerate(
        zip(wishes, moments(len(wishes), chance), strict=True)
    ):
        if not session or chance.random() < 0.4:
            session = secrets.token_urlsafe(16)
        asked = Asked(
            wish.question, session_id=session, speak=number % SPOKEN_ONE_IN == 0
        )
        if number % SAID_ONE_IN == SAID_ONE_IN - 1:
            await say(services, asked)
        else:
            await services.turns.typed(asked, Stopwatch())
        turn = replace(heard.pop(), created_at=moment)
        await services.storage.interactions.record(turn)


async def say(services: Services, asked: Asked) -> None:
    """The question aloud, in the embedded voice, from a recording to a spoken reply."""
    said = await services.synthesizer.synthesize(SpeechRequest(asked.text))
    watch = Stopwatch()
    with watch.stage("decode"):
        utterance = await services.decoder.decode(said.data)
    await services.turns.spoken(utterance, replace(asked, text="", speak=True), watch)


async def sign(services: Services) -> None:
    chance = random.Random(3)
    for name, smile in zip(NAMES, SMILES, strict=True):
        await services.guestbook.sign(
            name=name, emoji=smile, image=drawing(chance), visitor=name
        )


def drawing(chance: random.Random) -> str:
    """A scribble, as the page's canvas sends it."""
    picture = Image.new("RGB", (400, 200), "white")
    pen = ImageDraw.Draw(picture)
    for _ in range(3):
        pen.line(list(scribble(chance)), fill=chance.choice(COLOURS), width=5)
    held = BytesIO()
    picture.save(held, "PNG")
    return "data:image/png;base64," + base64.b64encode(held.getvalue()).decode()


def scribble(chance: random.Random) -> Iterator[tuple[float, float]]:
    y = chance.uniform(60, 140)
    for x in range(30, 371, 20):
        y = min(180.0, max(20.0, y + chance.uniform(-40, 40)))
        yield (x, y)


async def fill(settings: Settings) -> None:
    services = build_services(settings)
    try:
        await visit(services, visitors(QUESTIONS))
        await sign(services)
    finally:
        await services.stop()


def main() -> None:
    token = secrets.token_urlsafe(16)
    with tempfile.TemporaryDirectory(prefix="viva-voce-demo-") as folder:
        settings = demo_settings(Path(folder), token)
        sys.stderr.write(f"{QUESTIONS} made-up visitors are asking …\n")
        asyncio.run(fill(settings))
        settings = on_a_port_of_its_own(settings)
        at = f"http://localhost:{settings.api_port}"
        sys.stderr.write(f"Dashboard: {at}/dashboard   token: {token}\n")
        sys.stderr.write(f"The page itself: {at}/app   Ctrl-C stops it all.\n")
        uvicorn.run(create_app(settings), **serving(settings))


if __name__ == "__main__":
    # Without these the folder would outlive the service. A shell that starts it in the
    # background has interrupts ignored, and an end would be, too. As an interrupt it
    # cancels what the event loop is at, and what that leaves open is closed.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
