"""The short texts of a blog: standfirst, closing note, captions, corrections. No list of sources follows them.

What checks them and what shows them ask here for the same scope, so that each is rendered once.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, structs

from dateline.markup.fragment import Fragment
from dateline.markup.memo import Memo, Renderer
from dateline.markup.render import render, render_inline
from dateline.markup.scope import Scope
from dateline.model.blog import Blog
from dateline.model.entry import Entry
from dateline.model.site import Common
from dateline.plan.desk import blog_scope
from dateline.problems import Span


class ShortText(Struct, frozen=True, kw_only=True):
    """A text, how it is rendered, and where it was written."""

    text: str
    renderer: Renderer
    scope: Scope
    where: Span

    def fragment(self, memo: Memo) -> Fragment:
        """The text as HTML."""
        return memo.get(self.renderer, self.text, self.scope)


def standfirst(blog: Blog, common: Common) -> ShortText:
    """Shown on the blog's front page and, with those of other blogs, on the home page."""
    settings = blog.settings
    scope = blog_scope(blog, common, f"_{blog.id}", listed=False)
    return ShortText(text=settings.standfirst, renderer=render_inline, scope=scope, where=settings.where("standfirst"))


def closing_note(blog: Blog, common: Common) -> ShortText:
    """Shown on the blog's front page, where its headings begin at level 2."""
    settings = blog.settings
    scope = structs.replace(blog_scope(blog, common, "_closing", listed=False), headings=False)
    return ShortText(text=settings.closing_note, renderer=render, scope=scope, where=settings.where("closing_note"))


def captions(entry: Entry, blog: Blog, common: Common) -> tuple[ShortText, ...]:
    """One for each of the entry's media, the empty ones too."""
    return tuple(
        ShortText(
            text=media.caption,
            renderer=render_inline,
            scope=blog_scope(blog, common, f"{entry.anchor}_m{number}", entry.lang, listed=False),
            where=media.where("caption"),
        )
        for number, media in enumerate(entry.media, 1)
    )


def corrections(entry: Entry, blog: Blog, common: Common) -> tuple[ShortText, ...]:
    """One for each of the entry's corrections."""
    return tuple(
        ShortText(
            text=correction.text,
            renderer=render_inline,
            scope=blog_scope(blog, common, f"{entry.anchor}_k{number}", entry.lang, listed=False),
            where=correction.where("text"),
        )
        for number, correction in enumerate(entry.corrections, 1)
    )


def blog_texts(blog: Blog, common: Common) -> Iterator[ShortText]:
    """Those of the blog itself that say anything."""
    return (short for short in (standfirst(blog, common), closing_note(blog, common)) if short.text.strip())


def entry_texts(blog: Blog, common: Common) -> Iterator[ShortText]:
    """Those of its entries."""
    for entry in blog.entries:
        if entry.status != "removed" and (entry.media or entry.corrections):
            for short in (*captions(entry, blog, common), *corrections(entry, blog, common)):
                if short.text.strip():
                    yield short
