"""Bytes to text, or the exact place where they stop being text."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from dateline.problems import Problem, Span, error

LARGEST_TEXT = 8 * 1024 * 1024
"""Bytes. A day's log of a thousand long entries is a tenth of this."""

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")
"""Neither XML 1.0 nor HTML may hold these; the first ones also serve the engine as placeholders. U+2028 and U+2029 end
a line for YAML and for no editor, so that every later place would be told a line off."""


def decode(data: bytes, path: str) -> str | Problem:
    """The text of a UTF-8 file: a byte-order mark dropped, line ends normalised; or the problem."""
    if len(data) > LARGEST_TEXT:
        return too_large(path, len(data))
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        before = data[: fault.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        return error(
            Span(path, line, column),
            "DL101",
            f"This is not UTF-8: byte 0x{data[fault.start]:02x}.",
            _encoding_hint(data),
        )
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = CONTROL.search(text)
    if found:
        start = found.start()
        line = text.count("\n", 0, start) + 1
        column = start - (text.rfind("\n", 0, start) + 1) + 1
        return error(
            Span(path, line, column),
            "DL102",
            f"There is a control character here: {control_name(found.group())}.",
            "Delete it; it cannot be seen in most editors.",
        )
    if "<<<<<<< " in text or ">>>>>>> " in text:
        conflict = CONFLICT.search(text)
        if conflict:
            hint = "Keep what is right, and delete the lines that git put in: <<<<<<<, |||||||, ======= and >>>>>>>."
            line = text.count("\n", 0, conflict.start()) + 1
            return error(Span(path, line, 1), "DL111", "This conflict of git was left as it was.", hint)
    return text


CONFLICT = re.compile("^(?:<{7}|>{7}) [^\n]+$", re.MULTILINE)
"""The first and the last line of a conflict, as git writes them."""


def control_name(char: str) -> str:
    """How a character that cannot be seen is told."""
    names = {"\x00": " (NUL)", "\u2028": " (line separator)", "\u2029": " (paragraph separator)"}
    return f"U+{ord(char):04X}{names.get(char, '')}"


def _encoding_hint(data: bytes) -> str:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or data[:200].count(0) > 20:
        return "Save the file as UTF-8; it looks like UTF-16."
    return "Save the file as UTF-8; it looks like Latin-1 or Windows-1252."


def too_large(path: str, size: int) -> Problem:
    """The problem of a text file over the limit."""
    most = LARGEST_TEXT // (1024 * 1024)
    return error(
        Span(path),
        "DL103",
        f"The file has {size:,} bytes; a text file may have {most} MiB.",
        "Split it by day; pictures and other media go under media/ or static/.",
    )
