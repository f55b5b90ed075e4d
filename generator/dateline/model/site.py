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

    name: str = value(Line(200), "Name of the publisher.", required=True, example="The Town Archive")
    url: str = value(Address(), "Address of the publisher.", default="", example="https://town.example/")


class Licence(Record, frozen=True, kw_only=True):
    """The terms of the archive's own texts."""

    name: str = value(Line(200), "Name of the licence.", required=True, example="CC BY 4.0")
    url: str = value(
        Address(), "Address of the licence's text.", default="", example="https://creativecommons.org/licenses/by/4.0/"
    )


class NavItem(Record, frozen=True, kw_only=True):
    """An item of the navigation."""

    text: str = value(Line(100), "What readers see.", required=True, example="About")
    to: str = value(
        Line(500), "A page of the site such as about.html, or an http(s) address.", required=True, example="about.html"
    )


class ThemeOptions(Record, frozen=True, kw_only=True):
    """Options of the theme."""

    accent: str = value(Colour(), "The one accent colour.", default="", example='"#8a1c1c"')


class Settings(Record, frozen=True, kw_only=True):
    """site.yaml."""

    title: str = value(Line(200), "Title of the archive.", required=True, example="Flood archive")
    description: str = value(
        Line(), "One sentence about the archive.", default="", example="What was reported of the floods."
    )
    url: str = value(
        Address(),
        "Where the site will stand; needed for feeds, sitemap and canonical links.",
        default="",
        example="https://flood.example/",
    )
    zone: str = value(
        Zone(), "Time zone of the archive, such as America/New_York.", required=True, example="Europe/Paris"
    )
    language: str = value(Language(), "Language of the archive.", required=True, example="en")
    calendar: str = value(
        OneOf(("gregorian", "persian")),
        "Calendar of dates; the language's when left out.",
        default="",
        example="gregorian",
    )
    publisher: Publisher | None = value(
        Sub(Publisher, short="name"), "Who publishes the archive.", example="The Town Archive"
    )
    licence: Licence | None = value(
        Sub(Licence, short="name"), "Terms of the archive's own texts.", example="CC BY 4.0"
    )
    contact: str = value(
        Address(mail=True),
        "Where to ask for a takedown: an e-mail or web address.",
        required=True,
        example="takedown@flood.example",
    )
    feed_authority: str = value(
        Line(100),
        "Authority and date of feed ids (RFC 4151): a domain of yours, and a year in which it is yours. Never changed.",
        default="",
        example='"flood.example,2026"',
    )
    hub: tuple[str, ...] = value(
        ListOf(Address()),
        "WebSub hubs that feeds name, so that readers hear of news at once; whoever deploys the site tells the hub.",
        default=(),
        example="https://hub.example/",
    )
    navigation: tuple[NavItem, ...] = value(
        ListOf(Sub(NavItem)), "Links in the head of every page.", default=(), example="[{text: About, to: about.html}]"
    )
    theme: str = value(
        Id(), "Name of the theme: one of the site's themes/, `default` or `plain`.", default="default", example="plain"
    )
    theme_options: ThemeOptions = value(
        Sub(ThemeOptions), "Options of the theme.", default=ThemeOptions(), example='{accent: "#8a1c1c"}'
    )
    host_files: bool = value(
        Flag(), "Write files for static hosts: _headers, _redirects, .nojekyll.", default=True, example="false"
    )
    tags: Mapping[str, str] = value(
        Table(Line(100), ids=False), "Words for readers, by tag.", default=None, example="{water: Water levels}"
    )
    search: bool = value(Flag(), "Whether readers can search the archive.", default=False, example="true")


class Person(Record, frozen=True, kw_only=True):
    """One of people.yaml."""

    id: str = ""
    name: str = value(Line(200), "Name as it stands in a byline.", required=True, example="Mara K.")
    role: str = value(Line(200), "Role, such as “Producer”.", default="", example="Producer")
    url: str = value(Address(), "A page of theirs.", default="", example="https://mara.example/")
    bio: str = value(Prose(), "A few sentences (Markdown).", default="", example="Covers the river.")


class Page(Record, frozen=True, kw_only=True):
    """A standalone page: pages/NAME.md."""

    id: str = ""
    title: str = value(Line(300), "Title of the page.", required=True, example="About this archive")
    description: str = value(Line(), "One sentence for search engines.", default="", example="What this archive holds.")
    aliases: tuple[str, ...] = value(
        ListOf(Id()), "Names the page had before; a page at each leads on.", default=(), example="[imprint]"
    )
    noindex: bool = value(Flag(), "Keep search engines away.", default=False, example="true")
    lang: str = value(Language(), "Language of the page; the site's when left out.", default="", example="fa")
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
