"""What is the site's and no blog's: made after the blogs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Raw, Struct

from dateline.build.bench import stamp_of
from dateline.build.block import Block, make_block
from dateline.build.blog_records import at_hand, content_stamp, feed_shelf, look_of, stored_contents
from dateline.build.common import Site
from dateline.build.making import Done, Making, make_groups, save_pictures
from dateline.build.options import CONTENT, Options
from dateline.build.workers import available
from dateline.commit import PREVIEW_FILE
from dateline.images.kinds import format_of
from dateline.kept import Itself, Kept
from dateline.markup.memo import Fragments, Memo
from dateline.plan.combine import combine
from dateline.plan.host_files import host_files
from dateline.plan.output import BYTES, COPY, Group, Output
from dateline.plan.pictures import cleaned_output
from dateline.plan.shared import asset_outputs
from dateline.plan.shelved import BlogRows, Shelves
from dateline.plan.site_pages import SitePages
from dateline.plan.summary import FEED, ROWS, FeedShelf, Rows
from dateline.plan.views import EntryView, FeedItem
from dateline.search.blog_index import index_of
from dateline.search.site_index import search_outputs
from dateline.search.stems import Stems
from dateline.state.codec import decode
from dateline.state.records import FeedShelves, Made, Mades, Share, StampedFeeds, StampedRows, StampedStems
from dateline.state.store import Store

if TYPE_CHECKING:
    from dateline.render.renderer import Renderer

Views = Mapping[str, Mapping[str, EntryView]]
"""Blog → entry → its view."""
_AT_HAND = 24
"""Blogs whose rows are held at once: a large archive's would fill the memory, and pages are made month by month."""


_WARNING = b"This is a preview. It shows drafts, and what is withheld or not yet due: it must not be published.\n"


class _Remembered:
    """Rows and contents of blogs, as their shares left them; what is missing is made from the blog once more."""

    def __init__(
        self,
        site: Site,
        shares: tuple[Share, ...],
        store: Store,
        kept: Kept,
        renderer: Renderer,
        options: Options,
        views: Views,
    ) -> None:
        self._site = site
        self._views = views
        self._kept = kept
        self._renderer = renderer
        self._shares = {share.blog: share for share in shares}
        self._stamps: dict[str, bytes] = {}
        self._at_hand = at_hand(kept)
        self._store = store
        self._options = options
        self._rows: dict[str, BlogRows] = {}
        self._feeds: dict[str, FeedShelves] = {}
        self._contents: dict[str, Mapping[bytes, Raw]] = {}
        self._blocks: dict[str, Block] = {}
        self._stems: dict[str, Stems] = {}

    def rows(self, blog: str) -> BlogRows:
        """The rows of a blog."""
        if blog not in self._rows:
            if self._kept.is_new and len(self._rows) >= _AT_HAND:
                self._rows.clear()
                self._renderer.forget()
            self._rows[blog] = self._fetched(blog)
        return self._rows[blog]

    def _fetched(self, blog: str) -> BlogRows:
        made = self._made(blog)
        if made is not None and blog in self._renderer.learnt:
            return BlogRows(made.gist.rows, made.shelved)
        record = self._store.load_record(f"rows/{blog}", StampedRows)
        if record is None or record.stamp != self._stamp(blog):
            return BlogRows(self._block(blog).gist.rows)
        if blog not in self._renderer.learnt:
            # What is new among the rows later on is made by this very renderer.
            self._learn(record)
            self._renderer.learnt.add(blog)
        return self._of(blog, record.rows)

    def _stamp(self, blog: str) -> bytes:
        found = self._stamps.get(blog)
        if found is None:
            found = self._stamps[blog] = stamp_of(self._shares[blog])
        return found

    def _made(self, blog: str) -> Block | None:
        """The blog as this process made it, now or lately."""
        found = self._at_hand.get(blog)
        return found.block if found is not None and found.stamp == self._stamp(blog) else None

    def _of(self, blog: str, rows: Rows) -> BlogRows:
        if self._kept.is_new:
            return BlogRows(rows)
        return self._kept.same(("rows", blog), rows, lambda: BlogRows(rows))

    def _learn(self, record: StampedRows) -> None:
        lang = self._site.shared.common.settings.language
        if record.look == look_of(self._site.shared):
            for row, (_, shown) in zip(record.rows.rows, record.shown, strict=True):
                for name, html in zip(ROWS, shown, strict=True):
                    if html is not None:
                        self._renderer.know(row.headline, name, html, lang)

    def feed(self, blog: str, tag: str) -> FeedShelf:
        """A blog's newest rows for the feed of a tag, or of the site (""), as far as its share left them."""
        made = self._made(blog)
        if made is not None:
            return feed_shelf(made, tag, made.shelved.get((FEED, tag, ""), ()))
        if blog not in self._feeds:
            record = self._store.load_record(f"feeds/{blog}", StampedFeeds)
            holds = record is not None and record.stamp == self._stamp(blog)
            self._feeds[blog] = record.shelves if record is not None and holds else FeedShelves()
        shelves = self._feeds[blog]
        found = self._kept.same(("feed", blog, tag), Itself(shelves), partial(shelves.shelf, tag))
        return found or FeedShelf((), whole=False)

    def content(self, item: FeedItem) -> EntryView | str:
        """What a feed shows of an entry."""
        made = self._made(item.blog)
        if made is not None:
            return made.views[item.entry]
        if item.blog not in self._contents:
            stamp = content_stamp(self._site.shared)
            self._contents[item.blog] = stored_contents(self._store, item.blog, stamp)
        content = self._contents[item.blog].get(item.content)
        found: EntryView | str | None = None if content is None else decode(content, str)
        if found is None:
            found = self._views.get(item.blog, {}).get(item.entry)
        return self._block(item.blog).views[item.entry] if found is None else found

    def stems(self, blog: str) -> Stems:
        """The beginnings of a blog's words, for the search of the whole archive."""
        if blog not in self._stems:
            made, stamp = self._at_hand.get(blog), self._stamp(blog)
            if made is not None and made.stamp == stamp and made.stems is not None:
                return made.stems
            record = self._store.load_record(f"stems/{blog}", StampedStems)
            if record is not None and record.stamp == stamp:
                self._stems[blog] = record.stems
            else:
                block = self._block(blog)
                shared = self._site.shared
                self._stems[blog] = index_of(blog, block.lines, block.views, shared, {}, Kept()).stems
        return self._stems[blog]

    def _block(self, blog: str) -> Block:
        if blog not in self._blocks:
            memo = Memo(self._store.load_record(f"memo/{blog}", Fragments))
            files, shared = self._site.files, self._site.shared
            options = self._options
            self._blocks[blog] = make_block(
                files, files.blogs[blog], shared, options.as_of, memo, Kept(), preview=options.preview
            )
        return self._blocks[blog]


class SitePlan(Struct, frozen=True):
    """Every output that belongs to no one blog: those of each subject together, and the rest."""

    subjects: tuple[Group, ...]
    rest: Group

    def groups(self) -> tuple[Group, ...]:
        """All of them."""
        return (*self.subjects, self.rest)


def site_outputs(
    site: Site,
    shares: tuple[Share, ...],
    store: Store,
    kept: Kept,
    renderer: Renderer,
    options: Options,
    views: Views | None = None,
) -> SitePlan:
    """Plans what belongs to no one blog. `views` are at hand of entries of which no content was kept."""
    remembered = _Remembered(site, shares, store, kept, renderer, options, views or {})
    summaries = tuple(share.summary for share in shares if share.summary)
    shelves = kept.same("shelves", None, Shelves).turn(summaries, remembered.rows, remembered.feed, remembered.content)
    pages = SitePages(site.shared, shelves, site.memo, kept)
    # Of the theme and of settings, both of which the shared part holds.
    searched = site.shared.common.settings.search
    assets = kept.same(
        "assets", (site.theme, site.shared), lambda: asset_outputs(site.theme, site.shared.engine, search=searched)
    )
    search = search_outputs(site.shared, summaries, remembered.stems)
    rest = (*pages.outputs(), *search, *assets, *static_outputs(site), *_warning(site, options))
    # Subjects have folders of their own, hosts look for their files at the root.
    rest += tuple(host_files(site.shared, summaries, rest, {output.path for output in rest}))
    return SitePlan(tuple(pages.by_subject()), rest)


def _warning(site: Site, options: Options) -> Iterator[Output]:
    """Marks a preview, for whoever finds it, and for `publish`."""
    if options.preview:
        yield Output(
            path=PREVIEW_FILE,
            kind=BYTES,
            template="",
            key=combine(site.shared.engine, PREVIEW_FILE, _WARNING),
            view=lambda: _WARNING,
        )


def static_outputs(site: Site) -> Iterator[Output]:
    """The files that are passed through."""
    for source in site.files.static:
        path = source.removeprefix(f"{CONTENT}/static/")
        sha = site.files.tree.files[source].sha
        if format_of(path):
            # What a camera wrote into it is no more for readers here than in a blog.
            yield cleaned_output(path, sha, source)
            continue
        key = combine(site.shared.engine, "copy", sha)
        yield Output(path=path, kind=COPY, template="", key=key, view=lambda: None, source=source)


def make_site(plan: SitePlan, making: Making, store: Store, options: Options) -> tuple[Done, Mapping[str, Made]]:
    """Makes those of the site's outputs that are stale: what came of all of them, and of those that were looked at."""
    jobs = options.jobs or available()
    known = store.load_record("site", Mades)
    if known is None:
        known = making.pictures.load_record("pictures-site", Mades) or {}
    done, anew = make_groups(making, "", plan.groups(), known, jobs)
    if options.commit and not done.faults:
        making.last(partial(save_pictures, making, "pictures-site", plan.rest, done))
    return done, anew
