"""Views to digests: two views that could render differently never share one."""

from __future__ import annotations

import dataclasses
import hashlib
import marshal
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

_SIZE = 16


_FLAT = ("str", "int", "bool", "bytes", "tuple[str, ...]", "str | None", "int | None")
"""Types of fields whose values are plain already."""


def _read(record: Any) -> tuple[str, Any, tuple[int, ...]]:
    fields = dataclasses.fields(record)
    read = attrgetter(*[field.name for field in fields])
    deep = tuple(number for number, field in enumerate(fields) if field.type not in _FLAT)
    return record.__name__, read if len(fields) > 1 else lambda value: (read(value),), deep


_reader: Callable[[Any], tuple[str, Any, tuple[int, ...]]] = cache(_read)
"""A record's name, what reads all its fields, and the numbers of those fields that are not plain by themselves."""


def plain(value: Any, memo: dict[int, Any]) -> Any:
    """A value as nested tuples of built-in types, with the names of its records. `memo` maps ids of records that
    are part of many views (the site, the blog) to their digests."""
    kind = type(value)
    if kind in (str, int, bool, bytes, type(None)):
        return value
    if kind in (tuple, list):
        return tuple([plain(item, memo) for item in value])
    if kind is dict:
        return tuple([(plain(name, memo), plain(value[name], memo)) for name in sorted(value)])
    found = memo.get(id(value))
    if found is not None:
        return found
    own = getattr(value, "digest", None)
    if isinstance(own, bytes) and own:
        return own
    name, read, deep = _reader(kind)
    fields = read(value)
    if not deep:
        return (name, *fields)
    found_fields = [name, *fields]
    for number in deep:
        item = fields[number]
        if item:
            found_fields[number + 1] = plain(item, memo)
    return tuple(found_fields)


def digest(value: Any, memo: dict[int, Any] | None = None) -> bytes:
    """16 bytes for a view. `marshal` version 2 writes equal values equally (later ones depend on reference counts)."""
    return hashlib.blake2b(marshal.dumps(plain(value, memo or {}), 2), digest_size=_SIZE).digest()


def combine(*parts: bytes | str) -> bytes:
    """A digest of digests and names, in order."""
    joined = hashlib.blake2b(digest_size=_SIZE)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode()
        joined.update(len(data).to_bytes(8, "big"))
        joined.update(data)
    return joined.digest()
