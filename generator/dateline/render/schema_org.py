"""The types of schema.org that pages speak in, each with the properties that are used.

What is empty is left out; what many pages say alike stands as it was encoded once (`Raw`). Types and properties:
https://schema.org/docs/full.html; what search engines ask of them: Google's documentation of Article, ProfilePage and
BreadcrumbList.
"""

from __future__ import annotations

import msgspec
from msgspec import Raw


class Thing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="@type", rename="camel"):
    """Anything; also what something is about."""

    id: str = msgspec.field(name="@id", default="")
    name: str = ""
    url: str = ""
    description: str = ""


class Person(Thing, frozen=True, kw_only=True, omit_defaults=True, tag_field="@type", rename="camel"):
    """Who wrote."""

    job_title: str = ""
    same_as: str = ""


class Organization(Thing, frozen=True, kw_only=True, omit_defaults=True, tag_field="@type", rename="camel"):
    """Who publishes."""


class Place(Thing, frozen=True, kw_only=True, omit_defaults=True, tag_field="@type", rename="camel"):
    """Where something was written or happened."""


class ImageObject(Thing, frozen=True, kw_only=True, omit_defaults=True, tag_field="@type", rename="camel"):
    """A picture; sizes in pixels."""

    caption: str = ""
    credit_text: str = ""
    width: int = 0
    height: int = 0


class CorrectionComment(Thing, frozen=True, kw_only=True, omit_defaults=True, tag_field="@type", rename="camel"):
    """A correction: its text, and when it was made."""

    text: str = ""
    date_published: str = ""


class CreativeWork(Thing, frozen=True, kw_only=True, omit_defaults=True, tag_field="@type", rename="camel"):
    """A work, such as a source; `archived_at` are the addresses of its copies."""

    author: tuple[Thing, ...] | Raw = ()
    publisher: Thing | Raw | None = None
    archived_at: tuple[str, ...] = ()
    in_language: str = ""
    license: str = ""
    is_part_of: Thing | Raw | None = None


class WebSite(CreativeWork, frozen=True, kw_only=True, omit_defaults=True, tag_field="@type", rename="camel"):
    """The archive."""


class Article(CreativeWork, frozen=True, kw_only=True, omit_defaults=True, tag_field="@type", rename="camel"):
    """What articles have in common; times in ISO 8601."""

    headline: str = ""
    date_published: str = ""
    date_modified: str = ""
    temporal_coverage: str = ""
    article_body: str = ""
    keywords: tuple[str, ...] = ()
    about: tuple[Thing, ...] = ()
    content_location: Place | None = None
    image: tuple[ImageObject, ...] = ()
    citation: tuple[CreativeWork | Raw, ...] = ()
    correction: tuple[CorrectionComment, ...] = ()


class NewsArticle(Article, frozen=True, kw_only=True, omit_defaults=True, tag_field="@type", rename="camel"):
    """An entry on its own page."""


class BlogPosting(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="@type", rename="camel"):
    """An entry among others: few properties, in the order in which a page of fifty compresses best."""

    headline: str
    url: str = ""
    date_published: str = ""
    date_modified: str = ""
    temporal_coverage: str = ""
    author: tuple[Thing, ...] = ()
    in_language: str = ""


class LiveBlogPosting(Article, frozen=True, kw_only=True, omit_defaults=True, tag_field="@type", rename="camel"):
    """A blog."""

    coverage_start_time: str = ""
    coverage_end_time: str = ""
    live_blog_update: tuple[BlogPosting, ...] = ()


class CollectionPage(CreativeWork, frozen=True, kw_only=True, omit_defaults=True, tag_field="@type", rename="camel"):
    """A day of a blog; the entries themselves are told by their own pages."""

    temporal_coverage: str = ""
    date_modified: str = ""


class ProfilePage(CreativeWork, frozen=True, kw_only=True, omit_defaults=True, tag_field="@type", rename="camel"):
    """The page of a person."""

    main_entity: Person | None = None


class ListItem(Thing, frozen=True, kw_only=True, omit_defaults=True, tag_field="@type", rename="camel"):
    """A step on the way down to a page; the last is the page itself and has no address."""

    position: int = 0
    item: str = ""


class BreadcrumbList(Thing, frozen=True, kw_only=True, omit_defaults=True, tag_field="@type", rename="camel"):
    """The way down to a page."""

    item_list_element: tuple[ListItem | Raw, ...] = ()


class Graph(msgspec.Struct, frozen=True, kw_only=True):
    """All that a page says."""

    context: str = msgspec.field(name="@context", default="https://schema.org")
    graph: tuple[Thing, ...] = msgspec.field(name="@graph", default=())
