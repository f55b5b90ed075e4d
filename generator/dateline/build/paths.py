"""The addresses of a site, blog by blog: nobody needs all hundred thousand of them put together."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain

from dateline.state.records import Share


class Paths(Collection[str]):
    """The paths of the site's `own` outputs and of the blogs', each in its blog's folder."""

    def __init__(self, own: Collection[str], shares: tuple[Share, ...]) -> None:
        self._own = own
        self._blogs = {share.blog: share.made for share in shares}
        # What a template failed to make still has its address.
        failed = {path for share in shares if share.faults for path, _ in share.todo}
        self._failed = {path for path in failed if path not in own and path not in self._blogs[path.partition("/")[0]]}

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, str):
            return False
        return path in self._own or path in self._blogs.get(path.partition("/")[0], ()) or path in self._failed

    def __iter__(self) -> Iterator[str]:
        return chain(self._own, *self._blogs.values(), self._failed)

    def __len__(self) -> int:
        return len(self._own) + sum(map(len, self._blogs.values())) + len(self._failed)
