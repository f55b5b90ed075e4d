"""Heads: of the site, of a blog, and of a page."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from dateline.placeholders import ROOT
from dateline.plan import texts, words
from dateline.plan.desk import Desk, Shared, byline_views
from dateline.plan.metadata import coverage
from dateline.plan.metadata import locale as open_graph_locale
from dateline.plan.views import BlogHead, FeedLink, Link, Metadata, SearchField, Shell, State
from dateline.plan.when import place_text
from dateline.times.show import days_text, year_text
from dateline.urls import path_to_href
from dateline.words import said

INDEXES = {
    "month": (words.CHRONOLOGY, "chronology/index.html"),
    "tag": (words.TAGS, "tags/index.html"),
    "person": (words.PEOPLE, "people/index.html"),
    "publisher": (words.SOURCES, "sources/index.html"),
}
"""The index that stands above each kind of page. All are there from the first day, so that no page of a blog depends on
what another blog holds."""
_SPARE = 40
"""Characters of a text that are looked at beyond those that can be shown: it may hold more white space than shown."""
FEEDS_PAGE = "feeds.html"
ATOM, RSS, JSON = "atom", "rss", "json"
FORMATS = {
    ATOM: ("Atom", "application/atom+xml", "atom.xml"),
    RSS: ("RSS", "application/rss+xml", "rss.xml"),
    JSON: ("JSON Feed", "application/feed+json", "feed.json"),
}
"""Format → its name, its media type, and how a feed of the site or of a blog is called in that format."""


def blog_head(desk: Desk, locale: str = "") -> BlogHead:
    """What every page of a blog shows of it, in the blog's words or in those of `locale`. A new entry changes none
    of it, unless it opens a new day."""
    locale = locale or desk.locale
    blog, settings = desk.blog, desk.blog.settings
    standfirst = texts.standfirst(blog, desk.shared.common).fragment(desk.memo)
    live = settings.mode != "retrospective" and settings.status == "live"
    return BlogHead(
        id=blog.id,
        title=settings.title,
        href=ROOT + path_to_href(f"{blog.id}/index.html"),
        standfirst_html=standfirst.html,
        status=_status(desk, live, locale),
        live=live,
        by=byline_views(settings.by, desk.shared.common),
        span=_span(desk, locale),
        zone=blog.zone,
        place=place_text(blog.zone, locale),
        lang=blog.language,
        dir=words.direction(blog.language),
    )


def _status(desk: Desk, live: bool, locale: str) -> tuple[State, ...]:
    settings = desk.blog.settings
    found = []
    if settings.mode == "retrospective":
        found.append(State(slug="retrospective", word=_compiled(desk, locale)))
    if live:
        found.append(State(slug="live", word=said(words.LIVE, locale)))
    if settings.status == "closed":
        closed = desk.time(settings.closed, locale)
        word = said(words.CLOSED_ON, locale, date=closed.day_short) if closed else said(words.CLOSED, locale)
        found.append(State(slug="closed", word=word))
    return tuple(found)


def _compiled(desk: Desk, locale: str) -> str:
    days = sorted(entry.published.local().date() for entry in desk.index.entries if entry.published)
    if not days:
        return said(words.RETROSPECTIVE, locale)
    first, last = year_text(days[0], locale), year_text(days[-1], locale)
    if first == last:
        return said(words.RETROSPECTIVE_IN, locale, year=first)
    return said(words.RETROSPECTIVE_FROM_TO, locale, first=first, last=last)


def _span(desk: Desk, locale: str) -> str:
    """The days covered: “16–17 June 2009”."""
    if not desk.index.days:
        return ""
    first, last = (date.fromisoformat(day.day) for day in (desk.index.days[0], desk.index.days[-1]))
    return days_text(first, last, locale)


def blog_shell(
    desk: Desk, path: str, title: str, description: str, *, kind: str, day: Link | None = None, noindex: bool = False
) -> Shell:
    """The head of a page of a blog; `day` is the day that stands above it."""
    blog, shared = desk.blog, desk.shared
    accent = blog.settings.accent or shared.common.settings.theme_options.accent
    return Shell(
        kind=kind,
        title=title if kind == "blog" else f"{title} · {blog.settings.title}",
        description=shorten(description),
        lang=blog.language,
        dir=words.direction(blog.language),
        canonical=canonical(shared, path),
        noindex=noindex or blog.settings.noindex,
        accent=accent,
        style=style_of(accent),
        feeds=desk.memo.once("feeds", None, lambda: feed_links(shared, blog.settings.title, f"{blog.id}/")),
        trail=desk.memo.once(("trail", kind == "blog", day), None, lambda: _trail(desk, kind, day)),
        metadata=Metadata(
            name=title,
            locale=open_graph_locale(blog.language),
            text=description if kind == "entry" else "",
            coverage=coverage(desk) if kind == "blog" else None,
        ),
        search=desk.memo.once("search", None, lambda: search_field(shared, blog.id)),
    )


def _trail(desk: Desk, kind: str, day: Link | None) -> tuple[Link, ...]:
    blog = desk.blog
    home = Link(text=desk.shared.site.title, href=ROOT + "index.html")
    if kind == "blog":
        return (home,)
    above = (home, Link(text=blog.settings.title, href=ROOT + path_to_href(f"{blog.id}/index.html")))
    return above if day is None else (*above, day)


def feed_link(title: str, path: str, form: str = ATOM) -> FeedLink:
    """A feed for autodiscovery. `path` is that of its file."""
    name, media_type, _ = FORMATS[form]
    return FeedLink(
        title=f"{title} ({name})",
        href=ROOT + path_to_href(path),
        type=media_type,
        of=title,
        form=name,
    )


def feed_links(shared: Shared, title: str, folder: str = "") -> tuple[FeedLink, ...]:
    """The feeds of a blog, or of the site (without a `folder`), for autodiscovery; none without the site's `url`."""
    return _feed_links(title, folder) if shared.url else ()


@lru_cache(maxsize=256)
def _feed_links(title: str, folder: str) -> tuple[FeedLink, ...]:
    return tuple(feed_link(title, f"{folder}{file}", form) for form, (_, _, file) in FORMATS.items())


def site_shell(
    shared: Shared, path: str, title: str, *, kind: str, description: str = "", lang: str = "", noindex: bool = False
) -> Shell:
    """The head of a page of the site."""
    settings = shared.common.settings
    lang = lang or settings.language
    # Windows tell a tag from a publisher of the same name; where it stands below its index it needs no telling.
    name = title.removesuffix(f" · {said(INDEXES[kind][0], lang)}") if kind in INDEXES else title
    return Shell(
        kind=kind,
        title=title if kind == "home" else f"{title} · {settings.title}",
        description=shorten(description),
        lang=lang,
        dir=words.direction(lang),
        canonical="" if kind == "404" else canonical(shared, path),
        noindex=noindex or kind == "404",
        accent=settings.theme_options.accent,
        style=style_of(settings.theme_options.accent),
        feeds=feed_links(shared, settings.title),
        trail=_site_trail(settings.title, kind, lang),
        metadata=None if kind in ("404", "redirect") else Metadata(name=name, locale=open_graph_locale(lang)),
        search=() if kind == "search" else search_field(shared, ""),
    )


@lru_cache(maxsize=256)
def _site_trail(site: str, kind: str, lang: str) -> tuple[Link, ...]:
    """The way to a kind of page of the site."""
    trail: tuple[Link, ...] = () if kind == "home" else (Link(text=site, href=ROOT + "index.html"),)
    if kind in INDEXES:
        text, index = INDEXES[kind]
        trail += (Link(text=said(text, lang), href=ROOT + index),)
    return trail


def search_field(shared: Shared, blog: str) -> tuple[SearchField, ...]:
    """The search field of a page; none where the archive is not searched."""
    return (SearchField(href=f"{ROOT}search.html", blog=blog),) if shared.common.settings.search else ()


def canonical(shared: Shared, path: str) -> str:
    """The absolute address of an output, or "" when the site has no `url`. `index.html` is left out of it."""
    if not shared.url:
        return ""
    if path == "index.html" or path.endswith("/index.html"):
        path = path[: -len("index.html")]
    return shared.url + path_to_href(path)


def style_of(accent: str) -> str:
    """The style sheet of a page that sets its accent; "" for none."""
    return f":root{{--accent:{accent}}}" if accent else ""


def shorten(text: str, most: int = 200) -> str:
    """A description cut at a word."""
    # Of a long text no more is looked at than can be shown, but that something follows.
    beginning = " ".join(text[: most + _SPARE].split())
    text = beginning if len(beginning) > most else " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
