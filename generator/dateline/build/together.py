"""What can only be seen of all pages together: addresses, the navigation, links from blog to blog."""

from __future__ import annotations

from itertools import chain

from msgspec import Struct

from dateline.build.common import Site
from dateline.build.paths import Paths
from dateline.checks.addresses import Stand, check_addresses, stand_of
from dateline.checks.site import check_navigation, check_redirects
from dateline.checks.texts import check_links
from dateline.kept import Kept
from dateline.plan.output import Group, Output
from dateline.problems import Problem
from dateline.state.records import Share


def check_together(site: Site, shares: tuple[Share, ...], groups: tuple[Group, ...], kept: Kept) -> list[Problem]:
    """Problems of the whole: of the pages that are no blog's, by `groups`, and of the blogs."""
    seen = kept.each("places", filter(None, groups), _places)
    named = tuple([found.paths for found in seen])
    paths = Paths(kept.same("own paths", named, lambda: frozenset[str]().union(*named)), shares)
    # A blog's pages lie in its folder, and were looked at with it; only where the site has files there can they meet.
    folders = tuple([found.tops for found in seen])
    entered = kept.same("own folders", folders, lambda: frozenset[str]().union(*folders))
    beside = tuple(
        Output(path=path, kind="", template="", key=b"", view=lambda: None, source=made.source)
        for share in shares
        if share.blog.casefold() in entered
        for path, made in share.made.items()
    )
    stands = (stand_of(beside), *[found.stand for found in seen])
    links = site.links + tuple(chain.from_iterable(share.links for share in shares))
    return [
        *kept.same(
            "addresses", stands, lambda: tuple(check_addresses((*beside, *chain.from_iterable(groups)), stands))
        ),
        *check_navigation(site.shared.common, paths),
        *check_redirects(site.shared.common, tuple(share.summary for share in shares if share.summary)),
        *check_links(links, paths),
    ]


class _Places(Struct, frozen=True):
    """Where some outputs stand: all of it, their paths, and the folders below the root in which they do."""

    stand: Stand
    paths: frozenset[str]
    tops: frozenset[str]


def _places(outputs: Group) -> _Places:
    paths = frozenset(output.path for output in outputs)
    return _Places(
        stand=stand_of(outputs), paths=paths, tops=frozenset(path.partition("/")[0].casefold() for path in paths)
    )
