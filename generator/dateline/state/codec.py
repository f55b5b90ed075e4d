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


def _read_fields(record: Any) -> tuple[tuple[str, ...], Any]:
    names = tuple(field.name for field in dataclasses.fields(record))
    read = attrgetter(*names)
    return names, read if len(names) > 1 else lambda value: (read(value),)


_fields: Callable[[Any], tuple[tuple[str, ...], Any]] = cache(_read_fields)


def encode(value: Any) -> Any:
    """A value for `marshal`: ("r", name, fields) for a record, ("d", pairs) for a dict, ("t", items) for a tuple."""
    kind = type(value)
    if kind in (str, int, bool, bytes, type(None)):
        return value
    if kind is tuple:
        return ("t", *[encode(item) for item in value])
    if kind is dict:
        return ("d", *[(encode(name), encode(item)) for name, item in value.items()])
    return ("r", kind.__name__, *[encode(item) for item in _fields(kind)[1](value)])


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
        names = _fields(record)[0]
        return record(**dict(zip(names, [decode(item) for item in value[2:]], strict=True)))
    raise ValueError(f"{mark!r} is no mark of this codec")
