"""Commands for the owner: `python -m services.resume check|convert|backup|try`."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from services.errors import ConfigurationError
from services.resume.checking import check
from services.resume.converting import to_json_resume, to_own
from services.resume.json_resume import is_json_resume
from services.resume.loading import load
from services.resume.trying import (
    OwnQuestion,
    Tried,
    read_questions,
    report,
    summary,
    try_out,
)

MEANING_S = 20.0
"""For the vectors, which the service makes when it starts."""


def main(arguments: list[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except ConfigurationError as error:
        print(error.message, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m services.resume")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    checked = commands.add_parser("check", help="problems, warnings, open questions")
    checked.add_argument("file", type=Path)
    checked.set_defaults(run=_check)
    converted = commands.add_parser("convert", help="one format into the other")
    converted.add_argument("file", type=Path)
    converted.add_argument("--to", choices=("own", "json-resume"), required=True)
    converted.add_argument("--output", type=Path, help="a file; else it is printed")
    converted.set_defaults(run=_convert)
    saved = commands.add_parser("backup", help="a checked copy with its date")
    saved.add_argument("file", type=Path)
    saved.add_argument("directory", type=Path)
    saved.set_defaults(run=_backup)
    tried = commands.add_parser("try", help="your own questions, asked and judged")
    tried.add_argument("questions", type=Path, help="labels.jsonl of the dashboard")
    tried.add_argument("--resume", type=Path, help="else RESUME_PATH")
    tried.set_defaults(run=_try)
    return parser


def _check(arguments: argparse.Namespace) -> int:
    report = check(arguments.file)
    counts = ", ".join(f"{len(e)} {name}" for name, e in report.resume.sections.items())
    print(f"{arguments.file.name}: {report.resume.profile.name}: {counts}")
    for warning in report.warnings:
        line = f"{arguments.file.name}:{warning.line}"
        print(f"{line}: warning: {warning.path}: {warning.message}")
    if report.gaps:
        print("Visitors will ask, and this résumé cannot answer yet:")
    for gap in report.gaps:
        print(f"  {gap.question}  (add {gap.needs})")
    return 0


def _convert(arguments: argparse.Namespace) -> int:
    document = load(arguments.file).document.value
    ours = not is_json_resume(document)
    if arguments.to == "own":
        converted = document if ours else to_own(document)
    else:
        converted = to_json_resume(document) if ours else document
    text = json.dumps(converted, indent=2, ensure_ascii=False) + "\n"
    if arguments.output is None:
        print(text, end="")
        return 0
    return _write_new(arguments.output, text.encode())


def _backup(arguments: argparse.Namespace) -> int:
    load(arguments.file)
    arguments.directory.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    copy = arguments.directory / f"{arguments.file.stem}-{stamp}{arguments.file.suffix}"
    return _write_new(copy, arguments.file.read_bytes())


def _try(asked: argparse.Namespace) -> int:
    """1 when an answer that was right before is wrong now."""
    questions = read_questions(asked.questions)
    found = []
    for one in asyncio.run(_tried(questions, asked.resume)):
        print(report(one))
        found.append(one)
    print(summary(found))
    return int(any(one.is_worse for one in found))


async def _tried(questions: list[OwnQuestion], path: Path | None) -> list[Tried]:
    """Asked of the engine as the service builds it; no language model is asked."""
    from services.logs import configure_logging
    from services.meaning_service import build_meaning
    from services.resume_query_processor import ResumeQueryProcessor
    from services.settings import read_settings

    settings = read_settings()
    configure_logging(level="ERROR", json=False)
    meaning = build_meaning(settings)
    processor = ResumeQueryProcessor.from_path(
        path or settings.resume_path,
        tone=settings.persona_tone,
        make_meaning=meaning.vectors_of,
        first_person=settings.persona_voice == "first",
    )
    meaning.start()

    def ask_all() -> Iterator[Tried]:
        until = time.monotonic() + MEANING_S
        while processor.meaning and not processor.meaning.complete:
            if time.monotonic() > until:
                break
            time.sleep(0.05)
        yield from try_out(questions, processor.answer)

    try:
        return await asyncio.to_thread(lambda: list(ask_all()))
    finally:
        await processor.close()
        await meaning.close()


def _write_new(path: Path, data: bytes) -> int:
    """Nothing that is there already is written over."""
    try:
        with path.open("xb") as file:
            file.write(data)
    except OSError as error:
        print(f"{path}: {error.strerror}", file=sys.stderr)
        return 1
    print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
