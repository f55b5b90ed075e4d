"""The head of a page: Open Graph for previews, and what Zotero's translator “Embedded Metadata” makes of an entry.

What the translator reads (zotero/translators, `Embedded Metadata.js` and `RDF.js`, June 2026): names of a known prefix
become statements of RDF; `z:itemType` decides the type before anything else does; title, date, address and abstract
come from `og:` and `article:`, the publication's title from `prism.publicationName` before `og:site_name`, rights from
`dcterms.rights`; creators, where no statement names any, from `<meta name="author">`; the language from `<html lang>`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html

from dateline.plan.metadata import locale
from tests.site_kit import SITES, Site

_PREFIXES = ("og", "article", "z", "prism", "dcterms")
_CREATORS = ("dc.creator", "dcterms.creator", "dc.contributor", "bib.authors", "so.author", "citation_author")


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with some of everything."""
    return Site(tmp_path_factory.mktemp("newsroom"), like=SITES / "newsroom").build()


def head(site: Site, path: str) -> dict[str, list[str]]:
    """Names and properties of a page's `meta` elements."""
    page = lxml_html.document_fromstring(
        site.read(f"output/{path}").encode(), parser=lxml_html.HTMLParser(encoding="utf-8")
    )
    found: dict[str, list[str]] = {"lang": [str(page.get("lang"))]}
    for element in page.xpath("//head/meta[@content]"):
        found.setdefault(element.get("property") or element.get("name") or "", []).append(element.get("content"))
    return found


def zotero(site: Site, path: str) -> dict[str, object]:
    """The item that Zotero makes of a page, by the rules above."""
    found = head(site, path)
    assert not set(found) & set(_CREATORS), "then the authors would not be looked at"

    def first(*names: str) -> str:
        return next((found[name][0] for name in names if name in found), "")

    return {
        "itemType": first("z:itemType") or "webpage",
        "title": first("dc.title", "og:title"),
        "creators": found.get("author", []),
        "publicationTitle": first("prism.publicationName", "dc.source", "og:site_name"),
        "date": first("og:published_time", "article:published_time"),
        "url": first("og:url"),
        "language": first("citation_language", "lang"),
        "rights": first("prism.copyright", "dc.rights", "dcterms.rights"),
    }


def test_zotero_gets_a_post_of_a_blog(newsroom: Site) -> None:
    assert zotero(newsroom, "storm/first.html") == {
        "itemType": "blogPost",
        "title": 'The first <warning> & "the" rest',
        "creators": ["Ada O'Neil <ada>"],
        "publicationTitle": 'Storm: the "night" of <28 October> & after',
        "date": "2012-10-28T06:00:00-04:00",
        "url": "https://news.example/archive/storm/first.html",
        "language": "en-US",
        "rights": "CC BY 4.0",
    }


def test_zotero_gets_a_persian_one_with_its_language(newsroom: Site) -> None:
    found = zotero(newsroom, "khabar/aghaz.html")
    assert (found["title"], found["publicationTitle"], found["language"]) == ("آغاز", "خبر: دریا & <باد>", "fa")
    assert found["date"] == "2026-01-05T09:00:00+03:30"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "website"), ("storm/index.html", "website"), ("storm/2012-10-28.html", "website"),
        ("people/ada.html", "profile"), ("storm/first.html", "article"), ("about.html", "website"),
    ],
)  # fmt: skip
def test_every_page_has_its_type_title_address_and_place(newsroom: Site, path: str, kind: str) -> None:
    found = head(newsroom, path)
    assert found["og:type"] == [kind]
    assert found["og:title"][0] and "·" not in found["og:title"][0]
    assert found["og:url"][0] == "https://news.example/archive/" + path.removesuffix("index.html")
    assert found["og:site_name"] == ["The <Newsroom> & 'Co' \"Archive\""]
    assert found["og:locale"][0].startswith(f"{found['lang'][0][:2]}_")
    assert found["twitter:card"] == ["summary_large_image" if "og:image" in found else "summary"]
    assert found.get("og:description", [""]) == found.get("description", [""])
    assert ("z:itemType" in found) == ("article:section" in found) == (kind == "article")


def test_pages_that_lead_elsewhere_have_no_preview(newsroom: Site) -> None:
    for path in ("404.html", "storm/erste.html"):
        assert not [name for name in head(newsroom, path) if name.partition(":")[0] in _PREFIXES]


def test_an_entry_tells_when_and_by_whom(newsroom: Site) -> None:
    days = head(newsroom, "storm/days.html")
    assert days["article:modified_time"] == ["2012-10-29T10:00:00-04:00"]
    assert days["article:author"] == ["https://news.example/archive/people/ada.html"]
    assert days["article:tag"] == ["The storm <& after>"]
    assert "article:modified_time" not in head(newsroom, "storm/first.html")


def test_a_preview_shows_the_picture_that_needs_no_warning(newsroom: Site) -> None:
    found = head(newsroom, "storm/pictures.html")
    assert found["og:image"] == ["https://news.example/archive/storm/media/square.png"]
    assert found["og:image:alt"] == ['A "square" & <more>']
    assert found["og:image:width"] and found["og:image:height"]
    assert found["twitter:card"] == ["summary_large_image"]


def test_without_an_address_of_the_site_nothing_is_absolute(tmp_path: Path) -> None:
    site = Site(tmp_path, like=SITES / "newsroom")
    site.edit("content/site.yaml", "url: https://news.example/archive/\n", "").build()
    found = head(site, "storm/pictures.html")
    assert not {"og:url", "og:image", "article:author"} & set(found)
    assert found["author"] == ["Ada O'Neil <ada>"] and found["z:itemType"] == ["blogPost"]


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("en", "en_US"), ("en-GB", "en_GB"), ("fa", "fa_IR"), ("fa-AF", "fa_AF"), ("zh-Hant", "zh_TW"), ("pt", "pt_BR"),
        ("es-419", "es_419"), ("sr-Latn-ME", "sr_ME"), ("tlh-x-a", ""),
    ],
)  # fmt: skip
def test_a_language_as_previews_name_it(lang: str, wanted: str) -> None:
    assert locale(lang) == wanted
