"""The ways in which builds follow one another. All of them give the same bytes."""

from __future__ import annotations

import os

import pytest

from dateline.build import beside
from tests.site_kit import Site

ALONE, KEEPING, BESIDE = "each build by itself", "by one process", "the site's pages made beside"
WAYS = (ALONE, KEEPING, pytest.param(BESIDE, marks=pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")))


def building(site: Site, way: str, patch: pytest.MonkeyPatch) -> Site:
    """From now on the site is built in that way, however small it is."""
    if way == KEEPING:
        return site.keeping()
    if way == BESIDE:
        patch.setattr(beside, "_WORTH", 0)
        return site.by(2)
    return site
