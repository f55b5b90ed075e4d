"""The ways in which builds follow one another. All of them give the same bytes."""

from __future__ import annotations

import os
from functools import cache

import pytest

from dateline.build import beside
from dateline.commit.hand import Hand
from tests.site_kit import Site

ALONE, KEEPING = "each build by itself", "by one process"
PREVIEWED, BESIDE = "by one process for which another writes", "the site's pages made beside"
_FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
WAYS = (ALONE, KEEPING, pytest.param(PREVIEWED, marks=_FORKS), pytest.param(BESIDE, marks=_FORKS))


@cache
def _hand() -> Hand:
    """One for many tests: a process that is forked costs more than most of what it does here."""
    return Hand()


def end_hand() -> None:
    """Ends it, if there is one."""
    if _hand.cache_info().currsize:
        _hand().__exit__(None, None, None)
        _hand.cache_clear()


def building(site: Site, way: str, patch: pytest.MonkeyPatch) -> Site:
    """From now on the site is built in that way, however small it is."""
    if way == KEEPING:
        return site.keeping()
    if way == PREVIEWED:
        return site.keeping().previewed(_hand())
    if way == BESIDE:
        patch.setattr(beside, "_WORTH", 0)
        return site.by(2)
    return site
