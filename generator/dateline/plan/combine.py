"""Digests of digests: keys are put together of them."""

from __future__ import annotations

import hashlib
import marshal

SIZE = 16
"""Bytes of a digest."""


def combine(*parts: bytes | str) -> bytes:
    """A digest of digests and names, in order."""
    # What `marshal` writes begins with the length of each part; its second version writes equal values equally.
    return hashlib.blake2b(marshal.dumps(parts, 2), digest_size=SIZE).digest()
