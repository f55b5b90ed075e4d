"""JSON-LD: every page of every site says what schema.org and search engines understand, and no more than is known."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from dateline.gate.gate import Gate
from dateline.render.linked_data import linked_data
from tests.formats.written import Written
from tests.render.entry_page import URL, entry_page, time_view
from tests.render.linked import RULES, Node, faults, nodes, said
from tests.site_kit import DEMONSTRATION, SITES, Site

ADDRESSES = {"demonstration": "https://archive.example/", "newsroom": "https://news.example/archive/", "homeless": ""}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Written]:
    """The demonstration, a site with some of everything, and the same without a `url`."""
    found = {
        "demonstration": Site(tmp_path_factory.mktemp("demonstration"), like=DEMONSTRATION),
        "newsroom": Site(tmp_path_factory.mktemp("newsroom"), like=SITES / "newsroom"),
        "homeless": Site(tmp_path_factory.mktemp("homeless"), like=SITES / "newsroom"),
    }
    found["homeless"].edit("content/site.yaml", "url: https://news.example/archive/\n", "")
    return {name: Written(site.build().options.output, ADDRESSES[name]) for name, site in found.items()}


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_page_says_what_its_kind_says(name: str, sites: dict[str, Written]) -> None:
    url = ADDRESSES[name]
    kinds = set()
    for page in sites[name].pages.values():
        graph = said(page.text)
        wanted = [] if page.is_tombstone else RULES["pages"][page.kind]
        assert [node["@type"] for node in graph] == [kind for kind in wanted if url or kind != "BreadcrumbList"], (
            page.path
        )
        assert [fault for node in graph for fault in faults(node, url=url)] == [], page.path
        kinds.add(page.kind)
    assert kinds >= {"home", "blog", "day", "entry", "person", "tag", "publisher", "month", "index", "page", "404"}


def test_the_rules_see_what_is_wrong() -> None:
    wrong: Node = {
        "@type": "NewsArticle",
        "headline": "",
        "articleText": "x",
        "datePublished": "2012-10-28T06:00",
        "image": {"@type": "Place", "name": "x"},
        "url": "one.html",
    }
    found = " ".join(faults(wrong, url=URL))
    for part in (
        "headline is ''",
        "no property articleText",
        "06:00', not a time",
        "not a ImageObject",
        "lacks author",
    ):
        assert part in found
    assert "NewsArticle is nowhere" in found


def test_without_an_address_of_the_site_nothing_has_one(sites: dict[str, Written]) -> None:
    for page in sites["homeless"].pages.values():
        for node in (inner for outer in said(page.text) for inner in nodes(outer)):
            outside = {"CreativeWork", "Organization"}
            assert node["@type"] in outside or not {"@id", "url", "item"} & set(node), (page.path, node)
            assert node["@type"] != "ImageObject", page.path


def test_addresses_of_the_site_lead_to_its_files(sites: dict[str, Written]) -> None:
    for name in ("demonstration", "newsroom"):
        site = sites[name]
        found = 0
        for page in site.pages.values():
            for node in (inner for outer in said(page.text) for inner in nodes(outer)):
                for key in ("@id", "url", "item"):
                    target = site.target(page.path, node.get(key, "https://elsewhere.example/"))
                    if target is not None:
                        assert target[0] in site.files or f"{target[0]}/index.html" in site.files, (page.path, node)
                        found += 1
        assert found > 100


# --- the parts ----------------------------------------------------------------------------------------------


@pytest.fixture
def live(tmp_path: Path) -> Site:
    """A blog that is not closed, with two entries by different people."""
    site = Site(tmp_path).file("content/people.yaml", "ada: {name: Ada B., role: Editor}\n")
    site.file("content/quake/blog.yaml", "title: Quake\nby: ada\nstandfirst: On the quake.\n")
    return site.file(
        "content/quake/2009-06-16.md",
        """
        ## 08:00 First {#first}
        tags: [sea]

        The *first*.

        ## 09:30 Second {#second}
        by: {name: A Guest, role: Reader}
        tags: [sea, land]
        updated: 2009-06-17 10:00
        place: Harbour

        The second.
        """,
    )


def main(site: Site, path: str) -> Node:
    """The first thing that a page says."""
    return said(site.read(f"output/{path}"))[0]


def updates(site: Site, path: str) -> dict[str, Node]:
    """What a front page tells of its entries, by headline."""
    return {found["headline"]: found for found in main(site, path)["liveBlogUpdate"]}


def test_a_front_tells_its_entries_by_headline_dates_author_and_address(live: Site) -> None:
    front = main(live.build(), "quake/index.html")
    assert front["url"] == "https://archive.example/quake/"
    assert front["isPartOf"]["@type"] == "WebSite"
    assert front["author"][0] == {
        "@type": "Person", "name": "Ada B.", "url": "https://archive.example/people/ada.html", "jobTitle": "Editor",
    }  # fmt: skip
    assert [found["name"] for found in front["about"]] == ["sea", "land"]
    assert front["dateModified"] == "2009-06-17T10:00:00-04:00"
    assert updates(live, "quake/index.html")["Second"] == {
        "@type": "BlogPosting",
        "url": "https://archive.example/quake/second.html",
        "headline": "Second",
        "author": [{"@type": "Person", "name": "A Guest"}],
        "datePublished": "2009-06-16T09:30:00-04:00",
        "dateModified": "2009-06-17T10:00:00-04:00",
    }


def test_bodies_stand_on_entry_pages_alone(live: Site) -> None:
    live.build()
    for path in ("quake/index.html", "quake/2009-06-16.html"):
        assert "articleBody" not in live.read(f"output/{path}")
    article = main(live, "quake/second.html")
    assert article["articleBody"] == "The second."
    assert article["author"] == [{"@type": "Person", "name": "A Guest", "jobTitle": "Reader"}]
    assert article["contentLocation"] == {"@type": "Place", "name": "Harbour"}
    assert article["keywords"] == ["sea", "land"]
    assert main(live, "quake/first.html")["author"][0]["name"] == "Ada B.", "the blog's, where an entry has none"


def test_coverage_has_no_end_until_the_blog_is_closed(live: Site) -> None:
    live.build()
    found = main(live, "quake/index.html")
    assert found["coverageStartTime"] == "2009-06-16T08:00:00-04:00"
    assert "coverageEndTime" not in found
    live.edit("content/quake/blog.yaml", "by: ada", "by: ada\nstatus: closed\nclosed: 2009-06-20").build()
    assert main(live, "quake/index.html")["coverageEndTime"] == "2009-06-20"
    live.edit("content/quake/blog.yaml", "\nclosed: 2009-06-20", "").build()
    assert main(live, "quake/index.html")["coverageEndTime"] == "2009-06-16T09:30:00-04:00"


def test_a_blog_without_entries_covers_nothing_yet(tmp_path: Path) -> None:
    site = Site(tmp_path).file("content/quake/blog.yaml", "title: Quake\nstatus: closed\n").build()
    assert not {"coverageStartTime", "coverageEndTime", "liveBlogUpdate", "datePublished"} & set(
        main(site, "quake/index.html")
    )


def test_times_are_never_finer_than_they_are_known(live: Site) -> None:
    for title, time in (("About", "{at: 2009-06-16 10:00, certainty: about}"), ("Some time", "2009-06-16")):
        name = title.lower().replace(" ", "-")
        live.file(f"content/quake/entries/{name}.md", f"---\ntitle: {title}\ntime: {time}\n---\nText.\n")
    found = updates(live.build(), "quake/index.html")
    assert found["About"]["datePublished"] == found["Some time"]["datePublished"] == "2009-06-16"
    for name in ("about", "some-time"):
        live.has(f"quake/{name}.html", 'property="article:published_time" content="2009-06-16"')


def test_what_is_told_later_than_it_happened_says_both(live: Site) -> None:
    live.append("content/quake/2009-06-16.md", "## 11:00 Late {#late}\npublished: 2026-01-05 09:00\n").build()
    article = main(live, "quake/late.html")
    assert article["datePublished"] == "2026-01-05T09:00:00-05:00"
    assert article["temporalCoverage"] == "2009-06-16T11:00:00-04:00"
    assert "temporalCoverage" not in main(live, "quake/first.html")


def test_whoever_is_at_risk_has_neither_an_address_nor_a_minute(live: Site) -> None:
    live.append("content/quake/2009-06-16.md", "## 11:23 In danger {#danger .at-risk}\nby: ada\n\nWords.").build()
    found = updates(live, "quake/index.html")["In danger"]
    assert (found["datePublished"], set(found) & {"url", "@id", "dateModified"}) == ("2009-06-16", set())
    for path in ("quake/index.html", "quake/2009-06-16.html"):
        assert "11:23" not in live.read(f"output/{path}")


def test_a_day_says_what_it_is_part_of_and_leaves_its_entries_to_their_pages(live: Site) -> None:
    day = main(live.build(), "quake/2009-06-16.html")
    assert (day["@type"], day["temporalCoverage"]) == ("CollectionPage", "2009-06-16")
    assert day["isPartOf"]["url"] == "https://archive.example/quake/"
    assert day["dateModified"] == "2009-06-17T10:00:00-04:00"
    assert "liveBlogUpdate" not in day


@pytest.mark.parametrize("status", ["status: draft", "status: withheld", "published: 2095-12-30"])
def test_what_is_held_back_is_not_told(live: Site, status: str) -> None:
    live.append("content/quake/2009-06-16.md", f"## 11:00 Held {{#held}}\n{status}\n\nWords.").at(2_000_000_000).build()
    assert list(updates(live, "quake/index.html")) == ["Second", "First"]


def test_what_was_removed_says_nothing(live: Site) -> None:
    live.append("content/quake/2009-06-16.md", "## 11:00 Gone {#gone}\nstatus: removed\n").build()
    assert list(updates(live, "quake/index.html")) == ["Second", "First"]
    page = live.read("output/quake/gone.html")
    assert said(page) == []
    assert "citing" not in page and "article:" not in page and "z:itemType" not in page


def test_an_entry_kept_from_search_engines_is_not_pointed_to(live: Site) -> None:
    live.append("content/quake/2009-06-16.md", "## 11:00 Quiet {#quiet}\nnoindex: true\n").build()
    assert "url" not in updates(live, "quake/index.html")["Quiet"]


def test_corrections_sources_and_pictures_of_an_entry(sites: dict[str, Written]) -> None:
    page = sites["newsroom"].page
    (picture,) = said(page("storm/pictures.html").text)[0]["image"]
    assert picture["caption"] == 'A "square" & <more>'
    assert picture["url"] == "https://news.example/archive/storm/media/square.png"
    days = said(page("storm/days.html").text)[0]
    assert days["correction"][0]["text"].startswith("We said nine")
    assert days["correction"][0]["datePublished"] == "2012-10-29T10:00:00-04:00"
    assert days["dateModified"] == "2012-10-29T10:00:00-04:00"
    cited = {found["name"]: found for found in said(page("storm/first.html").text)[0]["citation"]}
    assert any("archivedAt" in found for found in cited.values())
    assert any("url" not in found for found in cited.values()), "an address that was taken over is not passed on"


def test_a_picture_behind_a_warning_stands_for_nothing(live: Site) -> None:
    (live.root / "content/quake/media").mkdir(parents=True)
    (live.root / "content/quake/media/a.png").write_bytes(
        (SITES / "newsroom/content/storm/media/square.png").read_bytes()
    )
    media = "## 11:00 Seen {#seen}\nmedia: [{file: media/a.png, alt: A, warning: Blood}]\n"
    live.append("content/quake/2009-06-16.md", media).build()
    page = live.read("output/quake/seen.html")
    assert "image" not in said(page)[0] and "og:image" not in page and "summary_large_image" not in page
    live.edit("content/quake/2009-06-16.md", ", warning: Blood", "").build()
    live.has("quake/seen.html", 'property="og:image" content="https://archive.example/quake/media/a.png"')
    live.has("quake/seen.html", 'property="og:image:alt" content="A"', "summary_large_image")


def test_an_entry_that_corrects_another_is_told_there(live: Site) -> None:
    live.append("content/quake/2009-06-16.md", "## 12:00 Put right {#right}\ncorrects: first\n").build()
    assert main(live, "quake/first.html")["correction"] == [
        {"@type": "CorrectionComment", "url": "https://archive.example/quake/right.html", "text": "Put right"}
    ]


def test_a_new_entry_changes_no_other_day(live: Site) -> None:
    live.append("content/quake/2009-06-16.md", "## 2009-06-17 08:00 Next {#next}\n").build()
    live.append("content/quake/2009-06-16.md", "## 2009-06-17 09:00 After {#after}\n").build()
    assert not {"quake/2009-06-16.html", "quake/first.html"} & set(live.touched())
    live.same_as_clean()


# --- signs ----------------------------------------------------------------------------------------------------

_HOSTILE = [
    "</script>",
    "<!--",
    "<script>",
    "]]>",
    "\u2028",
    "\u2029",
    '"',
    "\\",
    "&lt;",
    "{{",
    "}}",
    "\\u003c",
    "é",
    "سلام",
]


@given(st.lists(st.sampled_from(_HOSTILE) | st.text(max_size=3), min_size=1).map("".join))
def test_any_text_stays_in_its_element_and_comes_out_as_it_was(text: str) -> None:
    block = str(linked_data(entry_page(text)))
    assert not re.search("[<>&\u2028\u2029]", block)
    (script,) = lxml_html.fromstring(f'<p><script type="application/ld+json">{block}</script></p>').iter("script")
    assert script.text == block
    article = msgspec.json.decode(block)["@graph"][0]
    assert article.get("headline", "") == article.get("articleBody", "") == text


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20))
def test_the_gate_sees_any_text_through_its_escapes(text: str) -> None:
    block = f'<script type="application/ld+json">{linked_data(entry_page(text))}</script>'
    assert Gate((text.encode(),)).refuse("a.html", block.encode()) is not None


def test_letters_of_any_script_are_written_as_themselves() -> None:
    block = str(linked_data(entry_page("زندگی 東京 🜨 é")))
    assert "زندگی 東京 🜨 é" in block and "\\u" not in block


@pytest.mark.parametrize(
    ("machine", "certainty", "wanted"),
    [
        ("2012-10-28T06:00-04:00", "minute", "2012-10-28T06:00:00-04:00"),
        ("2012-10-28T06:00:07+03:30", "exact", "2012-10-28T06:00:07+03:30"),
        ("2012-10-28T06:00+00:00", "about", "2012-10-28"),
        ("2012-10-28", "day", "2012-10-28"),
    ],
)
def test_a_time_as_far_as_it_is_known(machine: str, certainty: str, wanted: str) -> None:
    page = entry_page(time=time_view(machine, certainty))
    assert msgspec.json.decode(str(linked_data(page)))["@graph"][0]["datePublished"] == wanted
