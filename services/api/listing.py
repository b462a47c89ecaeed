"""How every list is read: sorted by `sort`, with the `fields` that are wanted alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, Query, Request, params
from fastapi.dependencies.utils import get_flat_params
from pydantic import AfterValidator

from services.errors import InvalidInput
from services.models.records import Order

MOST_CHARACTERS = 400
"""Of `sort` and of `fields`: more than all names of a list take."""
MOST_OF_A_NAME = 60
DOWN = "-"

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a caller wants of a list: no order leaves its own, None is every field."""

    order: tuple[Order, ...] = ()
    fields: tuple[str, ...] | None = None

    def wants(self, name: str) -> bool:
        return self.fields is None or name in self.fields

    def shown(self, rows: Iterable[Row]) -> list[dict[str, Any]]:
        """The rows with the fields that are wanted, as far as each has them."""
        if self.fields is None:
            return [dict(row) for row in rows]
        return [{n: row[n] for n in self.fields if n in row} for row in rows]

    def in_order(self, rows: Iterable[Row]) -> list[Row]:
        """Rows that are all at hand, sorted; those without a value are last."""
        found = list(rows)
        for order in reversed(self.order):
            valued = [row for row in found if row.get(order.field) is not None]
            others = [row for row in found if row.get(order.field) is None]
            valued.sort(key=_by(order.field), reverse=order.descending)
            found = valued + others
        return found


def _by(name: str) -> Callable[[Row], Any]:
    """A field to sort by, in which capitals are as small letters."""

    def value(row: Row) -> Any:
        found = row[name]
        return found.casefold() if isinstance(found, str) else found

    return value


@dataclass(frozen=True, slots=True)
class Names:
    """A parameter that takes some of these names, separated by commas."""

    parameter: str
    allowed: tuple[str, ...]

    def read(self, text: str) -> tuple[str, ...]:
        """The names, each once; raise InvalidInput for any other."""
        names = tuple(dict.fromkeys(text.split(",")))
        if not set(names) <= set(self.allowed):
            told = ", ".join(self.allowed)
            raise InvalidInput(f"`{self.parameter}` takes names of these: {told}.")
        return names

    def query(self, description: str) -> Any:
        """How the interface describes it."""
        one = f"({'|'.join(self.allowed)})"
        return Query(
            default=None,
            max_length=MOST_CHARACTERS,
            description=f"{description}: {', '.join(self.allowed)}.",
            json_schema_extra={"pattern": f"^{one}(,{one})*$"},
        )


def reading_of(
    *, fields: tuple[str, ...], sortable: tuple[str, ...], first: str = ""
) -> params.Depends:
    """The dependency of a list whose rows have these fields, sorted by some of them.

    `first` is how it is sorted unless told otherwise, as `sort` is written; without it,
    its rows have an order of their own.
    """
    signed = tuple(sign + name for name in sortable for sign in ("", DOWN))
    by, only = Names("sort", signed), Names("fields", fields)
    usual = f"; without it, {first}" if first else ""

    def reading(
        sort: str | None = by.query(f"Sorted by, separated by commas{usual}"),
        fields: str | None = only.query("Only these of each row, separated by commas"),
    ) -> Reading:
        names = by.read(sort) if sort is not None else ()
        if first and sort is None:
            names = (first,)
        order = tuple(Order(n.removeprefix(DOWN), n.startswith(DOWN)) for n in names)
        return Reading(order, None if fields is None else only.read(fields))

    found: params.Depends = Depends(reading)
    return found


def in_utc(moment: datetime | None) -> datetime | None:
    """A moment without an offset is taken to be UTC."""
    if moment is None:
        return None
    try:
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except OverflowError as error:
        raise ValueError("is no moment of our calendar") from error


Moment = Annotated[datetime | None, AfterValidator(in_utc)]


def only_known(request: Request) -> None:
    """Raise InvalidInput for a parameter that the call does not have, naming it.

    A slip in a filter would else show rows that were not asked for.
    """
    known = {
        param.alias
        for param in get_flat_params(request.scope["route"].dependant)
        if isinstance(param.field_info, params.Query)
    }
    for name in request.query_params:
        if name not in known:
            told = ", ".join(sorted(known)) or "none"
            given = name[:MOST_OF_A_NAME]
            raise InvalidInput(f"`{given}` is no parameter here; there are: {told}.")


KnownQueryDep = Depends(only_known)
