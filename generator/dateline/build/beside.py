"""The pages of the site, made by a second process while the first makes the one blog that was edited.

To publish one entry takes half of its time in what the blog needs, and half in what the site does. The other process is
forked before either has imported what its half is made with. It is told what the blog is now as soon as that is
planned, and makes what it would be asked to make afterwards: `site_beside.py`. What it cannot answer for is made as
ever, after the blogs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING

from dateline.build.options import CONTENT, Options
from dateline.build.seen import Seen
from dateline.build.workers import Partner
from dateline.load.scan import Known, Tree

if TYPE_CHECKING:
    from dateline.build.making import SitePart
    from dateline.build.site_beside import Told
    from dateline.state.store import Store

_WORTH = 1500
"""Files of the output below which a second process costs more than it brings."""


def edited_blog(tree: Tree, known: Mapping[str, Known]) -> str:
    """The one blog of which files changed, came or went since the last build, when nothing else did; "" otherwise.

    What a blog is called may be said by others, so its own settings are to be as they were.
    """
    changed = [path for path, now in tree.files.items() if (was := known.get(path)) is not now and _differs(was, now)]
    changed += known.keys() - tree.files.keys()
    blogs = {path.removeprefix(f"{CONTENT}/").partition("/")[0] for path in changed}
    blog = blogs.pop() if len(blogs) == 1 else ""
    settings = f"{CONTENT}/{blog}/blog.yaml"
    return blog if settings in tree.files and settings not in changed else ""


def _differs(was: Known | None, now: Known) -> bool:
    return was is None or was.sha != now.sha


class Beside(AbstractContextManager["Beside"]):
    """The second process, if one is worth it: `blog` is the one that was edited, "" when there is no such process."""

    def __init__(
        self, blog: str, options: Options, tree: Tree, owned: Mapping[str, str], seen: Seen, engine: bytes, store: Store
    ) -> None:
        self.blog = blog if blog and len(owned) >= _WORTH else ""
        self._partner: Partner | None = None
        self._made: SitePart | None = None

        def work(hear: Callable[[], bytes]) -> SitePart:
            from dateline.build.site_beside import make_beside

            return make_beside(blog, options, tree, owned, seen, engine, store, hear)

        if self.blog:
            self._partner = Partner(work)

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def tell(self, told: Told) -> None:
        """Says what the blog is now, and lets the work on the site's pages begin."""
        if self._partner is not None:
            self._partner.tell(told)

    def answer(self) -> SitePart | None:
        """What was made of the site's pages. None when there is no such process, when it was told nothing, or when more
        has changed than it can answer for."""
        from dateline.build.making import SitePart

        if self._partner is not None and self._partner.was_told:
            self._made = self._partner.answer(SitePart)
        self.end()
        return self._made if self._made is not None and self._made.holds else None

    def end(self) -> None:
        """Leaves no process behind, wanted or not."""
        partner, self._partner = self._partner, None
        if partner is not None:
            partner.end()
