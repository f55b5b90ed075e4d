"""The pages of the site, made by a second process while the first makes the one blog that was edited.

To publish one entry takes half of its time in what the blog needs, and half in what the site does. The other process is
forked as soon as what both need was imported and read: twice at once it takes longer than once. It is told what the
blog is now as soon as that is planned, and makes what it would be asked to make afterwards: `site_beside.py`. What it
cannot answer for is made as ever, after the blogs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING

from dateline.build.options import CONTENT
from dateline.build.workers import Partner
from dateline.commit import Layers
from dateline.load.scan import Known, Tree

if TYPE_CHECKING:
    from dateline.build.making import SitePart
    from dateline.build.told import Told

_WORTH = 500
"""Files of the output that are no blog's below which a second process costs more than it brings."""


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


def is_worth_it(owned: Layers) -> bool:
    """Whether an output is so large that a second process brings more than it costs."""
    return len(owned.of("")) >= _WORTH


class Beside(AbstractContextManager["Beside"]):
    """The second process, if there is to be one: `blog` is the one that was edited, "" when all is made by the first.

    `begin` begins it. It ends with the build.
    """

    def __init__(self, blog: str) -> None:
        self.blog = blog
        self._partner: Partner | None = None
        self._made: SitePart | None = None

    def begin(self, work: Callable[[Callable[[], bytes]], SitePart]) -> None:
        """Begins the work of the other process: it is given what waits until something is told."""
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

        # It is ended when the build ends: what is left to be done here need not wait until it has cleared up.
        if self._made is None and self._partner is not None and self._partner.was_told:
            self._made = self._partner.answer(SitePart)
        return self._made if self._made is not None and self._made.holds else None

    def end(self) -> None:
        """Leaves no process behind, wanted or not."""
        partner, self._partner = self._partner, None
        if partner is not None:
            partner.end()
