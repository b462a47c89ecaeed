"""A gap's draft accepted by the owner: shown, applied, undone; or the gap left open."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

import structlog

from services.analytics.filling import filled
from services.analytics.insight import Insight
from services.analytics.wanted import ALL, Range, Wanted
from services.errors import NotFound, Outdated, StorageUnavailable
from services.models.label import Choice
from services.resume.adding import Step

MOST_LEFT_OPEN = 500
MOST_EDITS = 20
LONGEST_ID = 200
NO_THEME = (
    "This theme is not open any more, or is named otherwise: load the list again."
)
NO_DRAFT = "The résumé's file has to be mended before anything can be added to it."
TOO_MANY = f"{MOST_LEFT_OPEN} themes are left open already: take some back first."
NOT_LEFT_OPEN = "This theme was not left open."
NO_UNDO = "There is nothing to undo: the file is not as the last change left it."
CHANGED = (
    "The file or the draft has changed meanwhile, so nothing was written: look again."
)
_log = structlog.get_logger(__name__)


class Edit(Protocol):
    """A change that is not made yet."""

    @property
    def diff(self) -> str: ...
    @property
    def warnings(self) -> tuple[str, ...]: ...
    @property
    def version(self) -> str:
        """The file before it."""

    @property
    def result(self) -> str:
        """The file after it."""


class ResumeFile(Protocol):
    def version(self) -> str: ...
    def edit(self, steps: Sequence[Step]) -> Any: ...
    def apply(self, edit: Any) -> str: ...
    def undo(self, version: str, backup: str) -> None: ...


class Choices(Protocol):
    async def all(self) -> Sequence[Choice]: ...
    async def put(self, choice: Choice, *, most: int, full: str) -> None: ...
    async def drop(self, key: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Filling:
    """A theme of the gaps of a range, and what its draft's blanks are filled with."""

    theme: str
    within: Range
    values: Mapping[str, str]


class Drafts:
    def __init__(
        self,
        insight: Insight,
        file: ResumeFile,
        *,
        left_open: Choices,
        edits: Choices,
        refresh: Callable[[], bool],
    ) -> None:
        """Call `refresh` to take up the changed file."""
        self._insight = insight
        self._file = file
        self._left_open = left_open
        self._edits = edits
        self._refresh = refresh

    async def gaps(self, within: Range, wanted: Wanted = ALL) -> dict[str, Any]:
        """The gaps as `Insight` has them, without those that are left open.

        These stand beside them, and so does the change that can be undone.
        """
        found = await self._insight.gaps(within, wanted)
        kept = {choice.key for choice in await self._left_open.all()}
        every = [(one, key_of(one["id"]) in kept) for one in found["themes"]]
        return {
            **found,
            "themes": [theme for theme, left in every if not left],
            "left_open": [theme for theme, left in every if left],
            "undo": await self.undoable(),
        }

    async def preview(self, filling: Filling) -> dict[str, Any]:
        """What would come of a draft: its diff, and what confirms exactly that."""
        theme = await self._theme(filling)
        edit = await self._edit(theme, filling)
        return {
            "field": theme["field"],
            "diff": edit.diff,
            "warnings": list(edit.warnings),
            "version": edit.version,
            "result": edit.result,
        }

    async def apply(
        self, filling: Filling, version: str, result: str
    ) -> dict[str, Any]:
        """Write what was shown; raise Outdated if it would be something else by now."""
        theme = await self._theme(filling)
        edit = await self._edit(theme, filling)
        if (edit.version, edit.result) != (version, result):
            raise Outdated(CHANGED)
        backup = await asyncio.to_thread(self._file.apply, edit)
        await self._note(edit.result, backup, theme["field"])
        await self._take_up([one["question"] for one in theme["questions"]])
        return {"field": theme["field"], "version": edit.result, "backup": backup}

    async def undo(self, version: str) -> dict[str, Any]:
        """Put the file back as it was before the change that led to `version`."""
        made = {choice.key: choice for choice in await self._edits.all()}
        if version not in made:
            raise Outdated(NO_UNDO)
        kept = json.loads(made[version].body)
        await asyncio.to_thread(self._file.undo, version, kept["backup"])
        await self._edits.drop(version)
        await self._take_up([])
        return {"field": kept["field"], "version": await self._version()}

    async def undoable(self) -> dict[str, Any] | None:
        """The change that the file still is as it left it, if there is one."""
        try:
            version = await self._version()
        except Outdated:
            return None
        for choice in await self._edits.all():
            if choice.key == version:
                field = json.loads(choice.body)["field"]
                at = choice.at.isoformat()
                return {"version": version, "field": field, "at": at}
        return None

    async def leave_open(self, theme: str) -> None:
        choice = Choice(key_of(theme), datetime.now(UTC))
        await self._left_open.put(choice, most=MOST_LEFT_OPEN, full=TOO_MANY)

    async def take_back(self, theme: str) -> None:
        if not await self._left_open.drop(key_of(theme)):
            raise NotFound(NOT_LEFT_OPEN)

    async def _theme(self, filling: Filling) -> Mapping[str, Any]:
        found = await self._insight.gaps(filling.within)
        for theme in found["themes"]:
            if theme["id"] == filling.theme:
                return dict(theme)
        raise NotFound(NO_THEME)

    async def _edit(self, theme: Mapping[str, Any], filling: Filling) -> Edit:
        if theme["draft"] is None:
            raise Outdated(NO_DRAFT)
        steps = filled(theme["draft"]["patch"], filling.values)
        edit: Edit = await asyncio.to_thread(self._file.edit, steps)
        return edit

    async def _version(self) -> str:
        return await asyncio.to_thread(self._file.version)

    async def _note(self, version: str, backup: str, field: str) -> None:
        """Remember how to undo; the file is changed, whatever becomes of that."""
        body = json.dumps({"backup": backup, "field": field})
        try:
            made = await self._edits.all()
            for old in made[: max(0, len(made) - MOST_EDITS + 1)]:
                await self._edits.drop(old.key)
            choice = Choice(version, datetime.now(UTC), body)
            await self._edits.put(choice, most=MOST_EDITS + 1, full=NO_UNDO)
        except StorageUnavailable as error:
            _log.warning("edit_not_noted", why=error.error_code)

    async def _take_up(self, questions: Sequence[str]) -> None:
        await asyncio.to_thread(self._refresh)
        await self._insight.ask_again(questions)


def key_of(theme: str) -> str:
    """What a theme is kept by: its name may be made of visitors' words."""
    return hashlib.sha256(theme.encode("utf-8", "replace")).hexdigest()[:32]
