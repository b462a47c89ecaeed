"""Commands for the owner: `python -m services.interview check|refit|rollback|drift`.

check FILE…   whether a bank of your own is right, with the line of each mistake
refit         learn from the scores that you disputed; switches only if that helps
rollback      let the weights serve that served before the last switch
drift         whether this week's answers are like those of the first weeks
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from services.database_service import database_path
from services.errors import ConfigurationError
from services.interview.bank_file import load_bank
from services.interview.banks import SHIPPED
from services.interview.drift import drift_of
from services.interview.interviews import MOST_LISTED
from services.interview.refit import disputed, refit, rollback
from services.interview.resume_questions import NAME
from services.interview_parts import interview_folder
from services.models.interview import Interview
from services.settings import Settings, read_settings
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_interviews import SqliteInterviews


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m services.interview",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=["check", "refit", "rollback", "drift"])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    try:
        if wanted.command == "check":
            return check(wanted.files)
        settings = read_settings()
        if wanted.command == "refit":
            return run_refit(settings, wanted.seed)
        return (
            run_rollback(settings) if wanted.command == "rollback" else drift(settings)
        )
    except ConfigurationError as error:
        print(error.message)
        return 1


def check(files: Sequence[Path]) -> int:
    for path in files:
        bank = load_bank(path)
        print(
            f"{path.name}: {len(bank.questions)} questions on {', '.join(bank.skills)}"
        )
    return 0


def run_refit(settings: Settings, seed: int) -> int:
    folder = interview_folder(settings.data_dir)
    examples = disputed(asyncio.run(kept(settings)), story_banks(settings))
    run = refit(examples, folder, seed=seed, at=datetime.now(UTC))
    print(f"held out {run.held_out} of {run.held_out + run.fitted_on} answers")
    print(f"agreement: {run.old_agreement:.3f} before, {run.new_agreement:.3f} after")
    print(f"{'switched' if run.switched else 'not switched'}: {run.why}")
    return 0


def run_rollback(settings: Settings) -> int:
    folder = interview_folder(settings.data_dir)
    done = rollback(folder, at=datetime.now(UTC))
    print("the weights before serve again" if done else "there are none to go back to")
    return 0 if done else 1


def drift(settings: Settings) -> int:
    """Return 2 where there is drift, so that a weekly job can tell."""
    found = drift_of(asyncio.run(kept(settings)))
    for week in found["weeks"]:
        print(f"{week['week']}: {week['answers']} answers, {week['indices']}")
    print(found["advice"] or "no drift")
    return 2 if found["alarm"] else 0


def story_banks(settings: Settings) -> set[str]:
    folders = [SHIPPED, *filter(None, [settings.interview_banks])]
    paths = [path for folder in folders for path in folder.glob("*.toml")]
    return {bank.name for bank in map(load_bank, paths) if bank.star} | {NAME}


async def kept(settings: Settings) -> Sequence[Interview]:
    """Return the interviews of the data folder."""
    file = SqliteFile(database_path(settings))
    try:
        return await SqliteInterviews(file).latest(limit=MOST_LISTED)
    finally:
        await file.close()


if __name__ == "__main__":
    sys.exit(main())
