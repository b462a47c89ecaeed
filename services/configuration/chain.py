"""The settings that have a provider's name in theirs: LLM_A_MODEL for `a` of LLM_CHAIN.

They are fields of a class made for the names, so that they are read, tidied, checked
and told of like every other setting.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar

from pydantic import create_model
from pydantic_settings import BaseSettings

from services.configuration import types

KNOWN = ("default", "groq", "openai", "anthropic")
"""Names that have an address of their own."""
FIELDS: dict[str, tuple[Any, str, str]] = {
    "base_url": (
        types.ChatAddress,
        "http://localhost:11434/v1",
        "Where the provider is reached.",
    ),
    "api_key": (types.Key, "", "Its key; a local server needs none."),
    "model": (str, "llama-3.1-8b-instant", "The model that is asked there."),
    "price": (
        types.Price,
        "0.5/0.8",
        "What that model costs, as prompt/completion in $ per million tokens.",
    ),
    "protocol": (
        types.Protocol,
        "messages",
        "How it is spoken to, where its address does not say: chat for chat "
        "completions, messages for Anthropic's.",
    ),
}
"""End of the name to the type, an example and the meaning."""

S = TypeVar("S", bound=BaseSettings)


@lru_cache(maxsize=8)
def with_providers(base: type[S], names: tuple[str, ...]) -> type[S]:
    """The class of settings that also has those of the named providers.

    It is one and the same for the same names, so that settings can be compared.
    """
    fields: dict[str, Any] = {
        f"llm_{name}_{end}": (kind | None, None)
        for name in dict.fromkeys((*KNOWN, *names))
        for end, (kind, _, _) in FIELDS.items()
    }
    return create_model(base.__name__, __base__=base, **fields)
