"""Ways to reach a person: what of them a visitor could use, and what is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from services.resume.json_lines import Pointer
from services.resume.problems import Problem, Warnings

PLACEHOLDER = re.compile(
    r"#{2,}|x{3,}|…|\.{3}|<[^>]*>|\{[^}]*\}"
    r"|\byour(?:[\W_]|name|user|email|mail|handle|site|domain|profile|link)",
    re.IGNORECASE,
)
"""What a template leaves where its owner should write something."""
MAIL = re.compile(r"[^\s@,;:/<>()\[\]]+@[\w-]+(?:\.[\w-]+)+")
NOBODY = frozenset({"you", "your", "me.you"})
WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
BARE_WEB = re.compile(
    r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?::\d+)?(?:/\S*)?", re.IGNORECASE
)
USER_NAME = re.compile(r"@?[\w.+-]{1,60}(?:@[\w.-]+)?")
NETWORK = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)?(?:github|gitlab|linkedin|twitter|x|facebook|instagram"
    r"|medium|youtube|bitbucket|mastodon)\.(?:com|org|social)"
    r"(?:/(?:in|u|user|users|profile|pub|@|home|feed))?/*(?:[?#].*)?",
    re.IGNORECASE,
)
"""The address of a network without anybody's name in it."""
MIN_DIGITS = 5
Check = Callable[[str], str]


def mail(text: str) -> str:
    """The mail addresses in a text; empty when there is none."""
    if PLACEHOLDER.search(text):
        return ""
    addresses = [m for m in MAIL.findall(text) if m.partition("@")[0] not in NOBODY]
    return ", ".join(dict.fromkeys(addresses))


def phone(text: str) -> str:
    """A number that can be called, as it is written; empty when it is none."""
    number = re.sub(r"^\s*tel:\s*", "", text, flags=re.IGNORECASE).strip()
    digits = [char for char in number if char.isdecimal()]
    callable_ = len(digits) >= MIN_DIGITS and len(set(digits)) > 1
    return number if callable_ and not PLACEHOLDER.search(number) else ""


def web(text: str) -> str:
    """An address that a browser follows, without a label before it."""
    if PLACEHOLDER.search(text) or NETWORK.fullmatch(text.strip()):
        return ""
    if match := WEB.search(text):
        address = match[0].rstrip(".,;)")
        return "" if NETWORK.fullmatch(address) else address
    return text.strip() if BARE_WEB.fullmatch(text.strip()) else ""


def account(text: str) -> str:
    """An address, a mail address or the name of an account."""
    if address := web(text) or mail(text):
        return address
    name = text.strip()
    known = USER_NAME.fullmatch(name) and not PLACEHOLDER.search(name)
    return name if known and not NETWORK.fullmatch(name) else ""


CHECKS: Mapping[str, tuple[Check, str]] = {
    **dict.fromkeys(("email", "mail"), (mail, "mail address")),
    **dict.fromkeys(("phone", "telephone", "mobile", "tel"), (phone, "phone number")),
    **dict.fromkeys(
        ("website", "url", "portfolio", "homepage", "site"), (web, "web address")
    ),
}
ACCOUNT: tuple[Check, str] = (account, "address")
LISTS = ("profiles", "links")
ADDRESS_KEYS = ("url", "href", "link")
SCHEME = re.compile(
    r"\s*(?:[a-z]{0,9}script:|(?:(?:data|file):|[\w+.-]{1,20}://)\S*\s*$)",
    re.IGNORECASE,
)


def usable(
    raw: Mapping[str, Any], at: Pointer, networks: re.Pattern[str], warnings: Warnings
) -> dict[str, Any]:
    """A person's fields without the contacts that are none; each is warned of."""
    kept: dict[str, Any] = {}
    for key, value in raw.items():
        if key in LISTS:
            kept[key] = _listed(value, (*at, key), networks, warnings)
            continue
        check = CHECKS.get(key)
        if (
            check is None
            and isinstance(value, str)
            and _is_account(key, value, networks)
        ):
            check = ACCOUNT
        if check is None or not isinstance(value, str) or not value.strip():
            kept[key] = value
        elif found := _checked(value, (*at, key), check, warnings):
            kept[key] = found
    return kept


def _is_account(key: str, value: str, networks: re.Pattern[str]) -> bool:
    """Whether it is an account, by the field's name or the scheme of the value."""
    return bool(networks.fullmatch(key.lower()) or SCHEME.match(value))


def _listed(
    value: Any, at: Pointer, networks: re.Pattern[str], warnings: Warnings
) -> Any:
    if isinstance(value, Mapping):
        pairs = (
            (key, _text(item, (*at, key), warnings)) for key, item in value.items()
        )
        return {key: item for key, item in pairs if item}
    if not isinstance(value, list):
        return _text(value, at, warnings)
    return list(_items(value, at, networks, warnings))


def _items(
    items: list[Any], at: Pointer, networks: re.Pattern[str], warnings: Warnings
) -> Iterator[Any]:
    for number, item in enumerate(items):
        if not isinstance(item, Mapping):
            if found := _text(item, (*at, number), warnings):
                yield found
            continue
        key = next((k for k in (*ADDRESS_KEYS, "username") if item.get(k)), "")
        found = _text(item.get(key), (*at, number, key), warnings) if key else ""
        network = str(item.get("network") or item.get("name") or "").lower()
        known = networks.fullmatch(network) and key != "username"
        if found or not key or known:
            yield {**item, key: found} if key else item


def _text(value: Any, at: Pointer, warnings: Warnings) -> Any:
    if not isinstance(value, str) or not value.strip():
        return value
    return _checked(value, at, ACCOUNT, warnings)


def _checked(
    value: str, at: Pointer, check: tuple[Check, str], warnings: Warnings
) -> str:
    read, noun = check
    found = read(value)
    if not found:
        warnings.append(Problem(at, f"is no {noun} that can be used: left out"))
    return found
