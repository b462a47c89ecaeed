"""`python -m services.mcp`: the résumé for an assistant that starts this program.

It reads the résumé and nothing else: no session, no log, no language model.
"""

from __future__ import annotations

import asyncio
import sys

from services.errors import ConfigurationError
from services.logs import configure_logging
from services.mcp.library import Asked, Library
from services.models.answer import Query
from services.resume_query_processor import ResumeQueryProcessor
from services.settings import Settings, read_settings

VERSION = "0.1.0"


def library_of(settings: Settings) -> Library:
    """The library of the résumé that settings name; raise ConfigurationError."""
    processor = ResumeQueryProcessor.from_settings(settings)

    async def ask(question: str, _: str | None) -> Asked:
        answer = await processor.find(Query(question))
        return Asked(answer.text, answer, answer.evidence)

    return Library(processor.resume, processor.content, ask, processor.fit)


def main() -> int:
    """Serve until standard input ends; 1 when a setting or the résumé is wrong."""
    try:
        settings = read_settings()
        configure_logging(level="ERROR", json=False)
        library = library_of(settings)
    except ConfigurationError as error:
        print(f"Viva Voce cannot start: {error}", file=sys.stderr)
        return 1
    from services.mcp.server import serve_stdio

    asyncio.run(serve_stdio(library, VERSION))
    return 0


if __name__ == "__main__":
    sys.exit(main())
