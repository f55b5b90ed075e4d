"""What holds on every page: valid HTML, one outline, unique ids, nothing that runs, a way to ask for a takedown."""

from __future__ import annotations

import re

import pytest

from dateline.load.theme_files import package_themes
from dateline.placeholders import ALL
from dateline.plan.early import EARLY as EARLY_NAME
from dateline.plan.early import early_script
from tests.conftest import NuChecker
from tests.formats.written import Written

pytestmark = pytest.mark.formats

EARLY = early_script((package_themes() / "default" / "assets" / EARLY_NAME).read_bytes())
_NOT_YET_KNOWN = "CSS: “vector-effect”: Property “vector-effect” doesn't exist."
"""SVG 2 section 8.12; the checker's list of properties is older."""


def test_every_page_and_stylesheet_passes_the_nu_checker(
    demonstration: Written, newsroom: Written, homeless: Written, nu_checker: NuChecker
) -> None:
    paths = [
        site.folder / path
        for site in (demonstration, newsroom, homeless)
        for path in site.files
        if path.endswith((".html", ".css"))
    ]
    errors = [found for found in nu_checker(paths) if found["message"] != _NOT_YET_KNOWN]
    assert [f"{found.get('url', '')}:{found.get('lastLine', 0)}: {found['message']}" for found in errors] == []
    assert len(paths) > 300


def test_ids_are_unique_on_every_page(site: Written) -> None:
    for page in site.pages.values():
        twice = {found for found in page.ids if page.ids.count(found) > 1}
        assert not twice, page.path


def test_ids_of_entries_meet_none_of_the_theme(newsroom: Written) -> None:
    """Entries are called `main`, `summary` and `days` there, and a page has a raw `id="main"`."""
    day = newsroom.page("storm/2012-10-28.html")
    for name in ("main", "summary", "days"):
        assert [str(found.tag) for found in day.root.xpath(f"//*[@id='{name}']")] == ["article"]
    assert [str(found.tag) for found in newsroom.page("about.html").root.xpath("//*[@id='main']")] == ["div"]


def test_every_page_has_one_first_heading_and_skips_no_level(site: Written) -> None:
    for page in site.pages.values():
        assert page.levels.count(1) == 1, page.path
        assert page.levels[0] == 1, page.path
        skips = [(a, b) for a, b in zip(page.levels, page.levels[1:], strict=False) if b > a + 1]
        assert not skips, page.path


def test_nothing_on_any_page_runs_but_the_themes_scripts(site: Written) -> None:
    for page in site.pages.values():
        assert not page.root.xpath("//iframe | //object | //embed | //base | //form[not(@role='search')]"), page.path
        assert not page.root.xpath("//script[@src and (not(@defer) or normalize-space())]"), page.path
        texts = page.root.xpath("//script[not(@src) and not(@type='application/ld+json')]/text()")
        assert {str(text) for text in texts} <= {EARLY}, page.path
        assert not page.root.xpath("//@*[starts-with(name(), 'on')]"), page.path
        addresses = [address.strip().lower() for _, _, address in page.links()]
        assert not [found for found in addresses if found.startswith(("javascript:", "data:", "vbscript:"))], page.path


def test_the_only_scripts_in_the_output_are_the_themes_own(site: Written) -> None:
    scripts = [path for path in site.files if path.endswith((".js", ".mjs", ".wasm"))]
    assert all(path.startswith("assets/") and path.endswith(".js") for path in scripts), scripts


def test_no_placeholder_and_no_template_syntax_is_left_in_any_byte(site: Written) -> None:
    signs = [char.encode() for char in ALL]
    for path, data in site.files.items():
        if path.endswith((".png", ".mp3", ".mp4", ".pdf")):
            continue
        assert not [sign for sign in signs if sign in data], path
        # Scripts, data for machines, and BibTeX are full of braces.
        text = re.sub(rb'<script[ >].*?</script>|<pre dir="ltr">.*?</pre>', b"", data, flags=re.S)
        braces = path.endswith((".css", ".js", ".json"))
        assert braces or not re.search(rb"\{\{|\{%|\{#|#\}|%\}|\}\}(?!\s*$)", text), path
        assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data), path
        data.decode()


def test_every_page_says_how_to_ask_for_a_takedown(demonstration: Written, newsroom: Written) -> None:
    for site, contact in (
        (demonstration, "mailto:takedown@archive.example"),
        (newsroom, "https://news.example/takedown?from=archive&lang=en"),
    ):
        for page in site.pages.values():
            assert [href for _, _, href in page.links() if href == contact], page.path


def test_every_page_names_its_language_direction_title_and_encoding(site: Written) -> None:
    for page in site.pages.values():
        root = page.root
        assert root.get("lang"), page.path
        assert root.get("dir") in ("ltr", "rtl"), page.path
        assert page.text_of("//title"), page.path
        assert page.text.startswith('<!DOCTYPE html>\n<html lang="'), page.path
        assert '<meta charset="utf-8">' in page.text[:500], page.path


def test_two_pages_of_one_kind_have_two_titles(site: Written) -> None:
    titles: dict[str, list[str]] = {}
    for page in site.pages.values():
        if page.kind not in ("redirect", "entry"):
            titles.setdefault(page.text_of("//title"), []).append(page.path)
    assert not {title: paths for title, paths in titles.items() if len(paths) > 1}


def test_text_in_persian_says_so_and_runs_from_the_right(newsroom: Written) -> None:
    entry = newsroom.page("storm/persian.html").root
    assert (entry.get("lang"), entry.get("dir")) == ("en-US", "ltr")
    for xpath in ("//h1", "//div[@class='body e-content']"):
        (found,) = entry.xpath(xpath)
        assert (found.get("lang"), found.get("dir")) == ("fa", "rtl"), xpath
    (comment,) = entry.xpath("//div[@class='said e-content']")
    assert (comment.get("lang"), comment.get("dir")) == ("fa", "rtl")
    assert "«بالا»" in newsroom.page("storm/persian.html").text


def test_a_blog_in_persian_runs_from_the_right_and_marks_what_does_not(newsroom: Written) -> None:
    for path in ("khabar/index.html", "khabar/2012-12-31.html", "khabar/aghaz.html"):
        root = newsroom.page(path).root
        assert (root.get("lang"), root.get("dir")) == ("fa", "rtl"), path
    said = newsroom.page("khabar/aghaz.html").root.xpath("//div[@class='said e-content']")
    assert [(found.get("lang"), found.get("dir")) for found in said] == [("en", "ltr")]
    body = newsroom.page("khabar/english.html").root.xpath("//div[@class='body e-content']")
    assert [(found.get("lang"), found.get("dir")) for found in body] == [("en", "ltr")]


def test_a_line_of_another_language_says_so_in_indexes(newsroom: Written) -> None:
    month = newsroom.page("chronology/2012-10.html").root
    found = month.xpath("//a[@href='../storm/persian.html']")
    assert [(link.get("lang"), link.get("dir")) for link in found] == [("fa", "rtl")]


def test_signs_in_metadata_are_text(newsroom: Written) -> None:
    entry = newsroom.page("storm/first.html")
    assert entry.text_of("//h1") == 'The first <warning> & "the" rest'
    assert entry.text_of("//title") == 'The first <warning> & "the" rest · Storm: the "night" of <28 October> & after'
    assert "Ada O'Neil <ada>" in entry.text_of("//span[@class='byline']")
    assert "New York & <Jersey>" in entry.text_of("//p[@class='dateline']")
    assert "A spokesman & <son>" in entry.text_of("(//figcaption)[last()]")
    media = newsroom.page("storm/pictures.html")
    assert media.root.xpath("//img/@alt")[0] == "A square in the text"
    assert 'A "square" & <more>' in media.root.xpath("//img/@alt")
    comments = newsroom.page("storm/days.html")
    assert 'a <reader> & "friend"' in comments.text_of("(//ol[@class='comments']//b)[1]")
    assert "#tag !!!! *so* <script>alert(1)</script> &" in comments.text_of("(//div[@class='said e-content'])[1]")


def test_redirects_lead_to_what_they_stand_for(newsroom: Written) -> None:
    page = newsroom.page("storm/erste.html")
    assert page.root.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../storm/first.html"]
    assert page.root.xpath("//link[@rel='canonical']/@href") == ["https://news.example/archive/storm/first.html"]
    assert newsroom.page("tempest/first.html").root.xpath("//main//a/@href") == ["../storm/first.html"]
    assert newsroom.page("colophon.html").root.xpath("//main//a/@href") == ["about.html"]


def test_what_is_held_back_is_nowhere(newsroom: Written) -> None:
    for path, data in newsroom.files.items():
        for secret in (b"Never seen", b"Withheld words", b"The very words", b"Somewhere"):
            assert secret not in data, path
    assert "storm/drafted.html" not in newsroom.files
    assert "storm/hidden.html" not in newsroom.files


def test_an_entry_not_to_be_indexed_says_so_on_its_page_only(newsroom: Written) -> None:
    marked = {page.path for page in newsroom.pages.values() if page.root.xpath("//meta[@name='robots']")}
    entries = {path for path in marked if newsroom.page(path).kind == "entry"}
    assert entries == {"storm/quiet.html", "storm/gone.html"}
    assert "storm/2012-10-28.html" not in marked
    assert {"404.html", "darbare.html"} <= marked


def test_pages_stay_light(site: Written) -> None:
    """A phone behind a throttle: no page with its stylesheet above 300 kB, fifty entries on it or not."""
    style = sum(len(data) for path, data in site.files.items() if path.endswith(".css"))
    assert style < 40_000
    heavy = {path: len(page.text) for path, page in site.pages.items() if len(page.text.encode()) + style > 300_000}
    assert not heavy
