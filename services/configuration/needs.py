"""Settings that do nothing, or cannot stand, unless another one is set."""

from __future__ import annotations

from collections.abc import Callable

ANY_MODEL = (
    *("llm_base_url", "groq_api_key", "openai_api_key", "anthropic_api_key"),
    "llm_chain",
)
NEEDS = {
    "api_key_quotas": ("api_keys",),
    "api_key_origins": ("api_keys",),
    "llm_api_key": ("llm_base_url",),
    "groq_base_url": ("groq_api_key",),
    "openai_base_url": ("openai_api_key",),
    "anthropic_base_url": ("anthropic_api_key",),
    "realtime_upstream": ("openai_api_key",),
    "realtime_upstream_prices": ("realtime_upstream",),
    "llm_routes": ANY_MODEL,
    "llm_prices": ANY_MODEL,
    "alert_webhook_secret": ("alert_webhook_url",),
    "weekly_digest": ("alert_webhook_url",),
    "supabase_service_key": ("supabase_url",),
    "supabase_anon_key": ("supabase_url",),
}


def missing(is_set: Callable[[str], bool]) -> str:
    """What cannot stand as it is, as a fault; empty for nothing."""
    if is_set("supabase_url") and not (
        is_set("supabase_anon_key") or is_set("supabase_service_key")
    ):
        return "SUPABASE_URL needs SUPABASE_SERVICE_KEY or SUPABASE_ANON_KEY"
    if is_set("alert_webhook_url") and not is_set("alert_webhook_secret"):
        return "ALERT_WEBHOOK_URL needs ALERT_WEBHOOK_SECRET"
    return ""


def unmet(is_set: Callable[[str], bool]) -> dict[str, str]:
    """What does nothing as it stands, and what each of them needs."""
    return {
        name.upper(): " or ".join(map(str.upper, others))
        for name, others in NEEDS.items()
        if is_set(name) and not any(map(is_set, others))
    }
