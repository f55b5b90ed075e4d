"""An animation of AVIF without the moment at which it was written, which its encoder puts into it."""

from __future__ import annotations

_WITHIN = (b"moov", b"trak", b"mdia")
_DATED = (b"mvhd", b"tkhd", b"mdhd")


def undated(data: bytes) -> bytes:
    """The same file with the times of its making and changing at zero, which stands for unknown (ISO/IEC 14496-12,
    sections 8.2.2, 8.3.2 and 8.4.2)."""
    out = bytearray(data)
    _undate(out, 0, len(out))
    return bytes(out)


def _undate(data: bytearray, at: int, end: int) -> None:
    while at + 8 <= end:
        size, kind, head = int.from_bytes(data[at : at + 4], "big"), bytes(data[at + 4 : at + 8]), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        if size < head:  # 0: to the end of the file
            return
        if kind in _WITHIN:
            _undate(data, at + head, min(at + size, end))
        elif kind in _DATED:
            # A version and flags, then two times of 32 bits, in version 1 of 64.
            length = 16 if data[at + head] == 1 else 8
            data[at + head + 4 : at + head + 4 + length] = bytes(length)
        at += size
