"""The doctor's first lines: what is there already, and what one key would add."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from services.configuration.own_resume import told
from services.doctor.finding import Finding
from services.settings import Settings

HERE = ("hearing", "voice", "phrasing", "records")
MODELS = ("groq_api_key", "openai_api_key", "anthropic_api_key", "llm_base_url")
ADDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("ADMIN_TOKEN", ("admin_token",), "the dashboard, and the owner's calls"),
    ("GROQ_API_KEY", (*MODELS, "llm_chain"), "open questions in a model's own words"),
    ("ELEVENLABS_API_KEY", ("elevenlabs_api_key",), "ElevenLabs's voices"),
    ("SUPABASE_URL", ("supabase_url",), "records in your own Supabase project"),
)
"""A setting, what has it or another like it set, and what it adds."""


def greeting(settings: Settings, findings: Sequence[Finding]) -> list[str]:
    """A few lines for somebody who has just come, without a value of any setting."""
    broken = sum(finding.verdict == "broken" for finding in findings)
    first = "Viva Voce is ready."
    if broken:
        first = f"Viva Voce needs a hand: {broken} of the lines below say BROKEN."
    by_name = {finding.what: finding for finding in findings}
    here = [
        f"  {by_name[what].what:20} {by_name[what].says}"
        for what in HERE
        if what in by_name
    ]
    return [f"{first} {told(settings.resume_path)}", *here, *added(settings)]


def added(settings: Settings) -> Iterator[str]:
    """What one more line of `.env` would add; nothing where all of it is set."""
    missing = [
        f"  {name:20} {adds}"
        for name, fields, adds in ADDS
        if not any(getattr(settings, field, None) for field in fields)
    ]
    if missing:
        yield "All of this works without a key. One line in .env adds:"
        yield from missing
