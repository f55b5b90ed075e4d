"""The site's own settings against what exists."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from dateline.checks.addresses import check_addresses, unportable
from dateline.model.site import Common
from dateline.plan.host_files import MOST_REDIRECTS, MOST_RENAMED, redirect_rules
from dateline.plan.summary import Summary
from dateline.problems import Problem, Span, error, nearest_hint, warning
from dateline.urls import escaped_address, is_web_address

_AUTHORITY = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|[A-Za-z0-9._-]+@[a-z0-9.-]+)"
    r",[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
)


def _check_sources(common: Common) -> Iterator[Problem]:
    for source in common.sources.values():
        if source.picture:
            hint = "Move the source into the sources.yaml of the blog that holds the picture."
            yield error(source.picture.where("file"), "DL601", "A source of the whole site has no media folder.", hint)


def check_settings(common: Common) -> Iterator[Problem]:
    """Feed ids have an authority that outlives the domain (RFC 4151 section 2.1); paths can be added to `url`."""
    settings = common.settings
    if settings.url and (urlsplit(settings.url).query or urlsplit(settings.url).fragment):
        yield error(
            settings.where("url"),
            "DL212",
            "The site's url ends in a query or fragment.",
            "Leave out ? and # and what follows.",
        )
    escaped = escaped_address(settings.url) if settings.url else ""
    if escaped != settings.url:
        said = "The site's url has signs that addresses in sitemaps, feeds and headers must have escaped."
        yield error(settings.where("url"), "DL212", said, f"Write it as programs do: {escaped}")
    if settings.url and not settings.feed_authority:
        host = urlsplit(escaped).hostname
        hint = (
            f'Add feed_authority: "{host},YEAR", with a year in which the name was yours, and never change it: '
            "subscribers' programs know entries by it."
        )
        yield error(
            settings.where("url"), "DL703", "A site with a url has feeds, and their ids need `feed_authority`.", hint
        )
    if settings.feed_authority and not _AUTHORITY.fullmatch(settings.feed_authority):
        hint = "Write a domain or e-mail address in lower case, a comma, and a date: archive.example,2026"
        yield error(settings.where("feed_authority"), "DL703", "This is no authority and date of RFC 4151.", hint)
    if not settings.url and settings.path:
        hint = "Add url: https://… when you know where the site will stand."
        yield warning(
            settings.where(), "DL706", "Without `url` there are no feeds, no sitemap and no canonical links.", hint
        )

    yield from _check_sources(common)
    yield from _check_pages(common)


_OWN_PAGES = ("index", "404")
_WITH_FEEDS = ("feeds",)
"""The page of a site that has feeds."""


def _check_pages(common: Common) -> Iterator[Problem]:
    """No page stands at an address of the site's own, no alias at one in use."""
    own = (*_OWN_PAGES, *_WITH_FEEDS) if common.settings.url else _OWN_PAGES
    taken = {*own, *(page.id for page in common.pages)}
    for page in common.pages:
        if page.id in own:
            yield error(Span(page.path), "DL402", f"“{page.id}” is an address of the site's own.", "Rename the page.")
        elif (reason := unportable(f"{page.id}.html")) is not None:
            said = f"“{page.id}” makes a file name that {reason}."
            yield warning(Span(page.path), "DL902", said, "Rename the page, and keep the old name in aliases:.")
        for alias in dict.fromkeys(page.aliases):
            if alias in taken:
                hint = "Remove the alias, or rename the other page."
                yield error(page.where("aliases"), "DL413", f"The alias “{alias}” is an address in use.", hint)
            taken.add(alias)


def check_navigation(common: Common, paths: Collection[str]) -> Iterator[Problem]:
    """Navigation leads to pages that exist."""
    for item in common.settings.navigation:
        if not is_web_address(item.to) and item.to.lstrip("/").partition("#")[0] not in paths:
            hint = nearest_hint(
                item.to,
                [path for path in paths if path.count("/") == item.to.lstrip("/").count("/") and path[0] not in "._"],
            )
            yield error(item.where("to"), "DL704", f"Nothing of this site stands at {item.to[:120]}.", hint)


__all__ = ["check_addresses", "check_navigation", "check_settings"]


def check_redirects(common: Common, summaries: tuple[Summary, ...]) -> Iterator[Problem]:
    """Old names that find no room in `_redirects`."""
    if not common.settings.host_files:
        return
    pages, blogs = redirect_rules(common, summaries)
    for found, most, what in (
        (len(blogs), MOST_RENAMED, "old names of blogs"),
        (len(pages) + min(len(blogs), MOST_RENAMED), MOST_REDIRECTS, "old addresses"),
    ):
        if found > most:
            said = f"{found:,} {what} are more than the {most:,} that static hosts read."
            hint = "The rest is led on by the pages that stand at the old addresses; nothing is lost."
            yield warning(common.settings.where(), "DL707", said, hint)
