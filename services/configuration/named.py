"""Settings that are lists of `name:key` or `name=value`: keys for programs."""

from __future__ import annotations

import re
from itertools import chain

from pydantic import SecretStr

from services.configuration.forms import (
    header_value,
    key_alone,
    long_token,
    origin,
    split_list,
)

NAME = re.compile(r"[A-Za-z0-9_-]{1,32}", re.ASCII)
MOST_A_DAY = 100_000
WRONG_NAME = "a name has 1 to 32 letters, digits, - and _, such as site:KEY"


def named_keys(value: object) -> object:
    """Each `name:key` of a comma-separated text, as a secret."""
    parts = split_list(value)
    if not isinstance(parts, tuple):
        return value
    texts = [p.get_secret_value() if isinstance(p, SecretStr) else p for p in parts]
    pairs = [str(text).partition(":") for text in texts]
    for name, _, key in pairs:
        if not NAME.fullmatch(name):
            raise ValueError(WRONG_NAME)
        key_alone(header_value(key))
        long_token(SecretStr(key))
    for place, what in ((0, "name"), (2, "key")):
        if len({pair[place] for pair in pairs}) < len(pairs):
            raise ValueError(f"has the same {what} twice")
    return tuple(SecretStr("".join(pair)) for pair in pairs)


def named_quota(text: str) -> str:
    """Return `name=number`, requests a day, checked; raise ValueError."""
    name, _, number = text.partition("=")
    quota = int(number) if re.fullmatch(r"\d{1,9}", number, re.ASCII) else 0
    if not NAME.fullmatch(name) or not 1 <= quota <= MOST_A_DAY:
        raise ValueError(
            f"{text!r} is no quota: write name=number, from 1 to {MOST_A_DAY}"
        )
    return f"{name}={quota}"


def named_origin(text: str) -> str:
    """Return `name=origin`, checked; a name may have several. Raise ValueError."""
    name, _, page = text.partition("=")
    if not NAME.fullmatch(name) or page in ("", "*"):
        raise ValueError(f"{text!r} is no origin: write name=https://your.site")
    return f"{name}={origin(page)}"


def by_name(values: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """What is written behind each name of `name=value`."""
    found: dict[str, tuple[str, ...]] = {}
    for name, _, value in (value.partition("=") for value in values):
        found[name] = (*found.get(name, ()), value)
    return found


def keys_by_name(keys: tuple[SecretStr, ...]) -> dict[str, str]:
    pairs = (key.get_secret_value().partition(":") for key in keys)
    return {name: key for name, _, key in pairs}


def check_names(keys: tuple[SecretStr, ...], **settings: tuple[str, ...]) -> None:
    """Raise ValueError for a setting that names a key that there is none of."""
    known = keys_by_name(keys).keys()
    if not known:
        return
    for setting, values in settings.items():
        if unknown := by_name(values).keys() - known:
            raise ValueError(f"{setting}: API_KEYS has no {', '.join(sorted(unknown))}")


def page_origins(
    everywhere: tuple[str, ...], of_keys: tuple[str, ...]
) -> tuple[str, ...]:
    """Origins whose pages may call the service, those of keys among them."""
    return tuple(dict.fromkeys((*everywhere, *chain(*by_name(of_keys).values()))))
