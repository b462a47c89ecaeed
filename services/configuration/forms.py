"""The forms that settings are written in: what is understood, and what is refused."""

from __future__ import annotations

import json
import os.path
import re
from collections.abc import Callable, Iterable
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import SplitResult, urlsplit

import idna
from pydantic import SecretStr

from services.configuration.tokens import is_easy_to_guess

LEAST_TOKEN = 16
LONGEST_KEY = 8_192
"""What servers take as a header's value at most."""
LEAST_PREFIX = {4: 8, 6: 16}
"""A larger network has strangers in it, unless it is a private one."""
COPIED_NAME = re.compile(r"[A-Z][A-Z0-9_]*\s*[=:]")
DEFAULT_PORTS = {"http": 80, "https": 443}
ORIGIN_SCHEMES = (
    *DEFAULT_PORTS,
    *("chrome-extension", "moz-extension", "safari-web-extension"),
    *("capacitor", "ionic", "tauri"),
)
"""Schemes that browsers and the web views of applications send as an origin."""
JSON_LIST = re.compile(r'\[\s*["\]]')
PROVIDER_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")
DEAREST = 1_000_000
"""Dollars per million tokens; more is a slip, as is no number at all."""
HOST_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?")
QUOTES = ('"', "'")


def trimmed(value: str) -> str:
    """The value without white space around it, and without quotes that a shell,
    or a file that knows no quotes, has left around it. Raise ValueError for
    characters that nobody can see.
    """
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in QUOTES:
        value = value[1:-1].strip()
    hidden = next((char for char in value if not char.isprintable()), None)
    if hidden is not None:
        raise ValueError(f"holds an invisible character (U+{ord(hidden):04X})")
    return value


def split_list(value: object) -> object:
    """The parts of a comma-separated text, or of a JSON list of texts."""
    if not isinstance(value, str):
        return value
    parts: Iterable[object] = value.split(",")
    if JSON_LIST.match(value):
        try:
            parts = json.loads(value)
        except ValueError:
            raise ValueError("is no list: write the values with commas") from None
    return tuple(trimmed(str(part)) for part in parts if str(part).strip())


def header_value(value: object) -> object:
    """A key as it goes into a header: visible ASCII characters."""
    if isinstance(value, str):
        odd = next((char for char in value if not " " <= char <= "~"), None)
        if odd is not None:
            raise ValueError(
                f"holds a character that no key has (U+{ord(odd):04X}); copy it again"
            )
    return value


def key_alone(value: object) -> object:
    """A provider's key without what was copied along with it."""
    if not isinstance(value, str):
        return value
    if " " in value:
        raise ValueError("holds a space: write the key alone, without a word before it")
    if COPIED_NAME.match(value):
        raise ValueError("begins with a name: write the key alone")
    if len(value) > LONGEST_KEY:
        raise ValueError(f"is longer than a key: {LONGEST_KEY} characters at most")
    return value


def at_home(value: object) -> object:
    """A path whose ~ is the home folder, as a shell reads it."""
    if not isinstance(value, str) or not value.startswith("~"):
        return value
    path = os.path.expanduser(value)  # noqa: PTH111 - leaves what it does not know
    if path.startswith("~"):
        raise ValueError(f"{value!r} is in no home folder: write the whole path")
    return path


def long_token(value: SecretStr) -> SecretStr:
    """A token that cannot be guessed at the few tries a minute that there are."""
    text = value.get_secret_value()
    if len(text) < LEAST_TOKEN or is_easy_to_guess(text):
        raise ValueError(
            f"is too easy to guess: take {LEAST_TOKEN} characters or more, such as "
            'those of python3 -c "import secrets; print(secrets.token_urlsafe(24))"'
        )
    return value


def one_process(value: int) -> int:
    """1: several would not share what each remembers."""
    if value < 1:
        raise ValueError(f"{value} is no number of processes: leave it out")
    if value > 1:
        raise ValueError(
            "above 1 is not possible yet: one process holds the conversations, "
            "erasures, log-outs and limits. Leave it out"
        )
    return value


def each(check: Callable[[str], str]) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """A check that applies `check` to every part of a list and keeps each once."""

    def checked(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(check, values)))

    return checked


def origin(value: str) -> str:
    """An origin as browsers write it: no slash, no capitals, no default port."""
    if value == "*":
        return value
    wrong = ValueError(f"{value!r} is no origin: write https://your.site or *")
    parts = _address_parts(value, wrong)
    scheme = parts.scheme
    extra = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    if scheme not in ORIGIN_SCHEMES or extra:
        raise wrong
    host = _host(parts.hostname or "", wrong)
    own = parts.port in (None, DEFAULT_PORTS.get(scheme))
    return f"{scheme}://{host}" if own else f"{scheme}://{host}:{parts.port}"


def served_host(value: str) -> str:
    """A name that is served, without the scheme and port it was copied with."""
    if value == "*":
        return value
    wrong = ValueError(f"{value!r} is no host name: write your.host, *.your.host or *")
    rest = value.removeprefix("*.")
    if _is_ip(rest):
        return _host(rest, wrong)
    parts = _address_parts(rest if "://" in rest else f"//{rest}", wrong)
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        raise wrong
    star = "*." if rest != value else ""
    return star + _host(parts.hostname or "", wrong)


def listening_host(value: str) -> str:
    """An address of this machine, or a name of it."""
    wrong = ValueError(f"{value!r} is no address: write 127.0.0.1 or 0.0.0.0")
    return _host(value, wrong).strip("[]")


def proxy_network(value: str) -> str:
    """An address or a network; a name could be anybody's tomorrow, and whoever is in
    the network says by which address visitors are known.
    """
    try:
        network = ip_network(value.strip("[]"), strict=False)
    except ValueError:
        raise ValueError(
            f"{value!r} is no address or network: write 10.0.0.5 or 10.0.0.0/8"
        ) from None
    if network.prefixlen < LEAST_PREFIX[network.version] and not network.is_private:
        raise ValueError(
            f"{value!r} trusts strangers: write the proxy's own address or network, "
            "such as 10.0.0.5 or 10.0.0.0/8"
        )
    return str(network)


def web_address(example: str) -> Callable[[Any], Any]:
    """An http or https address without a query, and without a slash at its end.

    `example` is the form that is shown for a wrong one.
    """
    return lambda value: _address(value, ("http", "https"), example)


def socket_address(value: Any) -> Any:
    """A WebSocket's address."""
    return _address(value, ("ws", "wss"), "wss://relay.example.com/edge/v1")


def webhook_address(value: Any) -> Any:
    """Where alerts are posted; its query may be part of a secret."""
    example = "https://hooks.example.com/budget"
    return _address(value, ("http", "https"), example, as_it_is=True)


def provider_name(value: str) -> str:
    """A name that can stand within the name of a setting, in lower case."""
    name = value.lower()
    if not PROVIDER_NAME.fullmatch(name):
        raise ValueError(f"{value!r} is no name: write letters, digits and _")
    return name


def price(value: str) -> str:
    """What a million tokens cost: `prompt/completion` in dollars."""
    try:
        paid = [float(part) for part in value.split("/")]
    except ValueError:
        paid = []
    if len(paid) != 2 or not all(0 <= dollars <= DEAREST for dollars in paid):
        raise ValueError(f"{value!r} is no price: write prompt/completion, as 0.5/0.8")
    return value


def without_call(value: Any) -> Any:
    """A chat server's base address, where the address of a call was copied."""
    return _without_end(value, "/chat/completions")


def without_messages(value: Any) -> Any:
    """Anthropic's base address, to which /v1/messages is added."""
    return _without_end(value, "/v1/messages", "/v1")


def without_version(value: Any) -> Any:
    """Groq's base address, to which its client adds /openai/v1."""
    return _without_end(without_call(value), "/openai/v1", "/openai")


def without_rest(value: Any) -> Any:
    """A project's base address, where that of one of its interfaces was copied."""
    return _without_end(value, "/rest/v1", "/auth/v1")


def _without_end(value: Any, *ends: str) -> Any:
    if isinstance(value, str):
        for end in ends:
            value = value.removesuffix(end)
    return value


def _address(
    value: Any, schemes: tuple[str, ...], example: str, *, as_it_is: bool = False
) -> Any:
    if not isinstance(value, str):
        return value
    wrong = ValueError(f"is no {schemes[0]} or {schemes[1]} address: write {example}")
    parts = _address_parts(value, wrong)
    query_fits = as_it_is or "ws" in schemes
    if parts.scheme not in schemes or (parts.query and not query_fits):
        raise wrong
    if parts.fragment or " " in value:
        raise wrong
    _host(parts.hostname or "", wrong)
    return value if as_it_is else value.rstrip("/")


def _address_parts(value: str, wrong: ValueError) -> SplitResult:
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        raise wrong from None
    return parts


def _host(name: str, wrong: ValueError) -> str:
    """A host as the Host header has it: lower case, IPv6 in brackets, ASCII."""
    bare = name.strip("[]")
    if _is_ip(bare):
        parsed = ip_address(bare)
        return f"[{parsed}]" if isinstance(parsed, IPv6Address) else str(parsed)
    try:
        plain = name if name.isascii() else idna.encode(name, uts46=True).decode()
    except UnicodeError:
        raise wrong from None
    plain = plain.lower().removesuffix(".")
    # Digits and dots alone are an address with something wrong in it.
    if not HOST_NAME.fullmatch(plain) or re.fullmatch(r"[\d.]+", plain):
        raise wrong
    return plain


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
