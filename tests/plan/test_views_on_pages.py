"""What views put before readers, seen on the pages: order, numbers, neighbours, relations, what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html
from lxml.etree import _Element

from tests.site_kit import SITES, Site

BLOG = "title: The storm\nzone: America/New_York\n"


def root(site: Site, path: str) -> _Element:
    return lxml_html.document_fromstring(
        (site.options.output / path).read_bytes(), parser=lxml_html.HTMLParser(encoding="utf-8")
    )


def texts(site: Site, path: str, xpath: str) -> list[str]:
    return [" ".join("".join(found.itertext()).split()) for found in root(site, path).xpath(xpath)]


def day(site: Site, text: str, date: str = "2012-10-28") -> Site:
    """The site with a blog `storm` of one day."""
    return site.file("content/storm/blog.yaml", BLOG).file(f"content/storm/{date}.md", text)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_day_runs_forward_and_the_front_page_back(site: Site) -> None:
    day(
        site,
        "## 09:00 Two {#b}\norder: 1\n\n## 09:00 One {#c}\n\n## 08:00 Zero {#z}\n\n## 09:00 Three {#a}\norder: 2\n",
    ).build()
    assert root(site, "storm/2012-10-28.html").xpath("//article/@id") == ["z", "c", "b", "a"]
    assert root(site, "storm/index.html").xpath("//article/@id") == ["a", "b", "c", "z"]


def test_the_front_page_shows_the_newest_twenty_and_where_the_rest_begins(site: Site) -> None:
    day(site, "\n".join(f"## {hour:02}:00 Line {hour} {{#n{hour}}}\n" for hour in range(23))).build()
    assert len(root(site, "storm/index.html").xpath("//article")) == 20
    assert root(site, "storm/index.html").xpath("//p[@class='more']/a/@href") == ["../storm/2012-10-28.html#n3"]


def test_a_day_of_more_than_fifty_is_parted(site: Site) -> None:
    lines = [f"## {n // 60:02}:{n % 60:02} Line {{#n{n}}}\n" for n in range(120)]
    day(site, "\n".join(lines)).build()
    found = [len(root(site, f"storm/2012-10-28{part}.html").xpath("//article")) for part in ("", "-part-2", "-part-3")]
    assert found == [50, 50, 20]
    assert root(site, "storm/n110.html").xpath("//p[@class='whole']/a/@href") == [
        "../storm/2012-10-28-part-3.html#n110"
    ]


def test_the_newest_summary_stands_on_top_and_only_there(site: Site) -> None:
    day(
        site,
        "## 09:00 Early {#early .summary .pinned}\n\n## 10:00 Late {#late .summary .pinned}\n\n## 11:00 More {#more}\n",
    ).build()
    ids = root(site, "storm/index.html").xpath("//article/@id")
    assert ids == ["late", "early", "more"]


def test_neighbours_lead_past_what_has_no_page_of_its_own(site: Site) -> None:
    day(
        site,
        "## 08:00 One {#one}\n\n## 09:00 Two {#two .at-risk}\n\nSaid.\n\n## 10:00 Three {#three .removed}\n"
        "removed: 2012-11-01\n\n## 11:00 Four {#four}\n",
    ).build()
    assert root(site, "storm/one.html").xpath("//a[@rel='next']/@href") == ["../storm/four.html"]
    assert root(site, "storm/four.html").xpath("//a[@rel='prev']/@href") == ["../storm/one.html"]
    assert not root(site, "storm/three.html").xpath("//a[@rel='next'] | //a[@rel='prev']")
    site.has_no("storm/two.html")


def test_an_entry_at_risk_has_no_minute_place_or_address(site: Site) -> None:
    day(
        site,
        "## 09:17 Said {#said .at-risk}\nplace: Tehran\ntags: [letters]\n"
        "via: [{who: a relative, how: by telephone}]\n\nIn our words.\n",
    ).build()
    site.lacks("09:17", "T09:17", "Tehran", "by telephone")
    site.has("storm/2012-10-28.html", "In our words.", "a relative")
    assert root(site, "tags/letters.html").xpath("//ol[@class='rows']//a[1]/@href")[0] == "../storm/2012-10-28.html"


def test_sources_are_numbered_as_cited_then_as_linked_then_as_listed_and_the_lost_last(site: Site) -> None:
    site.file("content/sources.yaml", "a: {title: A, publisher: PA}\nb: {title: B}\nc: {title: C, publisher: PC}\n")
    day(
        site,
        "## 09:00 X {#x}\nsources: [c, a]\n\nSaid [@b], see [there](https://there.example/p) and [@a].\n\n"
        "> Words.\n>\n> — Somebody, [@?: an agency]\n",
    ).build()
    found = texts(site, "storm/x.html", "//div[@class='sources']//li")
    assert [text.split(" · ")[0].split(",")[0] for text in found] == ["B", "PA", "there.example", "PC", "an agency"]
    assert root(site, "storm/x.html").xpath("//div[@class='sources']//li/@id") == [f"x_s_{n}" for n in range(1, 6)]
    assert texts(site, "storm/x.html", "//sup[@class='cite']") == ["1", "2"]


def test_an_address_that_was_taken_over_is_never_linked(site: Site) -> None:
    site.file(
        "content/sources.yaml",
        "a: {title: A, url: 'https://usurped.example/', url_status: usurped, archived: ['https://web.example/a']}\n",
    )
    day(site, "## 09:00 X {#x}\n\nSaid [@a].\n").build()
    site.lacks("https://usurped.example")
    site.has("storm/x.html", "https://web.example/a", "address taken over")


def test_publishers_gather_what_was_cited_and_where(site: Site) -> None:
    site.file("content/sources.yaml", "a: {title: A, publisher: The Press}\nb: {title: B, publisher: The Press}\n")
    day(site, "## 09:00 X {#x}\n\n[@a] [@b]\n\n## 10:00 Y {#y}\n\n[@b] [@a] [@b] https://press.example/\n").build()
    assert texts(site, "sources/index.html", "//main//li") == ["press.example", "The Press"]
    assert texts(site, "sources/the-press.html", "//article//h2") == ["A", "B"]
    hrefs = [str(href) for href in root(site, "sources/the-press.html").xpath("//ol[@class='rows']//span/a[1]/@href")]
    assert [href for href in hrefs if href.endswith(("/x.html", "/y.html"))] == [
        "../storm/x.html",
        "../storm/y.html",
    ] * 2


def test_replies_stand_under_what_they_answer_whatever_the_order_of_mention(site: Site) -> None:
    site.file("content/sources.yaml", "post: {title: A post}\n")
    comments = "".join(
        f"\n## 2012-10-28 09:0{n} · reader {n} {{#c{n}{reply} .released}}\n\nText {n}.\n"
        for n, reply in ((1, ""), (2, " reply=c1"), (3, " reply=c2"), (4, " reply=c9"), (9, ""))
    )
    site.file("content/storm/threads/t.md", f"---\nsource: post\nheld: 27\ndeclared: 82\n---\n{comments}")
    day(site, "## 09:00 X {#x}\ncomments: [t/c3, t/c2, t/c1, t/c4]\n").build()
    page = root(site, "storm/x.html")
    assert page.xpath("//ol[@class='comments']/li/@id") == ["x_c_t_c1", "x_c_t_c4"]
    assert page.xpath("//li[@id='x_c_t_c1']/ol/li/@id") == ["x_c_t_c2"]
    assert page.xpath("//li[@id='x_c_t_c2']/ol/li/@id") == ["x_c_t_c3"]
    assert "4 of 27 held, of 82 responses" in texts(site, "storm/x.html", "//div[@class='thread']")[0]


def test_relations_are_told_at_both_ends(site: Site) -> None:
    day(site, "## 09:00 Old {#old}\n\n## 10:00 New {#new}\ncorrects: old\nupdates: [old]\nsupersedes: old\n").build()
    old, new = (" ".join(texts(site, f"storm/{name}.html", "//article")) for name in ("old", "new"))
    for word in ("Corrected by New", "Updated by New", "Replaced by New"):
        assert word in old
    for word in ("Corrects Old", "Updates Old", "Replaces Old"):
        assert word in new


def test_an_entry_without_a_headline_is_named_by_its_first_words(site: Site) -> None:
    long = "Words that go on and on " * 6
    day(
        site, f"## 09:00 {{#long}}\n\n{long}\n\n## 10:00 {{#short}}\n\nShort *one*.\n\nMore.\n\n## 11:00 {{#none}}\n"
    ).build()
    labels = texts(site, "tags/index.html", "//none") + [
        str(found) for found in root(site, "storm/2012-10-28.html").xpath("//article/@aria-label")
    ]
    assert labels[0].startswith("Words that go on") and labels[0].endswith("…") and len(labels[0]) <= 71
    assert labels[1:] == ["Short one.", "11:00"]


def test_a_new_entry_changes_no_page_of_another_day(tmp_path: Path) -> None:
    site = Site(tmp_path, like=SITES / "newsroom").build()
    before = site.output()
    site.append("content/long-night/2012-11-05.md", "## 10:00 One more {#one-more}\n\nText.\n").build()
    touched = set(site.touched())
    assert "long-night/one-more.html" in touched
    assert not [path for path in touched if path.startswith(("storm/", "khabar/"))]
    assert not [path for path in touched if path.startswith("long-night/2012-1") and "2012-11-05" not in path]
    assert len(touched) < 25 < len(before)


def test_what_stands_in_no_blog_is_said_to_be_empty(tmp_path: Path) -> None:
    site = Site(tmp_path).build()
    for path in ("index.html", "tags/index.html", "people/index.html", "sources/index.html", "chronology/index.html"):
        assert texts(site, path, "//p[@class='empty']"), path


@pytest.mark.parametrize("sign", ["```", "~~~", "<!--", "    ```", "---", "{#c9}"])
def test_what_strangers_type_swallows_no_comment_that_is_withheld(site: Site, sign: str) -> None:
    """Two released comments with half a fence each, and a withheld one between them."""
    site.file("content/sources.yaml", "post: {title: A post}\n")
    close = "-->" if sign == "<!--" else sign
    site.file(
        "content/storm/threads/t.md",
        f"---\nsource: post\n---\n\n## 2012-10-28 09:00 · one {{#c1 .released}}\n\nFirst\n{sign}\n\n"
        f"## 2012-10-28 09:01 · two {{#c2}}\n\nWITHHELD\n\n"
        f"## 2012-10-28 09:02 · three {{#c3 .released}}\n\n{close}\nThird\n",
    )
    day(site, "## 09:00 X {#x}\ncomments: [t/c1, t/c3]\n").build()
    site.lacks("WITHHELD")
    site.has("storm/x.html", "First", "Third")


def test_lists_of_several_zones_and_languages_name_them(tmp_path: Path) -> None:
    """Where a row's clock is not the site's its zone stands beside it; titles of blogs are marked as what they are
    (WCAG 2.2, 3.1.2)."""
    site = Site(tmp_path)
    site.file("content/sources.yaml", "wire: {title: Surge, publisher: The Wire, url: 'https://wire.example/'}\n")
    site.file("content/storm/blog.yaml", "title: The storm\n")
    site.file("content/khabar/blog.yaml", "title: خبر\nlanguage: fa\nzone: Asia/Tehran\n")
    for blog in ("storm", "khabar"):
        text = "tags: [sea]\n\n## 09:00 One {#one}\n\nText [@wire].\n"
        site.file(f"content/{blog}/2012-10-28.md", text)
    about = "---\ntags: [sea]\ntime: {at: 2012-10-28T10:00, certainty: about}\ntitle: About\n---\nText.\n"
    site.file("content/khabar/entries/about.md", about).build()
    for path in ("tags/sea.html", "chronology/2012-10.html"):
        site.has(
            path,
            '<time datetime="2012-10-28T09:00-04:00">09:00</time>',
            '<time datetime="2012-10-28T09:00+03:30">09:00 <span class="zone">UTC+03:30</span></time>',
            'about 10:00 <span class="zone">UTC+03:30</span></time>',
            '<a href="../khabar/index.html" lang="fa" dir="rtl">خبر</a>',
            '<a href="../storm/index.html">The storm</a>',
        )
    site.has("sources/the-wire.html", '<span>09:00 <span class="zone">UTC+03:30</span></span></time>')
    assert 'class="zone"' not in site.read("output/index.html"), "the card says whose time it is"
    site.edit("content/site.yaml", "zone: America/New_York", "zone: Asia/Tehran").build()
    site.has("tags/sea.html", '<time datetime="2012-10-28T09:00+03:30">09:00</time>').same_as_clean()
    # Another name for the same clock.
    site.edit("content/site.yaml", "zone: Asia/Tehran", "zone: US/Eastern").build()
    site.has("tags/sea.html", '<time datetime="2012-10-28T09:00-04:00">09:00</time>').same_as_clean()
    site.edit("content/storm/blog.yaml", "title: The storm", "title: The storm\nzone: America/New_York").build()
    site.has("tags/sea.html", '<time datetime="2012-10-28T09:00-04:00">09:00</time>').same_as_clean()
