"""The guestbook."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from services.api.schemas.examples import SIGNATURE, example


class NewSignature(BaseModel):
    """`image` is a PNG, JPEG or WebP as a base64 data URL, or empty."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Ada", "emoji": "👋", "image": ""}]}
    )

    name: str = Field(description="1 to 100 characters.")
    emoji: str = Field(default="", description="Up to 16 code points.")
    image: str = Field(default="", description="Up to 700,000 characters.")


class SignatureSchema(BaseModel):
    model_config = example(**SIGNATURE)

    id: str
    name: str
    emoji: str
    image: str
    timestamp: str


class SignaturePage(BaseModel):
    model_config = example(signatures=[SIGNATURE])

    signatures: list[SignatureSchema]


class Visibility(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"hidden": True}]})

    hidden: bool


class OwnSignature(SignatureSchema):
    model_config = example(**SIGNATURE, hidden=True)

    hidden: bool


class SignatureDeleted(BaseModel):
    model_config = example(message="The signature is deleted.")

    message: str
