"""The dialect of chat completions that one server speaks, learned from its refusals."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

NEWER_LIMIT = "max_completion_tokens"
SYSTEM_ROLE = re.compile(r"\bsystem\b.{0,40}\brole\b|\brole\b.{0,40}\bsystem\b", re.S)
SYSTEM_MESSAGE = re.compile(
    r"system (?:message|prompt|instruction)|roles must alternate"
)
SCHEMA_FIELD = re.compile(r"response_format|json_schema|structured output")
READ_CHARS = 4_000
"""Of an error's text: the field that it is about is named in its first lines."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """Which parts of a request are left out or written another way."""

    limit: str = "max_tokens"
    """What the limit on the reply is called; empty for none."""
    temperature: bool = True
    stream_options: bool = True
    system_role: bool = True
    response_format: bool = True

    def applied(self, body: dict[str, Any]) -> dict[str, Any]:
        """The request as this server takes it."""
        new = dict(body)
        most = new.pop("max_tokens")
        if self.limit:
            new[self.limit] = most
        if not self.temperature:
            new.pop("temperature", None)
        if not self.response_format:
            new.pop("response_format", None)
        if not self.stream_options:
            new.pop("stream_options", None)
        if not self.system_role:
            new["messages"] = _without_system(new["messages"])
        return new

    def after(self, refusal: str) -> Dialect | None:
        """The next dialect to try, by the field that a refusal names; None for none."""
        told = refusal[:READ_CHARS].lower()
        if self.response_format and SCHEMA_FIELD.search(told):
            return replace(self, response_format=False)
        if self.limit and re.search(rf"\b{self.limit}\b", told):
            return replace(self, limit=NEWER_LIMIT if self.limit != NEWER_LIMIT else "")
        if self.stream_options and (
            "stream_options" in told or "include_usage" in told
        ):
            return replace(self, stream_options=False)
        if self.temperature and "temperature" in told:
            return replace(self, temperature=False)
        role = SYSTEM_ROLE.search(told) or SYSTEM_MESSAGE.search(told)
        return replace(self, system_role=False) if self.system_role and role else None


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
