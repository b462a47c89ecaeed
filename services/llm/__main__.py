"""`python -m services.llm try "question"`: what a model is asked, and what it says."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Iterator

from services.errors import ServiceError
from services.llm.calls import Trial
from services.llm.phrasing import GroundedPhraser
from services.llm_service import build_phraser
from services.logs import configure_logging
from services.meaning_service import build_meaning
from services.models.answer import Answer, Query
from services.resume_query_processor import ResumeQueryProcessor
from services.settings import Settings, read_settings

MEANING_S = 20.0
"""For the vectors, which the service makes when it starts."""


def main(arguments: list[str] | None = None) -> int:
    """Print the prompt, the reply, and a verdict on each sentence; 1 when it fails."""
    parser = argparse.ArgumentParser(prog="python -m services.llm", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    trying = commands.add_parser("try", help="ask one question of the model")
    trying.add_argument("question")
    wanted = parser.parse_args(arguments)
    try:
        settings = read_settings()
        configure_logging(level=settings.log_level, json=False)
        for line in asyncio.run(tried(wanted.question, settings)):
            print(line)
    except ServiceError as error:
        print(error.message, file=sys.stderr)
        return 1
    return 0


async def tried(question: str, settings: Settings) -> list[str]:
    """What came of a question, as lines; raise ServiceError where nothing can come."""
    meaning = build_meaning(settings)
    processor = ResumeQueryProcessor.from_settings(
        settings, make_meaning=meaning.vectors_of
    )
    phraser = build_phraser(settings, lambda: processor.resume, processor.facts)
    if not isinstance(phraser, GroundedPhraser):
        return ["No model is set up: give a key or LLM_BASE_URL, and LLM_MODE."]
    meaning.start()
    try:
        await asyncio.to_thread(_wait_for_vectors, processor)
        query = Query(question)
        answer = await processor.find(query)
        trial = await phraser.trial(
            query, answer, deadline_s=settings.llm_background_deadline_ms / 1000
        )
        return list(_told(answer, phraser.declines(query, answer), trial))
    finally:
        await phraser.close()
        await processor.close()
        await meaning.close()


def _wait_for_vectors(processor: ResumeQueryProcessor) -> None:
    until = time.monotonic() + MEANING_S
    while processor.meaning and not processor.meaning.complete:
        if time.monotonic() > until:
            return
        time.sleep(0.05)


def _told(answer: Answer, refusals: str, trial: Trial) -> Iterator[str]:
    sure = f"{answer.intent}, confidence {answer.confidence:.2f}"
    yield f"# The engine says ({sure})\n{answer.text}"
    if refusals:
        yield f"# A visitor's question would not be asked: {refusals}"
    for message in trial.request.messages:
        yield f"\n# {message.role}\n{message.content}"
    done = trial.completion
    tokens = f"{done.prompt_tokens} + {done.completion_tokens} tokens"
    yield f"\n# {done.model} replies ({tokens}, ${trial.cost_usd:.6f})\n{done.text}"
    yield "\n# Sentence by sentence"
    for sentence, verdict in trial.speech.judgements:
        yield f"- {sentence}\n  {verdict}"
    stands = trial.speech.enough
    yield f"\n# A visitor gets\n{trial.speech.text if stands else answer.text}"


if __name__ == "__main__":
    sys.exit(main())
