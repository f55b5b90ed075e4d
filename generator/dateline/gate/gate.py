"""The last look at every buffer before it may be published: one hit refuses the whole build."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from msgspec import Struct

from dateline.problems import Problem, Span, error


class Gate(Struct, frozen=True):
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


_MARKS = re.compile(r"^[ \t>]+", re.M)
_TAG = re.compile(r"<[^<>]*>")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|text([a-z]+)\{\}|([^u]))", re.S)
_NAMED = {
    "backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~", "asciicircum": "^",
    "less": "<", "greater": ">",
}  # fmt: skip
_BREAKS = frozenset("bfnrt")


def _readings(path: str, data: bytes) -> Iterator[bytes]:
    """The path, the bytes, and how a reader sees them: tags left out, references resolved, lines joined, and what a
    backslash hides in JSON (RFC 8259 section 7) and TeX."""
    yield path.encode()
    yield data
    text = data.decode("utf-8", "replace")
    if path.endswith(".txt"):
        # The lines of a quotation or a list begin with marks that stand between two words of a sentence.
        yield " ".join(_MARKS.sub("", text).split()).encode()
    yield from _as_html(text)
    if "\\" in text:
        # What an escape hides may be HTML again; halves of one character come together as in UTF-16.
        plain = _ESCAPE.sub(_meant, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        yield plain.encode("utf-8", "replace")
        yield from _as_html(plain)


def _as_html(text: str) -> Iterator[bytes]:
    import html  # only a list of protected text needs it

    for _ in range(2):  # a feed holds HTML within XML
        yield " ".join(html.unescape(_TAG.sub("", text)).split()).encode("utf-8", "replace")
        text = html.unescape(text)
        yield text.encode("utf-8", "replace")


def _meant(found: re.Match[str]) -> str:
    """What an escape stands for. One that is none stands for its own sign, as in TeX."""
    code, name, sign = found.groups()
    if code:
        return chr(int(code, 16))
    if name:
        return _NAMED.get(name, found[0])
    return " " if sign in _BREAKS else sign
