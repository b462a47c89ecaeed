"""Front door of the providers of language models: which there are, and in what order."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import SecretStr

from services.configuration.chain import KNOWN
from services.errors import ConfigurationError
from services.llm import messages, wire
from services.llm.hosted_model import HostedModel
from services.llm.ledger import Ledger
from services.llm.paid_model import PaidModel
from services.llm.prices import PriceTable, load_prices
from services.llm.reliable_model import ReliableModel
from services.settings import Settings

COMPATIBLE = "openai-compatible"
"""The engine's name of the provider `default`."""
SPEAKING = {"chat": wire, "messages": messages}


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider as the settings have it; `engine` is its name in replies."""

    name: str
    engine: str
    base_url: str
    model: str
    api_key: str | None = None
    price: str | None = None
    protocol: Literal["chat", "messages"] = "chat"
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What its requests carry beside the usual, as long as it takes it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a provider is by its name alone."""

    key: str
    address: str
    base_url: str = ""
    path: str = ""
    model: str = "llama-3.1-8b-instant"
    extra: Mapping[str, Any] = field(default_factory=dict)


# Fifty words are wanted soon: models that think unless told not to are told.
PROVIDERS = {
    "default": Known("llm_api_key", "llm_base_url"),
    "groq": Known(
        "groq_api_key", "groq_base_url", "https://api.groq.com", "/openai/v1"
    ),
    "openai": Known(
        "openai_api_key",
        "openai_base_url",
        "https://api.openai.com/v1",
        model="gpt-6-luna",
        extra={"reasoning_effort": "none"},
    ),
    "anthropic": Known(
        "anthropic_api_key",
        "anthropic_base_url",
        "https://api.anthropic.com",
        model="claude-haiku-5-5",
        extra={"thinking": {"type": "disabled"}},
    ),
}


def order(settings: Settings) -> tuple[str, ...]:
    """The names of the providers that are asked, in their order."""
    return settings.llm_chain or tuple(n for n in KNOWN if is_set_up(settings, n))


def is_set_up(settings: Settings, name: str) -> bool:
    """Whether a known provider has what it cannot do without."""
    known = PROVIDERS[name]
    needed = known.key if known.base_url else known.address
    end = "api_key" if known.base_url else "base_url"
    return bool(getattr(settings, needed) or _own(settings, name, end))


def providers(settings: Settings) -> tuple[Provider, ...]:
    """The chain; raise ConfigurationError for one that cannot be asked."""
    names = order(settings)
    found = tuple(_provider(settings, name) for name in names)
    # LLM_MODEL is the model of `default`, and without one of whoever comes first.
    return found


def _provider(settings: Settings, name: str) -> Provider:
    known = PROVIDERS.get(name, Known("", ""))
    if name in PROVIDERS and not is_set_up(settings, name):
        needed = known.key if known.base_url else known.address
        raise _not_set(needed, name)
    base_url = _address(settings, name, known)
    if not base_url:
        raise _not_set(f"llm_{name}_base_url", name)
    model = _own(settings, name, "model") or _general_model(settings, name)
    if not (model or name in PROVIDERS):
        raise _not_set(f"llm_{name}_model", name)
    key = _own(settings, name, "api_key") or getattr(settings, known.key or "_", None)
    protocol = _own(settings, name, "protocol") or _protocol_of(name, base_url)
    return Provider(
        name=name,
        engine=COMPATIBLE if name == "default" else name,
        base_url=base_url.removesuffix("/v1/messages"),
        model=model or known.model,
        api_key=key.get_secret_value() if isinstance(key, SecretStr) else None,
        price=_own(settings, name, "price"),
        protocol=protocol,
        extra=known.extra,
    )


def _own(settings: Settings, name: str, end: str) -> Any:
    """The setting that has the provider's name in its own."""
    return getattr(settings, f"llm_{name}_{end}", None)


def _address(settings: Settings, name: str, known: Known) -> str:
    own: str = _own(settings, name, "base_url") or ""
    if own or not known.address:
        return own
    general: str = getattr(settings, known.address) or known.base_url
    return general + known.path


def _general_model(settings: Settings, name: str) -> str | None:
    names = order(settings)
    meant = "default" if "default" in names else names[0]
    return settings.llm_model if name == meant else None


def _protocol_of(name: str, base_url: str) -> Literal["chat", "messages"]:
    host = urlsplit(base_url).hostname or ""
    theirs = name == "anthropic" or host.endswith("anthropic.com")
    return "messages" if theirs or base_url.endswith("/v1/messages") else "chat"


def _not_set(setting: str, name: str) -> ConfigurationError:
    return ConfigurationError(
        f"{setting.upper()}: is not set, though LLM_CHAIN names {name}"
    )
