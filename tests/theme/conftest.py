"""The sites that the theme is looked at by."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.render.hostile import hostile_site
from tests.site_kit import DEMONSTRATION, SITES, Site

_HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)>"


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The output folders of the demonstration, of a site with some of everything, and of one with hostile texts."""
    sites = {
        "demonstration": Site(tmp_path_factory.mktemp("demonstration"), like=DEMONSTRATION),
        "newsroom": Site(tmp_path_factory.mktemp("newsroom"), like=SITES / "newsroom"),
        "plain": Site(tmp_path_factory.mktemp("plain"), like=SITES / "newsroom").edit(
            "content/site.yaml", "theme_options:", "theme: plain\ntheme_options:"
        ),
        "hostile": hostile_site(tmp_path_factory.mktemp("hostile"), _HOSTILE),
    }
    return {name: site.build().options.output for name, site in sites.items()}
