"""Front door of the upstream: whether talks are bridged, and to whom."""

from __future__ import annotations

from collections.abc import Callable

from services.llm.ledger import Ledger
from services.llm.owner import following
from services.llm.phrasing import Facts
from services.llm.prompts import load_prompts
from services.llm_providers import known_providers
from services.llm_service import guards_of
from services.models.resume import Resume
from services.settings import Settings
from services.upstream.booking import Books
from services.upstream.composing import Composer
from services.upstream.line import Address
from services.upstream.openai_realtime import (
    NAME,
    OpenAIRealtime,
    Patience,
    Sources,
)
from services.upstream.prices import load_prices
from services.upstream.spoken_reply import OffLoop


def build_upstream(
    settings: Settings,
    resume: Callable[[], Resume],
    facts: Facts,
    ledger: Ledger,
    off_loop: OffLoop,
) -> OpenAIRealtime | None:
    """The upstream that the settings ask for; None where talks stay here.

    `resume` gives the newest résumé, `facts` what a question may be answered from.
    Raise ConfigurationError for prices that are none.
    """
    model = settings.realtime_upstream_model
    prices = load_prices(model, settings.realtime_upstream_prices)
    key = settings.openai_api_key
    if key is None or not settings.realtime_upstream:
        return None
    composer = Composer(
        load_prompts(),
        guards_of(resume),
        following(resume, tone=settings.persona_tone),
        settings.max_tokens_per_request,
    )
    base_url = known_providers(settings)["openai"].base_url
    return OpenAIRealtime(
        Address(
            str(base_url),
            model,
            settings.realtime_upstream_voice,
            key.get_secret_value(),
        ),
        Books(ledger, prices, NAME, model),
        Sources(facts, composer, off_loop),
        Patience(first_s=settings.realtime_upstream_deadline_ms / 1000),
    )
