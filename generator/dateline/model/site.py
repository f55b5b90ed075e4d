"""The site as a whole: settings, people, standalone pages, and the live blogs."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from dateline.model.blog import Blog
from dateline.model.source import Source
from dateline.model.text import Body
from dateline.schema.kinds import Address, Colour, Flag, Id, Language, Line, ListOf, OneOf, Prose, Zone
from dateline.schema.record import Record, Sub, Table, value


class Publisher(Record, frozen=True, kw_only=True):
    """Who publishes the archive."""

    name: str = value(Line(200), "Name of the publisher.", required=True)
    url: str = value(Address(), "Address of the publisher.", default="")


class Licence(Record, frozen=True, kw_only=True):
    """The terms of the archive's own texts."""

    name: str = value(Line(200), "Name of the licence.", required=True)
    url: str = value(Address(), "Address of the licence's text.", default="")


class NavItem(Record, frozen=True, kw_only=True):
    """An item of the navigation."""

    text: str = value(Line(100), "What readers see.", required=True)
    to: str = value(Line(500), "A page of the site such as about.html, or an http(s) address.", required=True)


class ThemeOptions(Record, frozen=True, kw_only=True):
    """Options of the theme."""

    accent: str = value(Colour(), "The one accent colour.", default="")


class Settings(Record, frozen=True, kw_only=True):
    """site.yaml."""

    title: str = value(Line(200), "Title of the archive.", required=True)
    description: str = value(Line(), "One sentence about the archive.", default="")
    url: str = value(Address(), "Where the site will stand; needed for feeds, sitemap and canonical links.", default="")
    zone: str = value(Zone(), "Time zone of the archive, such as America/New_York.", required=True)
    language: str = value(Language(), "Language of the archive.", required=True)
    calendar: str = value(
        OneOf(("gregorian", "persian")), "Calendar of dates; the language's when left out.", default=""
    )
    publisher: Publisher | None = value(Sub(Publisher, short="name"), "Who publishes the archive.")
    licence: Licence | None = value(Sub(Licence, short="name"), "Terms of the archive's own texts.")
    contact: str = value(Address(mail=True), "Where to ask for a takedown: an e-mail or web address.", required=True)
    feed_authority: str = value(
        Line(100), "Authority and date of feed ids (RFC 4151), such as archive.example,2026.", default=""
    )
    hub: tuple[str, ...] = value(
        ListOf(Address()),
        "WebSub hubs that feeds name, so that readers hear of news at once; whoever deploys the site tells the hub.",
        default=(),
    )
    navigation: tuple[NavItem, ...] = value(ListOf(Sub(NavItem)), "Links in the head of every page.", default=())
    theme: str = value(Id(), "Name of the theme.", default="default")
    theme_options: ThemeOptions = value(Sub(ThemeOptions), "Options of the theme.", default=ThemeOptions())
    host_files: bool = value(Flag(), "Write files for static hosts: _headers, _redirects, .nojekyll.", default=True)
    tags: Mapping[str, str] = value(Table(Line(100), ids=False), "Labels of tags.", default=None)
    search: bool = value(Flag(), "Whether readers can search the archive.", default=False)


class Person(Record, frozen=True, kw_only=True):
    """One of people.yaml."""

    id: str = ""
    name: str = value(Line(200), "Name as it stands in a byline.", required=True)
    role: str = value(Line(200), "Role, such as “Producer”.", default="")
    url: str = value(Address(), "A page of theirs.", default="")
    bio: str = value(Prose(), "A few sentences (Markdown).", default="")


class Page(Record, frozen=True, kw_only=True):
    """A standalone page: pages/NAME.md."""

    id: str = ""
    title: str = value(Line(300), "Title of the page.", required=True)
    description: str = value(Line(), "One sentence for search engines.", default="")
    aliases: tuple[str, ...] = value(ListOf(Id()), "Names the page had before.", default=())
    noindex: bool = value(Flag(), "Keep search engines away.", default=False)
    lang: str = value(Language(), "Language of the page.", default="")
    body: Body


class Common(Struct, frozen=True, array_like=True, kw_only=True):
    """All that is shared by the blogs: read first, and small."""

    settings: Settings
    people: Mapping[str, Person] = {}
    sources: Mapping[str, Source] = {}
    pages: tuple[Page, ...] = ()


class Site(Struct, frozen=True, kw_only=True):
    """Everything that was read."""

    common: Common
    blogs: tuple[Blog, ...]
