"""The dialect that one server speaks, learned from what it refuses."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

NEWER_LIMIT = "max_completion_tokens"
OPTIONAL = {
    "stream_options": r"stream_options|include_usage",
    "response_format": r"response[_ ]format|json_schema|structured output",
    "output_config": r"output_config|output_format",
    "reasoning_effort": r"reasoning_effort|reasoning effort",
    "thinking": r"thinking",
    "temperature": r"temperature",
}
"""Fields that a request can do without, and how refusals speak of them."""
SYSTEM_ROLE = re.compile(
    r"\bsystem\b.{0,40}\brole\b|\brole\b.{0,40}\bsystem\b"
    r"|system (?:message|prompt|instruction)|roles must alternate"
    r"|only (?:the )?['\"]?user\b.{0,60}\broles?\b",
    re.S,
)
READ_CHARS = 4_000
"""Of an error's text: the field that it is about is named in its first lines."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """Which parts of a request are left out or written another way."""

    limit: str = "max_tokens"
    """What the limit on the reply is called; empty for none."""
    left_out: tuple[str, ...] = ()
    system_role: bool = True

    def applied(self, body: dict[str, Any]) -> dict[str, Any]:
        """The request as this server takes it."""
        new = {name: told for name, told in body.items() if name not in self.left_out}
        most = new.pop("max_tokens")
        if self.limit:
            new[self.limit] = most
        if not self.system_role:
            new["messages"] = _without_system(new["messages"])
        return new

    def after(self, refusal: str) -> Dialect | None:
        """The next dialect to try, by the field that a refusal names; None for none."""
        told = refusal[:READ_CHARS].lower()
        if self.limit and re.search(rf"\b{self.limit}\b", told):
            return replace(self, limit=NEWER_LIMIT if self.limit != NEWER_LIMIT else "")
        for name, spoken_of in OPTIONAL.items():
            if name not in self.left_out and re.search(spoken_of, told):
                return replace(self, left_out=(*self.left_out, name))
        if self.system_role and SYSTEM_ROLE.search(told):
            return replace(self, system_role=False)
        return None


def _without_system(messages: list[dict[str, str]]) -> list[dict[str, str]]:
    """What the system message says, put before the first words of the user."""
    told = [m["content"] for m in messages if m["role"] == "system"]
    others = [dict(m) for m in messages if m["role"] != "system"]
    first = next((m for m in others if m["role"] == "user"), None)
    if first is not None:
        others.remove(first)
        first["content"] = "\n\n".join([*told, first["content"]])
        others.insert(0, first)
    return others
