"""Generated audio as it is kept: a name to fetch it by, and what lies on disk."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

MEDIA_TYPES = {"wav": "audio/wav", "mp3": "audio/mpeg", "opus": "audio/ogg"}


@dataclass(frozen=True, slots=True)
class StoredAudio:
    name: str
    size_bytes: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class AudioOnDisk:
    """A file that stays while it is being read."""

    path: Path
    size_bytes: int
    media_type: str
    status: os.stat_result

    @property
    def etag(self) -> str:
        """A name is never written twice, so it identifies the content."""
        return f'"{self.path.stem}"'
