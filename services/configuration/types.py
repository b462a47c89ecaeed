"""The types of settings: each reads its forms, and refuses what cannot be meant."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import NoDecode

from services.configuration import forms, named

CommaList = Annotated[tuple[str, ...], NoDecode, BeforeValidator(forms.split_list)]
Origins = Annotated[CommaList, AfterValidator(forms.each(forms.origin))]
Hosts = Annotated[CommaList, AfterValidator(forms.each(forms.served_host))]
Proxies = Annotated[CommaList, AfterValidator(forms.each(forms.proxy_network))]
Secret = Annotated[SecretStr, BeforeValidator(forms.header_value)]
Key = Annotated[Secret, BeforeValidator(forms.key_alone)]
HomePath = Annotated[Path, BeforeValidator(forms.at_home)]
Processes = Annotated[int, AfterValidator(forms.one_process)]
OwnerToken = Annotated[Secret, AfterValidator(forms.long_token)]
NamedKeys = Annotated[
    tuple[SecretStr, ...], NoDecode, BeforeValidator(named.named_keys)
]
Quotas = Annotated[CommaList, AfterValidator(forms.each(named.named_quota))]
NamedOrigins = Annotated[CommaList, AfterValidator(forms.each(named.named_origin))]
ListeningHost = Annotated[str, AfterValidator(forms.listening_host)]
SocketAddress = Annotated[str, AfterValidator(forms.socket_address)]
VoiceAddress = Annotated[
    str, AfterValidator(forms.web_address("https://api.elevenlabs.io"))
]
ChatAddress = Annotated[
    str,
    AfterValidator(forms.web_address("http://localhost:11434/v1")),
    AfterValidator(forms.without_call),
]
OpenAIAddress = Annotated[
    str,
    AfterValidator(forms.web_address("https://api.openai.com/v1")),
    AfterValidator(forms.without_call),
]
GroqAddress = Annotated[
    str,
    AfterValidator(forms.web_address("https://api.groq.com")),
    AfterValidator(forms.without_version),
]
MessagesAddress = Annotated[
    str,
    AfterValidator(forms.web_address("https://api.anthropic.com")),
    AfterValidator(forms.without_messages),
]
WebhookAddress = Annotated[str, AfterValidator(forms.webhook_address)]
Names = Annotated[CommaList, AfterValidator(forms.each(forms.provider_name))]
Price = Annotated[str, AfterValidator(forms.price)]
Protocol = Literal["chat", "messages"]
SupabaseAddress = Annotated[
    str,
    AfterValidator(forms.web_address("https://project.supabase.co")),
    AfterValidator(forms.without_rest),
]


def unset(example: str) -> Any:
    """A field that is absent unless set, with an example of its form."""
    return Field(default=None, examples=[example])


def empty(example: str) -> Any:
    """A list that is empty unless set, with an example of its form."""
    return Field(default=(), examples=[example])
