"""What an earlier process drew up of each entry: of a blog's five hundred, one edit changes one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from dateline.plan.combine import combine
from dateline.plan.digest import digest
from dateline.plan.views import EntryView

if TYPE_CHECKING:
    from dateline.plan.lines import Line

T = TypeVar("T")
Views = dict[bytes, EntryView]
"""Views by what decides them; lines are kept the same way."""


class Drawn:
    """`old_…` is what the last build drew up; `views` and `lines` collect what this one did, so that what is unused
    falls away. `common` stands for the shared part of the site, which all of it is made from.
    """

    def __init__(self, old_views: Mapping[bytes, EntryView], old_lines: Mapping[bytes, Line], common: bytes) -> None:
        self._old_views = old_views
        self._old_lines = old_lines
        self._base = common
        self._keys: dict[str, bytes] = {}
        self.views: Views = {}
        self.lines: dict[bytes, Line] = {}

    def around(self, *parts: object) -> None:
        """Says what the views of the blog have in common besides."""
        self._base = combine(self._base, digest(parts))

    def view(self, entry: str, made_from: object, make: Callable[[], EntryView]) -> EntryView:
        """The view of an entry by what else decides it, made only when none is left of an earlier build."""
        key = self._keys[entry] = combine(self._base, digest(made_from))
        return _found(key, self._old_views, self.views, make)

    def line(self, entry: str, page: str, make: Callable[[], Line]) -> Line:
        """The line of an entry, which the page that it stands on decides besides what decides its view."""
        return _found(combine(self._keys[entry], page), self._old_lines, self.lines, make)


def _found(key: bytes, old: Mapping[bytes, T], new: dict[bytes, T], make: Callable[[], T]) -> T:
    found = new[key] = old.get(key) or make()
    return found
