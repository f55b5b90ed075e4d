"""`make guide`: the pages as HTML. Nothing in them leads nowhere, asks another host, or differs from build to build."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from tests.cli.running import run
from tests.docs.pages import DOCS, PAGES, ROOT
from tests.site_kit import assert_same, tree

MAKE = DOCS / "_guide/make.py"


def make(into: Path, *, pages: Path = DOCS, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """What the Makefile does."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "generator"), "PYTHONHASHSEED": seed}
    return subprocess.run(
        [sys.executable, str(MAKE), str(into), "--pages", str(pages)],
        env=env, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip


@pytest.fixture(scope="session")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide, made strictly: a warning fails."""
    into = tmp_path_factory.mktemp("made") / "guide"
    done = make(into)
    assert (done.returncode, done.stderr) == (0, "")
    return into


def parsed(path: Path) -> LexborHTMLParser:
    """A page of the guide."""
    return LexborHTMLParser(path.read_text("utf-8"))


def test_every_page_is_there_and_in_the_contents_of_every_other(guide: Path) -> None:
    wanted = {page.removesuffix(".md") + ".html" for page in PAGES}
    assert wanted <= set(tree(guide))
    listed = parsed(guide / "index.html").css(".sidebar-tree a")
    assert wanted - {"index.html"} == {str(link.attributes["href"]) for link in listed}


@pytest.mark.parametrize("page", PAGES)
def test_no_page_of_the_builder_stands_in_the_place_of_one_of_ours(guide: Path, page: str) -> None:
    (title, *_) = (line for line in (DOCS / page).read_text("utf-8").splitlines() if line.startswith("# "))
    heading = parsed(guide / page.replace(".md", ".html")).css_first("h1")
    assert heading is not None
    assert heading.text().rstrip("¶") == title.removeprefix("# ").rstrip("#")


LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "srcset", "form": "action"}
POINTING = ("canonical", "author", "license")
"""Kinds of `link` for which nothing is fetched."""


def test_its_pages_ask_nothing_of_other_hosts(guide: Path) -> None:
    for path in sorted(guide.rglob("*.html")):
        for name, attribute in LOADING.items():
            for node in parsed(path).css(f"{name}[{attribute}]"):
                if node.attributes.get("rel") not in POINTING:
                    address = urlsplit(node.attributes[attribute] or "")
                    assert not address.netloc and address.scheme in ("", "data"), f"{path.name}: {node.html}"
    for path in sorted(guide.rglob("*.css")):
        for address in re.findall(r"(?:url\(|@import)\s*[\"']?([^\"')]+)", path.read_text("utf-8")):
            assert not urlsplit(address).netloc, f"{path.name}: {address}"


def test_links_between_its_pages_lead_somewhere(guide: Path) -> None:
    pages = {path.relative_to(guide).as_posix(): parsed(path) for path in guide.rglob("*.html")}
    ids = {name: {node.attributes["id"] for node in page.css("[id]")} for name, page in pages.items()}
    for name, page in pages.items():
        for link in page.css("article a[href]"):
            address = urlsplit(urljoin(f"guide:///{name}", link.attributes["href"] or ""))
            if urlsplit(link.attributes["href"] or "").scheme:
                continue
            target = unquote(urljoin(name, urlsplit(link.attributes["href"] or "").path)) or name
            assert (guide / target).is_file(), f"{name}: {link.html}"
            assert not address.fragment or unquote(address.fragment) in ids[target], f"{name}: {link.html}"


def test_snippets_say_which_file_they_are(guide: Path) -> None:
    captions = {node.text() for node in parsed(guide / "how-to/theme.html").css(".caption-text")}
    assert "themes/ours/assets/dateline.css" in captions


def test_it_can_be_published_like_a_site(guide: Path, tmp_path: Path) -> None:
    done = run("publish", tmp_path / "www", "-o", guide)
    assert (done.exit_code, done.stderr) == (0, "")
    assert_same(tree(tmp_path / "www"), tree(guide))


def test_what_is_no_guide_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    done = make(tmp_path)
    assert done.returncode == 2
    assert "left as it is" in done.stderr
    assert tree(tmp_path) == {"thesis.txt": b"mine"}


@pytest.mark.formats
def test_a_fault_fails_and_leaves_the_last_guide(tmp_path: Path) -> None:
    pages, into = tmp_path / "pages", tmp_path / "guide"
    pages.mkdir()
    faults = "[gone](gone.md)", "[gone](#nowhere)", "```klingon\nHab SoSlI' Quch!\n```"
    (pages / "index.md").write_text("# A guide\n\n" + "\n\n".join(faults) + "\n", "utf-8")
    into.mkdir()
    (into / "manifest-sha256.txt").write_text("")
    done = make(into, pages=pages)
    assert done.returncode not in (0, 2)
    for fault in ("gone.md", "nowhere", "klingon"):
        assert fault in done.stderr
    assert tree(tmp_path / "guide") == {"manifest-sha256.txt": b""}
    assert {path.name for path in tmp_path.iterdir()} == {"pages", "guide"}


@pytest.mark.formats
def test_it_is_the_same_bytes_each_time(guide: Path, tmp_path: Path) -> None:
    shutil.copytree(DOCS, tmp_path / "elsewhere", ignore=shutil.ignore_patterns("_guide"))
    assert make(tmp_path / "guide", pages=tmp_path / "elsewhere", seed="17").returncode == 0
    assert_same(tree(tmp_path / "guide"), tree(guide))


@pytest.mark.browser
@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("name", ["index", "reference/content", "how-to/correct", "policies"])
def test_it_fits_a_telephone_and_a_desk(guide: Path, browser: Browser, name: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((guide / f"{name}.html").as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.browser
def test_it_can_be_searched_from_a_disk(guide: Path, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((guide / "search.html").as_uri() + "?q=tombstone")
    page.wait_for_selector("#search-results li a")
    found = [link.get_attribute("href") or "" for link in page.query_selector_all("#search-results li a")]
    assert any(address.startswith("how-to/correct.html") for address in found)
    context.close()
