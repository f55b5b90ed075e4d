"""Bytes to text, or the exact place where they stop being text."""

from __future__ import annotations

import re

from dateline.problems import Problem, Span, error

LARGEST_TEXT = 8 * 1024 * 1024
"""Bytes. A day's log of a thousand long entries is a tenth of this."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""Neither XML 1.0 nor HTML may hold these; the first ones also serve the engine as placeholders."""


def decode(data: bytes, path: str) -> str | Problem:
    """The text of a UTF-8 file: a byte-order mark dropped, line ends normalised; or the problem."""
    if len(data) > LARGEST_TEXT:
        return too_large(path, len(data))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        before = data[: fault.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        return error(
            Span(path, line, column),
            "DL101",
            f"This is not UTF-8: byte 0x{data[fault.start]:02x}.",
            "Save the file as UTF-8; it looks like Latin-1 or Windows-1252.",
        )
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _CONTROL.search(text)
    if found:
        start = found.start()
        line = text.count("\n", 0, start) + 1
        column = start - (text.rfind("\n", 0, start) + 1) + 1
        return error(
            Span(path, line, column),
            "DL102",
            f"There is a control character here: U+{ord(found.group()):04X}.",
            "Delete it; it cannot be seen in most editors.",
        )
    return text


def too_large(path: str, size: int) -> Problem:
    """The problem of a text file over the limit."""
    most = LARGEST_TEXT // (1024 * 1024)
    return error(
        Span(path),
        "DL103",
        f"The file has {size:,} bytes; a text file may have {most} MiB.",
        "Split it by day; pictures and other media go under media/ or static/.",
    )
