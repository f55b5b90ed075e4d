"""Two sites, written once for all tests of their files: the demonstration, and one with some of everything."""

from __future__ import annotations

import pytest

from tests.formats.written import Written
from tests.site_kit import DEMONSTRATION, SITES, Site


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The demonstration archive of `content/`."""
    site = Site(tmp_path_factory.mktemp("demonstration"), like=DEMONSTRATION).build()
    return Written(site.options.output, "https://archive.example/")


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Three blogs in two languages, with signs in every field that could break a format."""
    site = Site(tmp_path_factory.mktemp("newsroom"), like=SITES / "newsroom").build()
    return Written(site.options.output, "https://news.example/archive/")


@pytest.fixture(scope="session")
def homeless(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The same without a `url`: no feeds, no sitemap."""
    site = Site(tmp_path_factory.mktemp("homeless"), like=SITES / "newsroom")
    site.edit("content/site.yaml", "url: https://news.example/archive/\n", "").build()
    return Written(site.options.output, "")


@pytest.fixture(params=["demonstration", "newsroom", "homeless"])
def site(request: pytest.FixtureRequest) -> Written:
    """Each of the three in turn."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Written)
    return found


@pytest.fixture(params=["demonstration", "newsroom"])
def housed(request: pytest.FixtureRequest) -> Written:
    """Each site that has a `url`."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Written)
    return found
