"""Feeds: well-formed, valid in structure, read by a feed reader as what they were written from."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from lxml import etree
from lxml import html as lxml_html

from tests.formats.written import Written

pytestmark = pytest.mark.formats

_ATOM = "{http://www.w3.org/2005/Atom}"
_DC = "{http://purl.org/dc/elements/1.1/}"

_ATOM_RNG = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="feed"><optional><attribute name="xml:lang"/></optional><interleave>
    <element name="id"><ref name="tag"/></element>
    <element name="title"><data type="string"><param name="minLength">1</param></data></element>
    <element name="updated"><ref name="date"/></element>
    <oneOrMore><ref name="author"/></oneOrMore>
    <oneOrMore><ref name="link"/></oneOrMore>
    <element name="generator"><attribute name="version"/><text/></element>
    <optional><element name="rights"><text/></element></optional>
    <optional><element name="subtitle"><text/></element></optional>
    <zeroOrMore><element name="entry"><interleave>
      <element name="id"><ref name="tag"/></element>
      <element name="title"><data type="string"><param name="minLength">1</param></data></element>
      <element name="updated"><ref name="date"/></element>
      <element name="published"><ref name="date"/></element>
      <oneOrMore><ref name="author"/></oneOrMore>
      <ref name="link"/>
      <element name="content"><attribute name="type"><value>html</value></attribute><text/></element>
      <zeroOrMore><element name="category"><attribute name="term"/><attribute name="label"/></element></zeroOrMore>
    </interleave></element></zeroOrMore>
  </interleave></element></start>
  <define name="author"><element name="author"><element name="name">
    <data type="string"><param name="minLength">1</param></data></element></element></define>
  <define name="link"><element name="link"><attribute name="href"><ref name="address"/></attribute>
    <optional><attribute name="rel"/></optional><optional><attribute name="type"/></optional><empty/>
  </element></define>
  <define name="tag"><data type="string">
    <param name="pattern">tag:[^:,]+,[0-9]{4}(-[0-9]{2}){0,2}:.+</param></data></define>
  <define name="address"><data type="string"><param name="pattern">https?://[!-~]+</param></data></define>
  <define name="date"><data type="dateTime"/></define>
</grammar>
"""
"""What of RFC 4287 (section 4.1) these feeds use, and nothing else."""

_RSS_RNG = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="rss"><attribute name="version"><value>2.0</value></attribute>
   <element name="channel"><interleave>
    <element name="title"><text/></element>
    <element name="link"><ref name="address"/></element>
    <element name="description"><text/></element>
    <element name="language"><text/></element>
    <element name="lastBuildDate"><ref name="date"/></element>
    <element name="docs"><value>http://www.rssboard.org/rss-specification</value></element>
    <element name="generator"><text/></element>
    <optional><element name="copyright"><text/></element></optional>
    <element name="atom:link" xmlns:atom="http://www.w3.org/2005/Atom">
      <attribute name="href"><ref name="address"/></attribute>
      <attribute name="rel"><value>self</value></attribute>
      <attribute name="type"><value>application/rss+xml</value></attribute></element>
    <zeroOrMore><element name="item"><interleave>
      <element name="title"><text/></element>
      <element name="link"><ref name="address"/></element>
      <element name="guid"><attribute name="isPermaLink"><value>false</value></attribute><text/></element>
      <element name="pubDate"><ref name="date"/></element>
      <choice><element name="description"><text/></element>
        <element name="content:encoded" xmlns:content="http://purl.org/rss/1.0/modules/content/"><text/></element></choice>
      <oneOrMore><element name="dc:creator" xmlns:dc="http://purl.org/dc/elements/1.1/"><text/></element></oneOrMore>
      <zeroOrMore><element name="category"><optional><attribute name="domain"/></optional><text/></element></zeroOrMore>
    </interleave></element></zeroOrMore>
   </interleave></element></element></start>
  <define name="address"><data type="string"><param name="pattern">https?://[!-~]+</param></data></define>
  <define name="date"><data type="string">
    <param name="pattern">[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} [+-][0-9]{4}</param></data></define>
</grammar>
"""
"""RSS 2.0 with dc:creator and atom:link, as the RSS Advisory Board's best practices profile has them."""


def test_every_feed_is_there_and_read_without_complaint(housed: Written) -> None:
    feeds = housed.feeds
    blogs = {path.split("/")[0] for path, page in housed.pages.items() if page.kind == "blog"}
    tags = {path[:-5] for path in housed.pages if re.fullmatch(r"tags/[^/]+\.html", path)} - {"tags/index"}
    wanted = {f"{folder}{kind}.xml" for folder in ("", *(f"{blog}/" for blog in blogs)) for kind in ("atom", "rss")}
    assert set(feeds) == wanted | {f"{tag}.xml" for tag in tags}
    for path, feed in feeds.items():
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert feed.version == ("rss20" if path.endswith("rss.xml") else "atom10"), path
        assert feed.entries, path


def test_every_feed_has_the_structure_that_its_standard_asks_for(housed: Written) -> None:
    schemas = {kind: etree.RelaxNG(etree.fromstring(text)) for kind, text in (("atom", _ATOM_RNG), ("rss", _RSS_RNG))}
    for path in housed.feeds:
        schema = schemas["rss" if path.endswith("rss.xml") else "atom"]
        assert schema.validate(etree.fromstring(housed.files[path])), (path, schema.error_log)


def test_both_formats_have_the_same_entries_in_the_same_order(housed: Written) -> None:
    feeds = housed.feeds
    for path in feeds:
        if path.endswith("atom.xml"):
            other = path.replace("atom.xml", "rss.xml")
            for name in ("id", "link", "title"):
                assert [entry[name] for entry in feeds[path].entries] == [entry[name] for entry in feeds[other].entries]
            for one, two in zip(feeds[path].entries, feeds[other].entries, strict=True):
                assert one.content[0].value == two.content[0].value if "content" in two else two.summary
                assert one.published_parsed == two.published_parsed


def test_ids_are_unique_and_hold_nothing_of_the_domain_but_the_authority(housed: Written) -> None:
    for path, feed in housed.feeds.items():
        ids = [entry.id for entry in feed.entries]
        assert len(ids) == len(set(ids)), path
        assert all(re.fullmatch(r"tag:[a-z.]+,2026(-01)?:[a-z0-9-]+/[a-z0-9-]+", found) for found in ids), path


def test_feeds_name_themselves_and_their_page(housed: Written) -> None:
    for path, feed in housed.feeds.items():
        own = [link.href for link in feed.feed.links if link.rel == "self"]
        target = housed.target("atom.xml", own[0])
        assert target is not None and target[0] == path
        page = housed.target("atom.xml", feed.feed.link)
        assert page is not None and page[0] in housed.pages, path


def test_every_entry_has_an_author_a_link_and_true_dates(housed: Written) -> None:
    for path, feed in housed.feeds.items():
        for entry in feed.entries:
            assert entry.get("author"), (path, entry.id)
            target = housed.target("atom.xml", entry.link)
            assert target is not None and target[0] in housed.pages, (path, entry.link)
            if "updated_parsed" in entry:
                assert entry.published_parsed <= entry.updated_parsed, (path, entry.id)
        published = [entry.published_parsed for entry in feed.entries]
        assert published == sorted(published, reverse=True), path


def test_a_feed_is_as_new_as_its_newest_entry(housed: Written) -> None:
    for path in housed.feeds:
        if not path.endswith("rss.xml"):
            root = etree.fromstring(housed.files[path])
            dates = [datetime.fromisoformat(str(found.text)) for found in root.iterfind(f"{_ATOM}entry/{_ATOM}updated")]
            assert datetime.fromisoformat(str(root.findtext(f"{_ATOM}updated"))) == max(dates), path


def test_feeds_give_back_what_editors_wrote(newsroom: Written) -> None:
    atom, rss = (newsroom.feeds[f"storm/{kind}.xml"] for kind in ("atom", "rss"))
    for feed in (atom, rss):
        found = {entry.id.rsplit("/", 1)[1]: entry for entry in feed.entries}
        assert found["persian"].title == "دریا بالا آمد & <رفت>"
        first = found["first"]
        assert first.link == "https://news.example/archive/storm/first.html"
        assert first.published_parsed[:5] == (2012, 10, 28, 10, 0)
        assert [tag.term for tag in first.tags] == (["storm"] if feed is atom else ["The storm <& after>"])
        assert "author" in first and "Ada O'Neil <ada>" in first.author
        assert "A. <Guest>" in found["early"].author
    days = {entry.id.rsplit("/", 1)[1]: entry for entry in atom.entries}["days"]
    assert days.published_parsed[:5] == (2012, 10, 28, 12, 0)
    assert days.updated_parsed[:5] == (2012, 10, 29, 14, 0)


def test_titles_and_names_arrive_byte_for_byte(newsroom: Written) -> None:
    atom = etree.fromstring(newsroom.files["storm/atom.xml"])
    rss = etree.fromstring(newsroom.files["storm/rss.xml"])
    title = 'The first <warning> & "the" rest'
    assert title in [found.text for found in atom.iterfind(f"{_ATOM}entry/{_ATOM}title")]
    assert title in [found.text for found in rss.iterfind("channel/item/title")]
    assert "A. <Guest>" in [found.text for found in atom.iterfind(f"{_ATOM}entry/{_ATOM}author/{_ATOM}name")]
    assert "A. <Guest>" in [found.text for found in rss.iterfind(f"channel/item/{_DC}creator")]
    assert atom.findtext(f"{_ATOM}title") == 'Storm: the "night" of <28 October> & after'


def _contents(site: Written, path: str) -> dict[str, str]:
    root = etree.fromstring(site.files[path])
    return {
        str(entry.findtext(f"{_ATOM}id")).rsplit("/", 1)[1]: str(entry.findtext(f"{_ATOM}content"))
        for entry in root.iterfind(f"{_ATOM}entry")
    }


def test_content_is_whole_and_says_what_the_page_says(housed: Written) -> None:
    """Every word of an entry's body on its page is in its feed, in the same order."""
    for path in housed.feeds:
        blog = path.split("/")[0]
        if not path.endswith("atom.xml") or "/" not in path:
            continue
        for name, content in _contents(housed, path).items():
            body = housed.page(f"{blog}/{name}.html").root.xpath("//div[@class='body']")
            said = " ".join(body[0].text_content().split()) if body else ""
            place = housed.page(f"{blog}/{name}.html").text_of("//p[@class='dateline']")
            said = said.removeprefix(place).strip()
            assert said in " ".join(lxml_html.fromstring(content).text_content().split()), (path, name)


def test_content_is_made_of_absolute_addresses_and_holds_nothing_that_runs(housed: Written) -> None:
    for path in housed.feeds:
        if path.endswith("rss.xml"):
            continue
        for name, content in _contents(housed, path).items():
            root = lxml_html.fromstring(content)
            for element in root.iter("*"):
                for attribute in ("href", "src"):
                    address = element.get(attribute)
                    assert address is None or re.match(r"https?://|mailto:", address), (path, name, address)
                assert not element.xpath("@*[starts-with(name(), 'on')]"), (path, name)
            assert not root.xpath("//script | //style | //iframe | //form"), (path, name)
            for address in root.xpath("//a/@href | //img/@src"):
                target = housed.target("atom.xml", str(address))
                if target is not None and str(address) not in (housed.url, housed.url[:-1]):
                    assert target[0] in housed.files or "takedown" in target[0], (path, name, address)


def test_content_names_its_language_and_direction(newsroom: Written) -> None:
    mixed = {**_contents(newsroom, "atom.xml"), **_contents(newsroom, "khabar/atom.xml")}
    assert mixed["aghaz"].startswith('<div lang="fa" dir="rtl">')
    assert '<div lang="en" dir="ltr">' in mixed["english"]
    persian = _contents(newsroom, "storm/atom.xml")["persian"]
    assert persian.startswith('<div lang="en-US" dir="ltr">') and '<div lang="fa" dir="rtl">' in persian


def test_what_is_removed_or_at_risk_is_in_no_feed(newsroom: Written) -> None:
    for path in newsroom.feeds:
        for name in (b"gone", b"hidden", b"drafted"):
            assert b"storm/" + name not in newsroom.files[path], path
        assert b"Said in our words only" not in newsroom.files[path], path


def test_a_feed_holds_the_newest_fifty(newsroom: Written) -> None:
    feeds = newsroom.feeds
    assert len(feeds["long-night/atom.xml"].entries) == len(feeds["atom.xml"].entries) == 50
    assert feeds["long-night/atom.xml"].entries[0].id.endswith("/20121105-0900")


def test_pages_name_the_feeds_of_what_they_show(newsroom: Written) -> None:
    for path, feeds in (
        ("index.html", ["atom.xml", "rss.xml"]),
        ("storm/first.html", ["../storm/atom.xml", "../storm/rss.xml"]),
        ("tags/storm.html", ["../tags/storm.xml", "../atom.xml", "../rss.xml"]),
    ):
        assert newsroom.page(path).root.xpath("//link[@rel='alternate']/@href") == feeds
