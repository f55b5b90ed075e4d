"""What one process keeps from build to build, for the preview: values beside what they were made from.

A kept value is used again only while what it was made from is equal, so a build with a memory makes the same bytes as
one without; the tests of incremental builds run both ways.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, TypeVar

S = TypeVar("S")
T = TypeVar("T")
V = TypeVar("V")


class Itself:
    """Stands for an object that was kept, where looking at all that it holds would take longer than to make a value
    again: it equals what stands for that very object, and nothing else."""

    __slots__ = ("_of",)

    def __init__(self, of: object) -> None:
        self._of = of

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and self._of is other._of

    __hash__ = None  # type: ignore[assignment]  # what it stands for may have none


_LONG = 8
"""Rounds. What is not asked for in twice as many in turn falls away, at the latest in three times as many: editors go
back and forth between a few entries, and what is beside them is asked for again."""

_WAITING = 2
"""How often something may fall away, and one more, before it is freed whether there is time or not."""


class Kept:
    """A memory: for each key the last value, and what it was made from. What many rounds in turn do not ask for falls
    away."""

    __slots__ = ("_always", "_before", "_earlier", "_gone", "_most", "_now", "_parts", "_rounds", "is_new", "once")

    def __init__(self, parts: int = 1, *, once: bool = False) -> None:
        self.once = once
        """Whether no other round will follow: what only the next one would ask for need not be found out."""
        self._now: dict[Hashable, tuple[object, object]] = {}
        self._before: dict[Hashable, tuple[object, object]] = {}
        self._earlier: dict[Hashable, tuple[object, object]] = {}
        self._gone: list[dict[Hashable, tuple[object, object]]] = []
        self._always: dict[Hashable, object] = {}
        self._parts: dict[str, Kept] = {}
        self._most = parts
        self._rounds = 0
        self.is_new = True
        """Whether nothing was kept in an earlier round."""

    def same(self, key: Hashable, made_from: object, make: Callable[[], T]) -> T:
        """The value kept under `key` if it was made from the same, else a new one, kept instead.

        `make` must be a pure function of `made_from`. Comparing is cheap for objects that were kept themselves, since
        Python looks at identity first.
        """
        # As `find` does, without a call: this is asked thousands of times in a round.
        found: tuple[object, Any] | None = self._now.get(key) or self._before.get(key) or self._earlier.get(key)
        # Some kinds, such as mappings, compare all that they hold before they see that they are one and the same.
        if found is None or not (found[0] is made_from or found[0] == made_from):
            found = (made_from, make())
        self._now[key] = found
        value: T = found[1]
        return value

    def within(self, key: Hashable, made_from: object, make: Callable[[Kept], T]) -> T:
        """As `same`, of a value that is put together of many. `make` is given a memory for those, which stays, and
        turns when it is asked only."""
        return self.same(key, made_from, lambda: make(self.always(key, Kept).turn()))

    def find(self, key: Hashable) -> tuple[object, object] | None:
        """(what it was made from, the value), or None when nothing is kept under `key`."""
        return self._now.get(key) or self._before.get(key) or self._earlier.get(key)

    def put(self, key: Hashable, made_from: object, value: object) -> None:
        """Keeps a value that is at hand already: written by this process, or left by an earlier one."""
        self._now[key] = (made_from, value)

    def drop(self, key: Hashable) -> None:
        """Forgets a value."""
        self._now.pop(key, None)
        self._before.pop(key, None)
        self._earlier.pop(key, None)

    def always(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value under `key`, which stays for as long as the memory: made of nothing, and filled by its users."""
        found: Any = self._always.get(key)
        value: T = make() if found is None else found
        self._always[key] = value
        return value

    def each(self, key: Hashable, things: Iterable[S], make: Callable[[S], T]) -> list[T]:
        """A value for each of some things, no two of which are one object: made again only of what is another object
        than in the round before."""
        before: Mapping[int, tuple[S, T]] = self.always(key, dict)
        # The things themselves are kept, so that no other can come to have the place of one in memory.
        now = {id(thing): before.get(id(thing)) or (thing, make(thing)) for thing in things}
        self._always[key] = now
        return [value for _, value in now.values()]

    def values(self, key: Hashable, things: Mapping[S, V], make: Callable[[S, V], T]) -> dict[S, T]:
        """The same for things that have names, of which a value is made as well."""
        before: Mapping[S, tuple[V, T]] = self.always(key, dict)
        now: dict[S, tuple[V, T]] = {}
        for name, thing in things.items():
            found = before.get(name)
            now[name] = found if found is not None and found[0] is thing else (thing, make(name, thing))
        self._always[key] = now
        return {name: value for name, (_, value) in now.items()}

    def part(self, name: str) -> Kept:
        """A memory within the memory that turns by itself, such as that of one blog; the latest few are kept."""
        found = self._parts.pop(name, None) or Kept()
        self._parts[name] = found
        if len(self._parts) > self._most:
            del self._parts[next(iter(self._parts))]
        return found

    def turn(self) -> Kept:
        """Begins a new round."""
        self.is_new = not (self._now or self._before or self._earlier)
        self._rounds += 1
        if self._rounds % _LONG == 0:
            # To free what a whole archive was made of takes half a second.
            self._gone = [*self._gone[-_WAITING:], self._earlier]
            self._earlier, self._before, self._now = self._before, self._now, {}
        return self

    def let_go(self) -> None:
        """Frees what fell away, when there is time."""
        self._gone.clear()
        for part in self._parts.values():
            part.let_go()
