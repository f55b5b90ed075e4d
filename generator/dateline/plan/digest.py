"""Views to digests: two views that could render differently never share one."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
from msgspec.structs import astuple

from dateline.plan.combine import SIZE
from dateline.plan.views import EntryView, View

# What stands where is said by the view's class, which the template decides: only the values are written.
_written = msgspec.msgpack.Encoder(order="deterministic").encode


def digest(value: Any) -> bytes:
    """16 bytes for a view, or for a value of views and built-in types."""
    return hashlib.blake2b(_written(value), digest_size=SIZE).digest()


def page_digest(view: View, common: tuple[tuple[View, bytes], ...]) -> bytes:
    """16 bytes for the view of a page. Entries in it are told by the digests that they carry, and views that stand on
    many pages by those that are given with them: an entry is on two or three pages, and is written once."""
    known = {id(part): told for part, told in common}
    return digest([known.get(id(part)) or _told(part) for part in astuple(view)])


def _told(part: Any) -> Any:
    if type(part) is EntryView:
        return part.digest
    if type(part) is tuple and part and type(part[0]) is EntryView:
        return [entry.digest for entry in part]
    return part
