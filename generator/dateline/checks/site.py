"""The site's own settings against what exists."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from dateline.model.site import Common
from dateline.plan.output import Output
from dateline.problems import Problem, Span, error, nearest_hint, warning
from dateline.urls import is_web_address

_AUTHORITY = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|[A-Za-z0-9._-]+@[a-z0-9.-]+)"
    r",[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
)


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
    if settings.url and not settings.feed_authority:
        host = urlsplit(settings.url).hostname
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


def check_navigation(common: Common, paths: Collection[str]) -> Iterator[Problem]:
    """Navigation leads to pages that exist."""
    for item in common.settings.navigation:
        if not is_web_address(item.to) and item.to.lstrip("/").partition("#")[0] not in paths:
            hint = nearest_hint(item.to, [path for path in paths if path.count("/") == item.to.lstrip("/").count("/")])
            yield error(item.where("to"), "DL704", f"Nothing of this site stands at {item.to[:120]}.", hint)


def check_addresses(outputs: tuple[Output, ...]) -> Iterator[Problem]:
    """No two outputs at one path, none where another's folder must be, none that differ in case only."""
    seen: dict[str, Output] = {}
    folders: dict[str, str] = {}
    for output in outputs:
        path = output.path
        while "/" in path:
            path = path.rsplit("/", 1)[0]
            if path in folders:
                break
            folders[path] = output.path
    for output in outputs:
        folded = output.path.casefold()
        other = seen.get(folded)
        if other is not None:
            same = "at the same address" if other.path == output.path else "at addresses that differ in case only"
            hint = "Rename one: a static file, page, alias or media file."
            yield error(
                Span(output.source or output.path), "DL903", f"{other.path} and {output.path} would stand {same}.", hint
            )
        elif output.path in folders:
            hint = "Rename one of the two."
            yield error(
                Span(output.source or output.path), "DL903", f"{output.path} stands where a folder must be.", hint
            )
        else:
            seen[folded] = output
