"""The last look at every buffer before it may be published: one hit refuses the whole build."""

from __future__ import annotations

import hashlib
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
        for term in self.terms:
            if term in data or term in path.encode():
                hint = "Nothing was published. Remove it from the content, or redact it."
                return error(Span(path), "DL801", "Protected text would be published here.", hint)
        return None
