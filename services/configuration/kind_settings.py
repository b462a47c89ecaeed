"""Settings read kindly: from the environment and from `.env`, in any clear form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationInfo, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from services.configuration import sources

ENV_FILE = ".env"


class KindSettings(BaseSettings):
    """The real environment wins over `.env`; an empty value counts as not set."""

    model_config = SettingsConfigDict(
        extra="ignore",
        env_ignore_empty=True,
        use_attribute_docstrings=True,
        hide_input_in_errors=True,
        allow_inf_nan=False,
        frozen=True,
    )

    @field_validator("*", mode="before")
    @classmethod
    def _tidy(cls, value: Any, info: ValidationInfo) -> Any:
        name = info.field_name
        return value if name is None else sources.tidied(value, cls.model_fields[name])

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        file = sources.EnvFile(settings_cls, Path(ENV_FILE))
        return init_settings, env_settings, file
