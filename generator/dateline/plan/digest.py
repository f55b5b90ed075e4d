"""Views to digests: two views that could render differently never share one."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from dateline.plan.combine import SIZE

# What stands where is said by the view's class, which the template decides: only the values are written.
_written = msgspec.msgpack.Encoder(order="deterministic").encode


def digest(value: Any) -> bytes:
    """16 bytes for a view, or for a value of views and built-in types."""
    return hashlib.blake2b(_written(value), digest_size=SIZE).digest()
