"""Records to bytes and back: plain data, read as the types that they are declared to be, and never a pickle."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

encode = msgspec.msgpack.Encoder().encode


def _read(type_: Any) -> Any:
    return msgspec.msgpack.Decoder(type_).decode


_reader: Callable[[Any], Callable[[bytes], Any]] = cache(_read)


def packed(value: Any) -> msgspec.Raw:
    """A value as a part of another that need not be read with it."""
    return msgspec.Raw(encode(value))


def decode(data: bytes | msgspec.Raw, type_: type[T]) -> T | None:
    """The value that was encoded; None for bytes that are no such value."""
    try:
        found: T = _reader(type_)(data)
    except msgspec.MsgspecError:
        return None
    return found
