"""Citations, read back by the programs that they are meant for: whatever stands in an entry comes out as it was."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markupsafe import escape
from msgspec import structs
from pybtex.database import Entry, parse_string

from dateline.gate.gate import Gate
from dateline.plan.views import EntryPage
from dateline.render.citations import citations, tex
from tests.render.entry_page import entry_page, time_view
from tests.site_kit import Site

_SIGNS = [
    "{",
    "}",
    "\\",
    "{}",
    "%",
    "&",
    "$",
    "#",
    "_",
    "~",
    "^",
    "<",
    ">",
    '"',
    "'",
    "@",
    ",",
    " and ",
    "  - ",
    "ER  - ",
]
_WORDS = st.lists(
    st.sampled_from(_SIGNS) | st.text(st.characters(exclude_categories=("C", "Z")), max_size=4), min_size=1
)
LINES = _WORDS.map(lambda parts: " ".join("".join(parts).split()) or "x")
"""One line, as every field of an entry is."""

_CONTROLS = {
    r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textbackslash{}": "\\", r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^", r"\textless{}": "<", r"\textgreater{}": ">",
}  # fmt: skip


def shown(latex: str) -> str:
    """What LaTeX shows of a text, of which only signs are written otherwise."""

    def sign(found: re.Match[str]) -> str:
        return _CONTROLS[found[0]] if found[0] in _CONTROLS else found[0][1:]

    return re.sub(r"\\text[a-z]+\{\}|\\[&%$#_]", sign, latex.removeprefix("{").removesuffix("}"))


def texts(page: EntryPage) -> dict[str, str]:
    """The citations by format."""
    return {found.format: found.text for found in citations(page)}


def bibtex(page: EntryPage) -> Entry:
    """As pybtex reads it, which stops at anything out of place."""
    ((_, entry),) = parse_string(texts(page)["BibTeX"], "bibtex").entries.items()
    return entry


def ris(page: EntryPage) -> dict[str, Any]:
    """As rispy reads it."""
    (entry,) = rispy.loads(texts(page)["RIS"])
    return dict(entry)


# --- CSL's schema for items, as far as an entry has need of it ------------------------------------------------


class CslName(msgspec.Struct, forbid_unknown_fields=True):
    literal: str


class CslDate(msgspec.Struct, forbid_unknown_fields=True, rename="kebab"):
    date_parts: list[list[int]]
    circa: bool = False

    def __post_init__(self) -> None:
        if not all(1 <= len(part) <= 3 for part in self.date_parts) or not 1 <= len(self.date_parts) <= 2:
            raise ValueError("a date has one to three parts, a span two dates")


class CslItem(msgspec.Struct, forbid_unknown_fields=True, rename="kebab"):
    """csl-data.json 1.0 of the Citation Style Language: `type` and `id` are required, others may not stand there."""

    id: str
    type: str
    title: str = ""
    author: list[CslName] = []
    container_title: str = ""
    publisher: str = ""
    source: str = ""
    issued: CslDate | None = None
    url: str = msgspec.field(name="URL", default="")
    language: str = ""
    keyword: str = ""


def csl(page: EntryPage) -> CslItem:
    """The one item."""
    (item,) = msgspec.json.decode(texts(page)["CSL-JSON"], type=list[CslItem])
    assert item.type == "post-weblog"
    return item


def bibliography(page: EntryPage) -> str:
    """The entry in a list of works cited, as a style of CSL sets it."""
    source = CiteProcJSON(json.loads(texts(page)["CSL-JSON"]))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    works = CitationStylesBibliography(style, source, formatter.plain)
    works.register(Citation([CitationItem(key) for key in source]))
    return str(works.bibliography()[0])


# --- what they say ------------------------------------------------------------------------------------------------


def test_all_three_say_the_same() -> None:
    page = entry_page("Words", by=("Mina K.", "A desk"))
    entry, record, item = bibtex(page), ris(page), csl(page)
    assert entry.type == "misc"
    assert [str(name) for name in entry.persons["author"]] == ["{Mina K.}", "{A desk}"]
    assert record["authors"] == [name.literal for name in item.author] == ["Mina K.", "A desk"]
    assert shown(entry.fields["title"]) == record["title"] == item.title == "Words"
    assert (entry.fields["year"], entry.fields["month"]) == ("2012", "October")
    assert entry.fields["note"] == "28 Oct. 2012, 06:00 EDT"
    assert record["date"] == "2012/10/28/06:00 EDT" and record["year"] == "2012"
    assert item.issued is not None and item.issued.date_parts == [[2012, 10, 28]] and not item.issued.circa
    assert entry.fields["url"] == record["urls"][0] == item.url == "https://archive.example/live/one.html"
    assert entry.fields["language"] == record["language"] == item.language == "en"
    assert record["type_of_reference"] == "BLOG"
    assert entry.fields["howpublished"] == "Words, Words"
    assert item.keyword == "Words" and record["keywords"] == ["Words"]


def test_a_style_sets_it() -> None:
    found = bibliography(entry_page("A quake", by=("Mina K.", "A desk")))
    assert found.startswith("Mina K. and A desk (2012) “A quake”, A quake.")
    assert found.endswith("28 October. Available at: https://archive.example/live/one.html.")


def test_without_bylines_the_publisher_answers() -> None:
    page = entry_page("The press", by=())
    assert [name.literal for name in csl(page).author] == ris(page)["authors"] == ["The press"]


def test_without_an_address_of_the_site_there_is_none() -> None:
    page = entry_page(url="")
    assert "url" not in bibtex(page).fields and "urls" not in ris(page) and csl(page).url == ""


@pytest.mark.parametrize(("certainty", "circa"), [("day", False), ("about", True)])
def test_a_date_says_no_more_than_is_known(certainty: str, circa: bool) -> None:
    machine = "2012-10-28" if certainty == "day" else "2012-10-28T06:00-04:00"
    page = entry_page(time=time_view(machine, certainty))
    assert bibtex(page).fields["note"] == "28 Oct. 2012"
    assert ris(page)["date"] == "2012/10/28/"
    item = csl(page)
    assert item.issued is not None and (item.issued.date_parts, item.issued.circa) == ([[2012, 10, 28]], circa)


def test_the_date_is_that_of_the_publication_not_that_of_what_it_tells_of() -> None:
    page = entry_page(published=time_view("2026-01-05T09:00-05:00"))
    assert ris(page)["year"] == bibtex(page).fields["year"] == "2026"


@pytest.mark.parametrize(("offset", "wanted"), [("+03:30", "06:00 UTC+03:30"), ("+00:00", "06:00 UTC")])
def test_the_clock_of_another_language_is_told_in_figures_and_by_its_offset(offset: str, wanted: str) -> None:
    time = structs.replace(time_view(f"2012-10-28T06:00{offset}"), clock="۰۶:۰۰", zone="به وقت تهران")
    page = entry_page(time=time)
    page = structs.replace(page, entry=structs.replace(page.entry, blog_lang="fa"))
    assert ris(page)["date"] == f"2012/10/28/{wanted}"
    assert bibtex(page).fields["note"] == f"28 Oct. 2012, {wanted}"


def test_a_clock_that_iso_8601_cannot_say_is_told_in_universal_time(tmp_path: Path) -> None:
    """Its offset has seconds: day, clock and zone are of one kind all the same."""
    site = Site(tmp_path).file("content/old/blog.yaml", "title: Old\nzone: Asia/Tehran\n")
    site.file("content/old/1906-08-05.md", "## 02:00 A charter {#a}\n\nText.\n").build()
    site.has("old/a.html", "1906/08/04/22:34 UTC", "4 Aug. 1906, 22:34 UTC")
    site.lacks("22:34 LMT")


# --- signs ----------------------------------------------------------------------------------------------------------


@given(LINES)
def test_any_text_comes_out_of_bibtex_as_it_was(text: str) -> None:
    entry = bibtex(entry_page(text))
    assert shown(entry.fields["title"]) == text
    (author,) = entry.persons["author"]
    assert shown(" ".join(author.last_names)) == text, "one name, whatever words it holds"


@given(LINES)
def test_any_text_comes_out_of_ris_as_it_was(text: str) -> None:
    record = ris(entry_page(text))
    assert record["title"] == record["secondary_title"] == text
    assert record["authors"] == record["keywords"] == [text]


@given(LINES)
def test_any_text_comes_out_of_csl_as_it_was(text: str) -> None:
    item = csl(entry_page(text))
    assert item.title == item.container_title == item.author[0].literal == text


@given(st.text())
def test_braces_of_bibtex_are_balanced_whatever_stands_between_them(text: str) -> None:
    depth = 0
    for sign in tex(text):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    assert "\n" not in tex(text)


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20))
def test_the_gate_sees_any_text_through_what_tex_does_to_it(text: str) -> None:
    page = f"<pre>{escape(texts(entry_page(text))['BibTeX'])}</pre>"
    assert Gate((text.encode(),)).refuse("a.html", page.encode()) is not None


# --- on the page ------------------------------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A Persian blog with a guest, in an English archive."""
    site = Site(tmp_path).file("content/khabar/blog.yaml", "title: خبر\nlanguage: fa\n")
    return site.file(
        "content/khabar/2012-12-31.md",
        """
        ## 09:00 آغاز {#aghaz}
        by: {name: مینا ک.}

        متن.

        ## 10:00 Is it “so”? {#so}
        lang: en

        Text.

        ## 11:00 In danger {#danger .at-risk}

        Text.

        ## 12:00 Gone {#gone}
        status: removed
        """,
    )


def block(site: Site, path: str) -> Any:
    """What a page says of how to cite it."""
    page = lxml_html.document_fromstring(
        site.read(f"output/{path}").encode(), parser=lxml_html.HTMLParser(encoding="utf-8")
    )
    (found,) = page.xpath("//details[@class='citing']")
    return found


def test_a_persian_entry_is_cited_in_persian(site: Site) -> None:
    found = block(site.build(), "khabar/aghaz.html")
    assert [str(name) for name in found.xpath("details/summary/text()")] == ["BibTeX", "RIS", "CSL-JSON"]
    (record,) = rispy.loads(found.xpath("string((.//pre)[2])"))
    assert (record["authors"], record["title"], record["secondary_title"]) == (["مینا ک."], "آغاز", "خبر")
    assert record["language"] == "fa"
    assert record["date"] == "2012/12/31/09:00 UTC-05:00", "in the figures and words of the rest"
    assert "note = {31 Dec. 2012, 09:00 UTC-05:00}" in found.xpath("string((.//pre)[1])")
    assert found.xpath("string(p)").startswith("مینا ک. «آغاز». خبر، A site، ")
    assert found.xpath("string(p)").endswith("https://archive.example/khabar/aghaz.html")


def test_an_entry_in_another_language_than_its_blog_says_its_own(site: Site) -> None:
    found = block(site.build(), "khabar/so.html")
    (record,) = rispy.loads(found.xpath("string((.//pre)[2])"))
    assert record["language"] == "en"
    # No full stop after a question mark, and no quotation marks of one kind within one another.
    assert "«Is it ‘so’?» خبر" in found.xpath("string(p)")
    assert found.xpath("p/bdi[@lang='en']")


def test_only_what_has_an_address_is_cited(site: Site) -> None:
    site.build().has_no("khabar/danger.html")
    for path in ("khabar/gone.html", "khabar/index.html", "khabar/2012-12-31.html", "index.html"):
        assert "citing" not in site.read(f"output/{path}")
