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


def _read(record: Any) -> tuple[str, Any, int]:
    names = [field.name for field in dataclasses.fields(record)]
    return record.__name__, attrgetter(*names), len(names)


_reader: Callable[[Any], tuple[str, Any, int]] = cache(_read)


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
    name, read, count = _reader(kind)
    fields = read(value)
    return (name, *[plain(item, memo) for item in (fields if count > 1 else (fields,))])


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
