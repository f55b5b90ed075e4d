"""What the manifests name, manifest by manifest: one that changed takes none of the others to be put together anew,
and one that nobody asks need not be taken apart."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping


class Layers(Mapping[str, str]):
    """Path from the root → sha256: those of the root's manifest (`own`), and those of each blog's by its folder. Where
    both name a path, the blog's manifest is the one that is heard. `inside` gives what each says when it is asked."""

    def __init__(self, own: Mapping[str, str], inside: Mapping[str, Callable[[], Mapping[str, str]]]) -> None:
        self._own = own
        self._inside = inside

    def __getitem__(self, path: str) -> str:
        found = self._within(path.partition("/")[0]).get(path)
        return self._own[path] if found is None else found

    def __iter__(self) -> Iterator[str]:
        for within in self._inside.values():
            yield from within()
        yield from (path for path in self._own if path not in self._within(path.partition("/")[0]))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return bool(self._own)

    def of(self, folder: str) -> Mapping[str, str]:
        """What the manifest of a folder names, or that of the root ("")."""
        return self._within(folder) if folder else self._own

    def _within(self, folder: str) -> Mapping[str, str]:
        within = self._inside.get(folder)
        return {} if within is None else within()

    @property
    def folders(self) -> Collection[str]:
        """Those that have a manifest of their own."""
        return self._inside.keys()
