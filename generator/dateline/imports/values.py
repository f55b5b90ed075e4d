"""Values of foreign JSON, whatever stands there, as the types that are wanted; and times that machines wrote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from dateline.imports.found import FoundEntry
from dateline.times import Moment, read_moment


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


def machine_time(text: str, zone: str) -> Moment | None:
    """A time that a machine wrote in whatever zone, by the clock of `zone`; None when it is none."""
    text = text.strip()
    found = read_moment(text, zone, None) if text and len(text) < 60 else None
    if not isinstance(found, Moment):
        found = read_moment(_iso(text), zone, None) if text else None
    if not isinstance(found, Moment):
        return None
    there = found.to_zone(zone)
    return replace(there, shown=there.machine())


def _iso(text: str) -> str:
    """What `datetime` reads of ISO 8601 and this generator does not, such as fractions of a second."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return moment.isoformat(timespec="seconds")


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
