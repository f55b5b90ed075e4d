"""Values of foreign JSON, whatever stands there, as the types that are wanted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from dateline.imports.found import FoundEntry


def mapping(value: Any) -> dict[str, Any]:
    """A JSON object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def rows(value: Any) -> list[Any]:
    """A JSON array; a value that stands alone is a list of one, null of none."""
    return value if isinstance(value, list) else [] if value is None else [value]


def objects(value: Any) -> list[dict[str, Any]]:
    """The JSON objects of an array."""
    return [item for item in rows(value) if isinstance(item, dict)]


def words(value: Any) -> str:
    """A text; a number as it is written; "" for anything else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def first_words(*values: Any) -> str:
    """The first of the values that says anything."""
    return next((found for found in (words(value).strip() for value in values) if found), "")


def in_order(entries: Iterable[FoundEntry]) -> tuple[FoundEntry, ...]:
    """Entries by their instants. Those of one instant are numbered in the order that they came in."""
    found: list[FoundEntry] = []
    for entry in sorted(entries, key=lambda entry: entry.time.instant):
        before = found[-1] if found else None
        number = before.order + 1 if before and before.time.instant == entry.time.instant else 0
        found.append(replace(entry, order=number))
    return tuple(found)


def counted(number: int, one: str, many: str) -> str:
    """ "1 post", "1,200 posts"."""
    return f"1 {one}" if number == 1 else f"{number:,} {many}"
