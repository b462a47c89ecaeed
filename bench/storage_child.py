"""A process that signs until it is killed: `python -m bench.storage_child …`.

Every line on stdout is an acknowledged signature: `client number id`.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from services.database_service import Storage, build_storage
from services.logs import configure_logging
from services.models.records import Signature
from services.settings import Settings
from tests.gateway import SECRET_KEY

PICTURE = "data:image/png;base64," + "A" * 500


async def sign_for_ever(storage: Storage, client: str, number: int) -> None:
    """Start with the number that nobody acknowledged: it may be there already."""
    while True:
        name = f"{client}-{number}"
        signature = Signature(str(uuid4()), name, "", PICTURE, datetime.now(UTC))
        stored = await storage.guestbook.add(signature, key=name)
        os.write(1, f"{client} {number} {stored.id}\n".encode())
        number += 1


async def run(data_dir: Path, url: str, progress: Mapping[str, int]) -> None:
    hosted: dict[str, Any] = {}
    if url:
        hosted = {"supabase_url": url, "supabase_service_key": SECRET_KEY}
    storage = build_storage(Settings(data_dir=data_dir, **hosted))
    await storage.start()
    os.write(1, b"ready\n")
    await asyncio.gather(*(sign_for_ever(storage, c, n) for c, n in progress.items()))


if __name__ == "__main__":
    configure_logging(level="ERROR", json=True)
    folder, url, progress = sys.argv[1:]
    asyncio.run(run(Path(folder), url, json.loads(progress)))
