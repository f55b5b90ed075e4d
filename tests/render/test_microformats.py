"""Microformats, as mf2py reads them: feeds of entries, who wrote them and when, and what they cite."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import mf2py
import pytest

from tests.site_kit import SITES, Site

Item = dict[str, Any]
BASE = "https://news.example/archive/"


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with some of everything."""
    return Site(tmp_path_factory.mktemp("newsroom"), like=SITES / "newsroom").build()


def read(site: Site, path: str) -> list[Item]:
    """The microformats of a page."""
    return list(mf2py.parse(doc=site.read(f"output/{path}"), url=BASE + path)["items"])


def of(kind: str, items: list[Item]) -> list[Item]:
    """Those of a type, at any depth."""
    found = []
    for item in items:
        if kind in item["type"]:
            found.append(item)
        inner = [value for values in item["properties"].values() for value in values if isinstance(value, dict)]
        found += of(kind, [value for value in (*inner, *item.get("children", ())) if "type" in value])
    return found


def entry(site: Site, path: str) -> Item:
    """The one entry of its page."""
    (found,) = of("h-entry", read(site, path))
    return found


@pytest.mark.parametrize("path", ["storm/index.html", "storm/2012-10-28.html", "khabar/index.html"])
def test_fronts_and_days_are_feeds_of_entries(newsroom: Site, path: str) -> None:
    items = read(newsroom, path)
    (feed,) = of("h-feed", items)
    assert feed["properties"]["name"][0]
    entries = of("h-entry", feed["children"])
    assert len(entries) == len(of("h-entry", items)) == newsroom.read(f"output/{path}").count("h-entry") > 1
    for found in entries:
        assert all(url.startswith(BASE) for url in found["properties"].get("url", ())), found
        assert len(found["properties"]["published"]) == 1, found


def test_the_front_says_who_runs_the_blog(newsroom: Site) -> None:
    (feed,) = of("h-feed", read(newsroom, "storm/index.html"))
    ada, guest = feed["properties"]["author"]
    assert ada["type"] == ["h-card"]
    assert ada["properties"]["url"] == [BASE + "people/ada.html"]
    assert guest["properties"]["name"] == ["G. <Guest>"] and "url" not in guest["properties"]


def test_an_entry_says_what_it_is(newsroom: Site) -> None:
    found = entry(newsroom, "storm/first.html")["properties"]
    assert found["name"] == ['The first <warning> & "the" rest']
    assert found["url"] == [BASE + "storm/first.html"]
    assert found["published"] == ["2012-10-28T06:00-0400"]
    assert found["location"] == ["New York & <Jersey>"]
    assert found["category"] == ["The storm <& after>"]
    assert "The office warned" in found["content"][0]["value"]
    assert found["author"][0]["properties"]["name"] == [ada_name(newsroom)]
    assert entry(newsroom, "storm/days.html")["properties"]["updated"] == ["2012-10-29T10:00-0400"]


def ada_name(site: Site) -> str:
    """What the page of a person is headed by."""
    return str(of_title(site, "people/ada.html"))


def of_title(site: Site, path: str) -> str:
    """The first heading of a page, as text."""
    from lxml import html as lxml_html

    return str(lxml_html.fromstring(site.read(f"output/{path}").encode()).xpath("string(//h1)"))


@pytest.mark.parametrize("path", ["quake/one.html", "quake/2009-06-16.html", "quake/index.html"])
def test_who_answers_for_the_blog_answers_for_what_nobody_signed(path: str, tmp_path: Path) -> None:
    site = Site(tmp_path).file("content/people.yaml", "ada: {name: Ada <B.>, role: Editor}\n")
    site.file("content/quake/blog.yaml", "title: Quake\nby: [ada, {name: A <Guest>}]\n")
    site.file(
        "content/quake/2009-06-16.md",
        """
        ## 08:00 One {#one}

        ## 09:00 Two {#two}
        by: {name: Bo}
        corrections: [{at: 2009-06-16, text: Three.}]

        ## 10:00 Gone {#gone}
        status: removed
        """,
    ).build()
    entries = {found["properties"]["name"][0]: found for found in of("h-entry", read(site, path))}
    ada, guest = entries["One"]["properties"]["author"]
    assert ada["properties"] == {"name": ["Ada <B.>"], "url": [BASE + "people/ada.html"]}
    assert guest["type"] == ["h-card"] and guest["properties"] == {"name": ["A <Guest>"]}
    if "Two" in entries:
        (bo,) = entries["Two"]["properties"]["author"]
        assert bo["properties"]["name"] == ["Bo"]


def test_an_entry_told_later_was_published_later(newsroom: Site) -> None:
    assert entry(newsroom, "khabar/aghaz.html")["properties"]["published"] == ["2026-01-05"]


def test_sources_and_quotations_are_cited_works(newsroom: Site) -> None:
    cites = of("h-cite", [entry(newsroom, "storm/first.html")])
    sources = [found for found in cites if "publication" in found["properties"]]
    assert sources and all(found["properties"]["name"] for found in sources)
    assert any(found["properties"].get("url") for found in sources)
    quotations = [found for found in cites if "A spokesman & <son>" in found["properties"].get("author", ())]
    assert [found["properties"]["name"] for found in quotations] == [["an agency, <link> lost"]]
    assert "url" not in quotations[0]["properties"], "an anchor within the page is not where a work stands"


def test_comments_are_works_in_reply(newsroom: Site) -> None:
    found = entry(newsroom, "storm/days.html")["properties"]["comment"]
    assert found and all("h-cite" in comment["type"] and comment["properties"]["author"] for comment in found)
    assert all(len(comment["properties"]["published"]) == 1 for comment in found)


def test_the_publisher_has_a_card(newsroom: Site) -> None:
    cards = [item for item in read(newsroom, "index.html") if item["type"] == ["h-card"]]
    card = cards[-1]
    assert card["properties"] == {"name": ["Press & <Sons>"], "url": ["https://publisher.example/?a=1&b=2"]}


def test_about_is_told_to_the_day_and_danger_without_an_address(tmp_path: Path) -> None:
    site = Site(tmp_path).file("content/quake/blog.yaml", "title: Quake\n")
    about = "---\ntitle: About\ntime: {at: 2009-06-16 10:00, certainty: about}\n---\nText.\n"
    site.file("content/quake/entries/about.md", about)
    site.file(
        "content/quake/2009-06-16.md",
        "## 11:23 Danger {#danger .at-risk}\n\nText.\n\n## 12:00 Gone {#gone}\nstatus: removed\n",
    )
    site.build()
    found = {
        item["properties"]["name"][0]: item["properties"] for item in of("h-entry", read(site, "quake/2009-06-16.html"))
    }
    assert set(found) == {"About", "Danger"}
    assert found["About"]["published"] == found["Danger"]["published"] == ["2009-06-16"]
    assert "url" not in found["Danger"]
