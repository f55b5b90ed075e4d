"""The page that says what feeds are, and lists them all."""

from __future__ import annotations

from dateline.placeholders import ROOT
from dateline.plan import words
from dateline.plan.heads import FEEDS_PAGE, feed_link, feed_links
from dateline.plan.output import Output
from dateline.plan.site_maker import SiteMaker
from dateline.plan.subject_pages import tag_name
from dateline.plan.views import FeedLink, FeedsView, Link
from dateline.urls import path_to_href, slugify
from dateline.words import said

_Subject = tuple[Link, tuple[FeedLink, ...]]


def feeds_page(maker: SiteMaker, heads: tuple[tuple[str, str, str], ...], in_use: tuple[str, ...]) -> Output:
    """The page, of the blogs' `heads` (id, title, address) and the tags `in_use`.

    It changes when a blog, a person or a tag comes or goes, and with no entry otherwise."""
    shared = maker.shared
    settings = shared.common.settings
    site = [(Link(text=settings.title, href=ROOT + "index.html"), feed_links(shared, settings.title))]
    blogs = [(Link(text=title, href=href), feed_links(shared, title, f"{blog}/")) for blog, title, href in heads]
    people = [_beside(person.name, f"people/{person.id}") for person in shared.common.people.values()]
    tags = [_beside(tag_name(maker, tag), f"tags/{tag}") for tag in in_use]
    lang = settings.language
    groups = (
        (said(words.FEEDS_OF_SITE, lang), tuple(site)),
        (said(words.FEEDS_OF_BLOGS, lang), _alphabetical(blogs)),
        (said(words.PEOPLE, lang), _alphabetical(people)),
        (said(words.TAGS, lang), _alphabetical(tags)),
    )
    shell = maker.shell(FEEDS_PAGE, said(words.FEEDS, lang), "feeds")
    view = FeedsView(
        site=shared.site,
        shell=shell,
        title=said(words.FEEDS, lang),
        groups=tuple(group for group in groups if group[1]),
    )
    return maker.page(FEEDS_PAGE, "feeds.html", view)


def _beside(name: str, stem: str) -> _Subject:
    """A subject that has one feed, beside its page."""
    return (Link(text=name, href=ROOT + path_to_href(f"{stem}.html")), (feed_link(name, f"{stem}.xml"),))


def _alphabetical(subjects: list[_Subject]) -> tuple[_Subject, ...]:
    return tuple(sorted(subjects, key=lambda subject: (slugify(subject[0].text), subject[0].href)))
