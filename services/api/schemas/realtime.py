"""What is answered beside the socket of a talk."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class ClientSecret(BaseModel):
    """A ticket that opens one talk."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "value": "ek_R2Vvcmdl",
                    "expires_at": 1798704000,
                    "session": {"type": "realtime", "object": "realtime.session"},
                }
            ]
        }
    )

    value: str = Field(description="Sent as the key of the connection.")
    expires_at: int = Field(description="In seconds since 1970.")
    session: dict[str, Any] = Field(description="What a talk begins with.")
