"""The plain theme: complete, light, text first, and nothing of it but a few files over the default one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html as lxml_html

from tests.conftest import NuChecker
from tests.site_kit import SITES, Site

THEME = Path(__file__).resolve().parents[2] / "themes" / "plain"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = Site(tmp_path_factory.mktemp("plain"), like=SITES / "newsroom")
    return site.edit("content/site.yaml", "theme_options:", "theme: plain\ntheme_options:").build().options.output


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_it_is_a_few_files_over_the_default_theme() -> None:
    assert {path.relative_to(THEME).as_posix() for path in THEME.rglob("*") if path.is_file()} == {
        "theme.yaml",
        "assets/dateline.css",
        "templates/blog.html",
        "templates/day.html",
        "templates/layout.html",
    }
    assert (THEME / "assets/dateline.css").stat().st_size <= 3_000


def test_it_ships_in_the_wheel() -> None:
    import tomllib

    project = tomllib.loads((THEME.parents[1] / "pyproject.toml").read_text())
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert {f"themes/{path.name}": f"dateline/themes/{path.name}" for path in THEME.parent.iterdir()} == included


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site in the default theme."""
    return Site(tmp_path_factory.mktemp("other"), like=SITES / "newsroom").build().options.output


def test_machines_read_the_same_in_either_theme(plain: Path, other: Path) -> None:
    """Open Graph, what Zotero asks for, and JSON-LD."""

    def told(path: Path) -> tuple[list[tuple[str, str]], list[str]]:
        page = lxml_html.document_fromstring(path.read_bytes())
        metas = page.xpath("//head/meta[@content]")
        named = sorted((meta.get("property") or meta.get("name", ""), meta.get("content")) for meta in metas)
        return named, page.xpath("//script[@type='application/ld+json']/text()")

    paths = [path.relative_to(plain) for path in pages(plain)]
    assert {str(path): told(plain / path) for path in paths} == {str(path): told(other / path) for path in paths}
    metas, graph = told(plain / "storm/first.html")
    assert ("og:type", "article") in metas and "author" in dict(metas) and len(graph) == 1


def test_the_warning_of_a_picture_offers_one_thing_at_a_time(plain: Path) -> None:
    page = (plain / "storm/pictures.html").read_text()
    assert '<span class="meta show">Show</span> <span class="meta hide">Hide</span>' in page
    style = "details[open] .show, .graphic details:not([open]) .hide { display: none; }"
    assert style in (THEME / "assets/dateline.css").read_text()


def test_a_site_has_the_same_addresses_in_either_theme(plain: Path, other: Path) -> None:
    def addresses(folder: Path) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.parent.name != "assets"}

    assert addresses(plain) == addresses(other)


def test_it_has_no_rails_and_draws_nothing(plain: Path) -> None:
    for path in pages(plain):
        page = lxml_html.document_fromstring(path.read_bytes())
        assert not page.xpath("//aside | //path | //*[@class='strip']"), path
        # A picture behind its warning is put in its place by a script in any theme; JSON-LD is none.
        scripts = page.xpath("//script[not(@type='application/ld+json')]/@src")
        assert [src for src in scripts if "assets/graphic-" not in src] == [], path
        assert len(scripts) == len(page.xpath("//script[not(@type)]")), path


def test_the_text_stands_before_the_ways_elsewhere(plain: Path) -> None:
    for path in pages(plain):
        page = lxml_html.document_fromstring(path.read_bytes())
        names = [element.tag for element in page.iter("main", "footer")]
        assert names == ["main", "footer"]
        before = page.xpath("//main/preceding::nav[not(@class='trail')]")
        assert not before, path


def test_every_page_says_how_to_ask_for_a_takedown(plain: Path) -> None:
    for path in pages(plain):
        assert "https://news.example/takedown" in path.read_text(), path


def test_every_entry_of_a_day_is_on_its_page(plain: Path) -> None:
    page = lxml_html.document_fromstring((plain / "storm/2012-10-28.html").read_bytes())
    assert len(page.xpath("//article")) > 8
    assert page.xpath("//link[@type='text/plain']/@href") == ["../storm/2012-10-28.txt"]


def test_a_blogs_accent_holds_here_too(plain: Path) -> None:
    assert "<style>:root{--accent:#663399}</style>" in (plain / "storm/index.html").read_text()


@pytest.mark.formats
def test_every_page_passes_the_nu_checker(plain: Path, nu_checker: NuChecker) -> None:
    errors = nu_checker([*pages(plain), *plain.rglob("*.css")])
    assert [f"{found.get('url', '')}:{found.get('lastLine', 0)}: {found['message']}" for found in errors] == []


@pytest.mark.parametrize(("browser", "options"), [("w3m", ["-dump"]), ("lynx", ["-dump", "-nolist"])])
def test_a_text_browser_shows_the_story_first(plain: Path, browser: str, options: list[str]) -> None:
    if shutil.which(browser) is None:
        pytest.skip(f"{browser} is not installed (Debian: {browser})")
    page = plain / "storm/first.html"
    shown = subprocess.run([browser, *options, str(page)], capture_output=True, encoding="utf-8", check=True).stdout
    text = " ".join(shown.split())
    assert "The first <warning>" in text[:400]
    assert text.index("The office warned") < text.index("About & help") < text.index("takedown")
