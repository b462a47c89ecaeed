"""Front door of the providers of language models: which there are, in what order."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from urllib.parse import urlsplit

import structlog
from pydantic import SecretStr

from services.errors import ConfigurationError
from services.llm import messages, wire
from services.llm.hosted_model import HostedModel, Speaking
from services.llm.ledger import Ledger
from services.llm.model_chain import Link, ModelChain
from services.llm.paid_model import PaidModel
from services.llm.prices import load_prices
from services.llm.reliable_model import ReliableModel
from services.settings import Settings

log = structlog.get_logger()

OWN = ("base_url", "api_key")
COMPATIBLE = "openai-compatible"
"""The engine's name of the provider `default`."""
SPEAKING: Mapping[str, Speaking] = {"chat": wire, "messages": messages}


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider as the settings have it; `engine` is its name in replies."""

    name: str
    engine: str
    base_url: str
    model: str
    api_key: str | None = None
    price: str | None = None
    free: bool = False
    protocol: Literal["chat", "messages"] = "chat"
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What its requests carry beside the usual, as long as it takes it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a provider is by its name alone; `needs` is what it cannot do without."""

    needs: str
    base_url: str | None
    api_key: SecretStr | None = None
    model: str = "llama-3.1-8b-instant"
    hosted: bool = True
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_set_up(self) -> bool:
        return bool(self.api_key if self.hosted else self.base_url)


def known_providers(settings: Settings) -> Mapping[str, Known]:
    """The providers that have a name of their own, in their order."""
    groq = settings.groq_base_url or "https://api.groq.com"
    return {
        "default": Known(
            "LLM_BASE_URL", settings.llm_base_url, settings.llm_api_key, hosted=False
        ),
        "groq": Known("GROQ_API_KEY", f"{groq}/openai/v1", settings.groq_api_key),
        "openai": Known(
            "OPENAI_API_KEY",
            settings.openai_base_url or "https://api.openai.com/v1",
            settings.openai_api_key,
            model="gpt-6-luna",
            # Fifty words are wanted soon: a model that thinks unless told not to is.
            extra={"reasoning_effort": "none"},
        ),
        "anthropic": Known(
            "ANTHROPIC_API_KEY",
            settings.anthropic_base_url or "https://api.anthropic.com",
            settings.anthropic_api_key,
            model="claude-haiku-5-5",
        ),
    }


def order(settings: Settings) -> tuple[str, ...]:
    """The names of the providers that are asked, in their order."""
    known = known_providers(settings)
    named = settings.llm_chain or tuple(known)
    return tuple(n for n in named if n not in known or _found(settings, n).is_set_up)


def left_out(settings: Settings) -> dict[str, str]:
    """Providers that LLM_CHAIN names in vain, and the setting that each needs."""
    asked, known = order(settings), known_providers(settings)
    return {n: known[n].needs for n in settings.llm_chain if n not in asked}


def providers(settings: Settings) -> tuple[Provider, ...]:
    """The chain; raise ConfigurationError for one that cannot be asked."""
    return tuple(_provider(settings, name) for name in order(settings))


def build_model(provider: Provider) -> HostedModel:
    return HostedModel(
        base_url=provider.base_url,
        api_key=provider.api_key,
        name=provider.engine,
        speaking=SPEAKING[provider.protocol],
        extra=provider.extra,
    )


def build_chain(settings: Settings, ledger: Ledger) -> ModelChain | None:
    """The providers that the settings have, in their order; None without any."""
    for name, needed in left_out(settings).items():
        log.warning("llm_provider_left_out", provider=name, needs=needed)
    found = providers(settings)
    links = [_link(settings, provider, ledger) for provider in found]
    return ModelChain(links, ledger) if links else None


def _link(settings: Settings, provider: Provider, ledger: Ledger) -> Link:
    named = (provider.model, provider.price)
    prices = load_prices(settings.llm_prices, free=provider.free, names=named)
    paid = PaidModel(build_model(provider), prices=prices, ledger=ledger)
    return Link(provider.name, provider.model, paid, ReliableModel(paid))


def is_own_server(url: str | None) -> bool:
    """Whether a server is on this machine or network, where calls cost nothing."""
    host = urlsplit(url or "").hostname or ""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost" or (bool(host) and "." not in host)


def _found(settings: Settings, name: str) -> Known:
    """What is known of a provider, with the settings that have its name in theirs."""
    stranger = Known("", None, model="", hosted=False)
    known = known_providers(settings).get(name, stranger)
    own = {end: getattr(settings, f"llm_{name}_{end}", None) for end in OWN}
    return replace(known, **{end: given for end, given in own.items() if given})


def _provider(settings: Settings, name: str) -> Provider:
    found = _found(settings, name)
    if not found.base_url:
        raise _not_set(name, "base_url")
    # LLM_MODEL is the model of `default`, and without one of who comes first.
    names = order(settings)
    meant = name == ("default" if "default" in names else names[0])
    own = getattr(settings, f"llm_{name}_model", None)
    model = own or (settings.llm_model if meant else None) or found.model
    if not model:
        raise _not_set(name, "model")
    protocol = getattr(settings, f"llm_{name}_protocol", None)
    return Provider(
        name=name,
        engine=COMPATIBLE if name == "default" else name,
        base_url=found.base_url.removesuffix("/v1/messages"),
        model=model,
        api_key=found.api_key.get_secret_value() if found.api_key else None,
        price=getattr(settings, f"llm_{name}_price", None),
        # A gateway to a hosted model costs what that model costs.
        free=not found.hosted and is_own_server(found.base_url),
        protocol=protocol or _protocol_of(name, found.base_url),
        extra=found.extra,
    )


def _protocol_of(name: str, base_url: str) -> Literal["chat", "messages"]:
    host = urlsplit(base_url).hostname or ""
    theirs = name == "anthropic" or host.endswith("anthropic.com")
    return "messages" if theirs or base_url.endswith("/v1/messages") else "chat"


def _not_set(name: str, end: str) -> ConfigurationError:
    setting = f"LLM_{name}_{end}".upper()
    return ConfigurationError(f"{setting}: is not set, though LLM_CHAIN names {name}")
