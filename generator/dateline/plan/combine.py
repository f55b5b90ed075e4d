"""Digests of digests: keys are put together of them."""

from __future__ import annotations

import hashlib

SIZE = 16
"""Bytes of a digest."""


def combine(*parts: bytes | str) -> bytes:
    """A digest of digests and names, in order."""
    data = [part if isinstance(part, bytes) else part.encode() for part in parts]
    lengths = b"".join([len(part).to_bytes(8, "big") for part in data])
    return hashlib.blake2b(b"".join((len(data).to_bytes(8, "big"), lengths, *data)), digest_size=SIZE).digest()
