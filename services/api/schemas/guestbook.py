"""The guestbook."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class NewSignature(BaseModel):
    """`image` is a PNG, JPEG or WebP as a base64 data URL, or empty."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Ada", "emoji": "👋", "image": ""}]}
    )

    name: str = Field(description="1 to 100 characters.")
    emoji: str = Field(default="", description="Up to 16 code points.")
    image: str = Field(default="", description="Up to 700,000 characters.")


class SignatureSchema(BaseModel):
    id: str
    name: str
    emoji: str
    image: str
    timestamp: str


class SignaturePage(BaseModel):
    signatures: list[SignatureSchema]


class Visibility(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"hidden": True}]})

    hidden: bool


class OwnSignature(SignatureSchema):
    hidden: bool


class SignatureDeleted(BaseModel):
    message: str
