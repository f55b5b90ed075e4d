"""Records as tuples of built-in types and back, so that state is plain data and never a pickle."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

from dateline.commit import writer
from dateline.load import scan
from dateline.markup import fragment
from dateline.plan import summary, views
from dateline.problems import problem
from dateline.state import records

_RECORDS: dict[str, type[Any]] = {
    name: record
    for module in (views, summary, fragment, problem, records, scan, writer)
    for name, record in vars(module).items()
    if isinstance(record, type) and dataclasses.is_dataclass(record)
}


_FLAT = ("str", "int", "bool", "bytes", "int | None", "str | None")
"""Types of fields whose values are as they are."""


def _read_fields(record: Any) -> tuple[tuple[str, ...], Any, tuple[int, ...]]:
    fields = dataclasses.fields(record)
    names = tuple(field.name for field in fields)
    read = attrgetter(*names)
    deep = tuple(number for number, field in enumerate(fields) if field.type not in _FLAT)
    return names, read if len(names) > 1 else lambda value: (read(value),), deep


_fields: Callable[[Any], tuple[tuple[str, ...], Any, tuple[int, ...]]] = cache(_read_fields)
"""A record's field names, what reads them all, and the numbers of those that have to be encoded."""


def encode(value: Any) -> Any:
    """A value for `marshal`: ("r", name, fields) for a record, ("d", pairs) for a dict, ("t", items) for a tuple."""
    kind = type(value)
    if kind in (str, int, bool, bytes, type(None)):
        return value
    if kind is tuple:
        return ("t", *[encode(item) for item in value])
    if kind is dict:
        return ("d", *[(encode(name), encode(item)) for name, item in value.items()])
    _, read, deep = _fields(kind)
    found = ["r", kind.__name__, *read(value)]
    for number in deep:
        found[number + 2] = encode(found[number + 2])
    return tuple(found)


def decode(value: Any) -> Any:
    """The value that `encode` was given. ValueError or KeyError for anything else."""
    if type(value) is not tuple:
        return value
    mark = value[0]
    if mark == "t":
        return tuple([decode(item) for item in value[1:]])
    if mark == "d":
        return {decode(name): decode(item) for name, item in value[1:]}
    if mark == "r":
        record = _RECORDS[value[1]]
        names, _, deep = _fields(record)
        items = list(value[2:])
        for number in deep:
            items[number] = decode(items[number])
        return record(**dict(zip(names, items, strict=True)))
    raise ValueError(f"{mark!r} is no mark of this codec")
