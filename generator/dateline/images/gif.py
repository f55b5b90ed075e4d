"""A GIF without what nobody sees: its frames are copied as they are, for encoding them anew would cost colours."""

from __future__ import annotations

_EXTENSION, _IMAGE, _END = 0x21, 0x2C, 0x3B
_TIMING, _APPLICATION = 0xF9, 0xFF
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def strip_gif(data: bytes) -> bytes:
    """The header, the frames with their timing, and how often they are repeated; comments, XMP, plain text and what
    follows the end are left out (GIF89a, sections 17 to 26). ValueError when the blocks do not make up a GIF.
    """
    if data[:6] not in (b"GIF87a", b"GIF89a") or len(data) < 13:
        raise ValueError("no GIF")
    at = 13 + _table(data[10])
    out = [data[:at]]
    frames = 0
    while at < len(data):
        start, kind = at, data[at]
        if kind == _END:
            break
        if kind == _IMAGE and len(data) > at + 10:
            at = _after_blocks(data, at + 11 + _table(data[at + 9]))
            out.append(data[start:at])
            frames += 1
        elif kind == _EXTENSION and len(data) > at + 2:
            at = _after_blocks(data, at + 2)
            out.append(_kept(data[start:at]))
        else:
            raise ValueError("no GIF")
    if not frames:
        raise ValueError("no GIF")
    return b"".join(out) + bytes([_END])


def _table(flags: int) -> int:
    """Bytes of the colour table that the flags announce."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    """Where a chain of sub-blocks has ended."""
    while at < len(data):
        size = data[at]
        at += 1 + size
        if not size:
            return at
    raise ValueError("no GIF")


def _kept(extension: bytes) -> bytes:
    """What is published of an extension: how long a frame is shown, and how often all of them are."""
    if extension[1] == _TIMING and len(extension) == 8:
        return extension
    if extension[1] == _APPLICATION and extension[3:14] in _LOOPS and extension[14:16] == b"\x03\x01":
        return extension[:18] + b"\x00"
    return b""
