"""Fragments remembered by what decides them, within a build and from one build to the next."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar
from urllib.parse import unquote

from dateline.markup.fragment import Fragment
from dateline.markup.scope import CITED, Picture, Scope
from dateline.urls import lone_addresses, plain_address

T = TypeVar("T")
Fragments = dict[bytes, Fragment]
"""Fragments by what decides them."""
Renderer = Callable[[str, Scope], Fragment]


class Memo:
    """`old` holds the last build's fragments; `kept` collects those of this one, so that what is unused falls away."""

    def __init__(self, old: Mapping[bytes, Fragment] | None = None) -> None:
        self._old = old or {}
        self.kept: Fragments = {}
        self.made = 0
        self._once: dict[Hashable, tuple[Any, object]] = {}

    def turn(self) -> Memo:
        """Begins another build of the same blog: its fragments stay, what was made once is made again."""
        self._once.clear()
        return self

    def once(self, key: Hashable, kept: object, make: Callable[[], T]) -> T:
        """What `make` gives, the same object every time within this build. `kept` is held, for keys that are ids."""
        found = self._once.get(key)
        if found is None:
            found = self._once[key] = (make(), kept)
        value: T = found[0]
        return value

    def get(self, renderer: Renderer, text: str, scope: Scope) -> Fragment:
        """The fragment of a text, made only when nothing that decides it has been seen before."""
        key = memo_key(renderer.__name__, text, scope)
        found = self.kept.get(key) or self._old.get(key)
        if found is None:
            self.made += 1
            found = renderer(text, scope)
            # What is wrong must be said again by every build, with hints of that day.
            if found.flaws:
                return found
        self.kept[key] = found
        return found


def memo_key(kind: str, text: str, scope: Scope) -> bytes:
    """A digest of all that can decide a fragment: of the labels, only those that the text could cite."""
    parts: list[object] = [
        kind, text, scope.prefix, scope.folder, scope.lang, scope.dir, scope.quotes, scope.headings, scope.listed,
    ]  # fmt: skip
    if "@" in text:
        parts += [f"{source}\x00{scope.labels.get(source, chr(1))}" for source in CITED.findall(text)]
    if "![" in text:
        parts += [repr((name, scope.pictures[name])) for name in _named(text, scope.pictures)]
    parts += [repr(scope.cards.get(plain_address(address))) for address in lone_addresses(text)]
    # What `marshal` writes in its second version is the same for equal values, and says where each ends.
    return hashlib.sha256(marshal.dumps(parts, 2)).digest()[:16]


def _named(text: str, pictures: Mapping[str, Picture]) -> list[str]:
    """The files that a text may show, in order; all of them where names may be written in other ways than one."""
    if "&" in text or "\\" in text:
        return sorted(pictures)
    said = unquote(text)
    return sorted(name for name in pictures if name.rpartition("/")[2] in said)
