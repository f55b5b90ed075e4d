"""The last look at every buffer before it may be published: one hit refuses the whole build."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.problems import Problem, Span, error


@dataclass(frozen=True, slots=True)
class Gate:
    """`terms` are texts that must stand nowhere in the output, as UTF-8. The list may be empty."""

    terms: tuple[bytes, ...] = ()

    @property
    def digest(self) -> bytes:
        """Stands for the list in keys: when it changes, everything is made and scanned again."""
        joined = hashlib.blake2b(digest_size=16)
        for term in sorted(self.terms):
            joined.update(len(term).to_bytes(8, "big") + term)
        return joined.digest()

    def refuse(self, path: str, data: bytes) -> Problem | None:
        """The problem of an output that holds protected text; the text itself is not repeated in it."""
        if self.terms and any(term in reading for reading in _readings(path, data) for term in self.terms):
            hint = "Nothing was published. Remove it from the content, or redact it."
            return error(Span(path), "DL801", "Protected text would be published here.", hint)
        return None


_TAG = re.compile(r"<[^<>]*>")
_ESCAPE = re.compile(r"(?:\\u[0-9A-Fa-f]{4})+|\\[\"\\/bfnrt]")
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
"""How JSON writes signs in its strings (RFC 8259 section 7)."""


def _unescaped(match: re.Match[str]) -> str:
    written = match.group()
    if written[1] == "u":
        # Two of them may be halves of one character.
        return bytes.fromhex(written.replace("\\u", "")).decode("utf-16-be", "replace")
    return _ESCAPED.get(written[1], written[1])


def _readings(path: str, data: bytes) -> Iterator[bytes]:
    """The path, the bytes, and how a reader sees them: tags left out, references resolved, lines joined, the escapes
    of JSON undone."""
    yield path.encode()
    yield data
    text = data.decode("utf-8", "replace")
    yield from _as_html(text)
    if "\\" in text:
        # JSON, by itself or within a page: what it holds may be HTML again.
        plain = _ESCAPE.sub(_unescaped, text)
        yield plain.encode("utf-8", "replace")
        yield from _as_html(plain)


def _as_html(text: str) -> Iterator[bytes]:
    for _ in range(2):  # a feed holds HTML within XML
        yield " ".join(html.unescape(_TAG.sub("", text)).split()).encode()
        text = html.unescape(text)
        yield text.encode("utf-8", "replace")
