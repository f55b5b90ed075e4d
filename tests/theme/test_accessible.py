"""No barrier that axe can find, on any kind of page: light and dark, wide and at 320 pixels (which is 1280 at 400 %),
with the theme's scripts and without them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.theme.test_browser import EVERY

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""WCAG 2.2 at level AA, and what axe's authors hold to be good practice beyond it."""
WAYS: list[tuple[int, Literal["light", "dark"]]] = [(320, "light"), (1280, "dark"), (1280, "light")]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def barriers(page: Page) -> list[str]:
    """What axe finds on the open page, as lines that name the rule and the first places."""
    # All that is in order would be written out as well, which takes longer than to look at it.
    asked = {"runOnly": RULES, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("asked => axe.run(document, asked)", asked)
    return [f"{one['id']}: {[node['html'][:150] for node in one['nodes'][:3]]}" for one in found["violations"]]


@pytest.mark.parametrize(("site", "path"), EVERY)
def test_axe_finds_no_barrier(tab: Page, outputs: dict[str, Path], axe_script: str, site: str, path: str) -> None:
    if path == "404.html":
        pytest.skip("its stylesheet is named absolutely, since it is shown at any depth: not to be had from disk")
    tab.goto((outputs[site] / path).as_uri(), wait_until="load")
    tab.evaluate(axe_script + "; 0")
    for width, scheme in WAYS:
        tab.set_viewport_size({"width": width, "height": 900})
        tab.emulate_media(color_scheme=scheme)
        assert barriers(tab) == [], (width, scheme)
    # axe is a script itself: those of the site are kept away, as by a line that broke.
    tab.route("**/*.js", lambda route: route.abort())
    tab.reload(wait_until="load")
    tab.unroute_all()
    tab.evaluate(axe_script + "; 0")
    assert barriers(tab) == [], "without scripts"


def test_axe_sees_a_barrier(tab: Page, axe_script: str) -> None:
    tab.set_content('<html lang="en"><title>A page</title><main><h1>A page</h1><img src="data:,"></main></html>')
    tab.evaluate(axe_script + "; 0")
    assert [line.split(":")[0] for line in barriers(tab)] == ["image-alt"]
