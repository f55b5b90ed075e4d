"""What the views of one blog are made from: the shared part of the site, the blog, its order and its fragments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from dateline.index.order import BlogIndex
from dateline.kept import Kept
from dateline.markup.fragment import Fragment
from dateline.markup.memo import Memo
from dateline.markup.scope import Card, Picture, Scope, quotes_of
from dateline.model.blog import Blog, MediaFile
from dateline.model.entry import Byline, Entry
from dateline.model.site import Common
from dateline.model.source import Source
from dateline.placeholders import ROOT
from dateline.plan.cards import card_of
from dateline.plan.drawn import Drawn
from dateline.plan.pictures import picture_of
from dateline.plan.views import BylineView, SiteView, TimeView
from dateline.plan.when import time_view
from dateline.plan.words import direction
from dateline.times import Moment
from dateline.times.show import with_calendar
from dateline.urls import path_to_href, plain_address
from dateline.words import language_of

T = TypeVar("T")


class Shared(Struct, frozen=True, kw_only=True):
    """What all blogs have in common. `url` ends in a slash, or is ""; `titles` names all blogs by id; `sites` is the
    site in each language of the interface, `site` in its own."""

    common: Common
    site: SiteView
    sites: Mapping[str, SiteView]
    url: str
    authority: str
    titles: Mapping[str, str]
    engine: bytes
    """Digest of the engine's version and of the gate."""
    templates: Mapping[str, bytes]
    """Template name → digest of its closure."""

    def site_in(self, lang: str) -> SiteView:
        """The site as pages in a language know it."""
        return self.sites[language_of(lang)]

    @property
    def locale(self) -> str:
        """The site's language with the calendar of its dates, as `times.show` has it."""
        settings = self.common.settings
        return with_calendar(settings.language, settings.calendar)


class Desk(Struct, frozen=True, kw_only=True):
    """One blog on the desk. `fragments` by entry id; `labels` names every entry in lists; `marks` are preview marks."""

    shared: Shared
    blog: Blog
    index: BlogIndex
    fragments: Mapping[str, Fragment]
    labels: Mapping[str, str]
    marks: Mapping[str, str]
    memo: Memo
    kept: Kept
    drawn: Drawn | None = None

    def source(self, name: str) -> Source | None:
        """A source by id: the blog's own, else the site's."""
        return self.blog.sources.get(name) or self.shared.common.sources.get(name)

    def time(self, moment: Moment | None, lang: str = "") -> TimeView | None:
        """A moment in the blog's zone, or None."""
        return None if moment is None else time_view(moment, self.blog.zone, lang or self.locale)

    @property
    def lang(self) -> str:
        """The language that the blog's pages speak."""
        return self.blog.language

    @property
    def locale(self) -> str:
        """The same with the calendar of its dates, as `times.show` has it."""
        return with_calendar(self.blog.language, self.blog.calendar)

    @property
    def site(self) -> SiteView:
        """What the blog's pages know of the site."""
        return self.shared.site_in(self.blog.language)

    def by(self, bylines: tuple[Byline, ...]) -> tuple[BylineView, ...]:
        """Bylines with the names and roles of people.yaml filled in."""
        key = tuple((byline.person.id if byline.person else "", byline.name, byline.role) for byline in bylines)
        return self.memo.once(("by", key), None, lambda: byline_views(bylines, self.shared.common))

    def scope(self, prefix: str, lang: str = "") -> Scope:
        """The scope of one of this blog's texts that no list of sources follows."""
        return blog_scope(self.blog, self.shared.common, prefix, lang, listed=False)

    def href(self, entry: Entry) -> str:
        """Where an entry is to be found: its own page; for one at risk, its day's."""
        if entry.at_risk:
            return ROOT + path_to_href(self.index.pages[entry.id])
        return ROOT + path_to_href(f"{self.blog.id}/{entry.id}.html")


def byline_views(bylines: tuple[Byline, ...], common: Common) -> tuple[BylineView, ...]:
    """Bylines as shown; someone of people.yaml is linked to their page."""
    found: list[BylineView] = []
    for byline in bylines:
        person = common.people.get(byline.person.id) if byline.person else None
        if person is not None:
            href = ROOT + path_to_href(f"people/{person.id}.html")
            found.append(BylineView(name=byline.name or person.name, role=byline.role or person.role, href=href))
        elif byline.name:
            found.append(BylineView(name=byline.name, role=byline.role, href=""))
    return tuple(found)


def source_label(source: Source) -> str:
    """How a source is named in running text: its publisher, else its title."""
    return source.publisher or source.title


class _Lazy(Mapping[str, T]):
    """A mapping whose values are made when they are asked for. It equals another that makes them of the same."""

    def __init__(self, *of: object) -> None:
        self._of = of

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Lazy) and type(other) is type(self) and self._of == other._of

    __hash__ = None  # type: ignore[assignment]  # mappings have none


class _Labels(_Lazy[str]):
    """Names of sources: most texts cite one or two of thousands."""

    def __init__(self, nearer: Mapping[str, Source], farther: Mapping[str, Source]) -> None:
        super().__init__(nearer, farther)
        self._nearer = nearer
        self._farther = farther

    def __getitem__(self, name: str) -> str:
        return source_label(self._nearer[name] if name in self._nearer else self._farther[name])

    def __iter__(self) -> Iterator[str]:
        return iter({**self._farther, **self._nearer})

    def __len__(self) -> int:
        return len({**self._farther, **self._nearer})


class _Pictures(_Lazy[Picture]):
    """A blog's media files as texts may show them."""

    def __init__(self, blog: str, media: Mapping[str, MediaFile]) -> None:
        super().__init__(blog, media)
        self._blog = blog
        self._media = media

    def __getitem__(self, name: str) -> Picture:
        return picture_of(self._blog, self._media[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._media)

    def __len__(self) -> int:
        return len(self._media)


class _Cards(_Lazy[Card]):
    """What is stored of addresses, looked through when the first text asks: few have one that stands alone."""

    def __init__(self, blog: Blog, common: Common, lang: str) -> None:
        super().__init__(blog.sources, common.sources, blog.media, blog.id, lang)
        self._blog = blog
        self._common = common
        self._lang = lang

    @cached_property
    def _known(self) -> dict[str, Source]:
        found: dict[str, Source] = {}
        for source in (*self._blog.sources.values(), *self._common.sources.values()):
            for url in (source.url, *(copy.url for copy in source.archived)):
                if url:
                    found.setdefault(plain_address(url), source)
        return found

    def __getitem__(self, address: str) -> Card:
        return card_of(self._known[address], self._blog, self._lang)

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def blog_scope(blog: Blog, common: Common, prefix: str, lang: str = "", *, listed: bool = True) -> Scope:
    """The scope of a text of a blog; `listed` when an entry's list of sources follows it."""
    return Scope(
        prefix=prefix,
        folder=f"{blog.id}/",
        quotes=quotes_of(lang or blog.language),
        lang=language_of(lang or blog.language),
        dir=direction(lang or blog.language),
        labels=_Labels(blog.sources, common.sources),
        pictures=_Pictures(blog.id, blog.media),
        cards=_Cards(blog, common, lang or blog.language) if listed else {},
        listed=listed,
    )
