"""Feeds: well-formed, valid in structure, read by a feed reader as what they were written from."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from tests.formats.rules import faults_of, json_feed
from tests.formats.written import Written
from tests.site_kit import Site

pytestmark = pytest.mark.formats

_ATOM = "{http://www.w3.org/2005/Atom}"
_DC = "{http://purl.org/dc/elements/1.1/}"

_ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
_STONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
_ARCHIVE = re.compile(r"[^/]+/atom-[0-9]{4}-[0-9]{2}(-part-[0-9]+)?\.xml")
_FORMATS = ("atom.xml", "rss.xml", "feed.json")


def test_every_feed_is_there_and_read_without_complaint(housed: Written) -> None:
    feeds = housed.feeds
    blogs = {path.split("/")[0] for path, page in housed.pages.items() if page.kind == "blog"}
    subjects = {path[:-5] for path in housed.pages if re.fullmatch(r"(tags|people)/[^/]+\.html", path)}
    subjects -= {path for path in subjects if path.endswith("/index") or path[-8:-3].startswith("-20")}
    wanted = {f"{folder}{name}" for folder in ("", *(f"{blog}/" for blog in blogs)) for name in _FORMATS}
    found = {path for path in feeds if not _ARCHIVE.fullmatch(path)}
    assert found | {path for path in housed.files if path.endswith("feed.json")} == wanted | {
        f"{s}.xml" for s in subjects
    }
    for path, feed in feeds.items():
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert feed.version == ("rss20" if path.endswith("rss.xml") else "atom10"), path
        assert feed.entries or path.startswith("people/"), path


def test_every_feed_has_the_structure_that_its_standard_asks_for(housed: Written) -> None:
    for path in (*housed.feeds, *(path for path in housed.files if path.endswith("feed.json"))):
        assert not faults_of(path, housed.files[path]), path


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("storm/atom.xml", '<content type="html">', '<content type="xhtml">'),
        ("storm/atom.xml", ' when="2012-11-01T23:59:59-04:00"', ""),
        ("storm/atom.xml", 'https://news.example/archive/storm/first.html" rel', '/archive/storm/first.html" rel'),
        ("storm/atom.xml", 'rel="self"', 'rel="current"'),
        ("long-night/atom-2012-10.xml", "<fh:archive/>", ""),
        ("long-night/atom-2012-10.xml", 'rel="current"', 'rel="next"'),
        ("storm/rss.xml", ' isPermaLink="false"', ""),
        ("storm/rss.xml", ' length="10"', ""),
        ("storm/rss.xml", "-0400</pubDate>", "EDT</pubDate>"),
        ("storm/feed.json", "/version/1.1", "/version/2"),
        ("storm/feed.json", '"content_html"', '"content"'),
        ("storm/feed.json", '"id":"tag:', '"id":"'),
    ],
)
def test_the_judge_of_structure_sees_what_is_wrong(newsroom: Written, path: str, old: str, new: str) -> None:
    data = newsroom.files[path].decode()
    assert old in data
    assert faults_of(path, data.replace(old, new, 1).encode())


def test_all_formats_have_the_same_entries_in_the_same_order(housed: Written) -> None:
    """Atom has tombstones where the others have an item that says no more, and a blog's feed holds more of them."""
    feeds = housed.feeds
    for path in feeds:
        if not path.endswith("rss.xml"):
            continue
        root = etree.fromstring(housed.files[path.replace("rss.xml", "atom.xml")])
        shown = [found for found in root if found.tag in (f"{_ATOM}entry", _STONE)]
        ids = [found.get("ref") or found.findtext(f"{_ATOM}id") for found in shown]
        items = json_feed(housed.files[path.replace("rss.xml", "feed.json")]).items
        rss = feeds[path].entries
        encoded = etree.fromstring(housed.files[path]).findall(f"channel/item/{_ENCODED}")
        assert [entry.id for entry in rss] == [item.id for item in items] == ids[: len(items)], path
        assert len(ids) == len(items) or (len(items) == 50 and path != "rss.xml"), path
        for element, entry, item in zip(shown, rss, items, strict=False):
            assert (entry.title, entry.link) == (item.title, item.url)
            assert encoded.pop(0).text == item.content_html
            published = datetime.fromisoformat(item.date_published)
            assert entry.published_parsed == published.utctimetuple()
            if element.tag == _STONE:
                assert element.get("when") == item.date_modified
                assert (item.title, item.authors, item.tags) == ("Entry removed", (), ())
                continue
            assert element.findtext(f"{_ATOM}title") == item.title
            assert element.findtext(f"{_ATOM}published") == item.date_published
            assert element.findtext(f"{_ATOM}updated") == item.date_modified
            assert str(element.findtext(f"{_ATOM}content")) == item.content_html
            assert [found.text for found in element.iterfind(f"{_ATOM}author/{_ATOM}name")] == [
                author.name for author in item.authors
            ]
            assert [found.get("label") for found in element.iterfind(f"{_ATOM}category")] == list(item.tags)


def test_what_is_to_be_heard_and_seen_comes_along_but_for_what_readers_are_warned_of(newsroom: Written) -> None:
    media = "https://news.example/archive/storm/media/"
    root = etree.fromstring(newsroom.files["storm/atom.xml"])
    (entry,) = (
        found for found in root.iterfind(f"{_ATOM}entry") if str(found.findtext(f"{_ATOM}id")).endswith("pictures")
    )
    links = [dict(link.attrib) for link in entry.iterfind(f"{_ATOM}link") if link.get("rel") == "enclosure"]
    size = {path: str(len(data)) for path, data in newsroom.files.items() if path.startswith("storm/media/")}
    played = [
        {"href": media + name, "rel": "enclosure", "type": kind, "length": size[f"storm/media/{name}"]}
        for name, kind in (("sound.mp3", "audio/mpeg"), ("film.mp4", "video/mp4"))
    ]
    # How long a picture is, is known only once it was cleaned; RFC 4287 leaves it to us whether to say so.
    assert links == [{"href": media + "square.png", "rel": "enclosure", "type": "image/png"}, *played]
    (item,) = (found for found in json_feed(newsroom.files["storm/feed.json"]).items if found.id.endswith("pictures"))
    assert [(found.url, found.mime_type, str(found.size_in_bytes or "")) for found in item.attachments] == [
        (link["href"], link["type"], link.get("length", "")) for link in links
    ]
    (only,) = (found.enclosures for found in newsroom.feeds["storm/rss.xml"].entries if found.id.endswith("pictures"))
    assert [found.href for found in only] == [media + "sound.mp3"], "what is played goes first"


def _walk(site: Written, blog: str) -> list[str]:
    """The documents of a blog's archived feed, by the links of each to the one before it."""
    path, walked = f"{blog}/atom.xml", [f"{blog}/atom.xml"]
    while True:
        links = {link.rel: link.href for link in site.feeds[path].feed.links}
        if "prev-archive" not in links:
            return walked
        target = site.target(path, links["prev-archive"])
        assert target is not None
        after = {link.rel: link.href for link in site.feeds[target[0]].feed.links}
        assert after["current"] == site.url + walked[0]
        assert after.get("next-archive") == (None if path == walked[0] else site.url + path)
        path = target[0]
        walked.append(path)


def test_an_archived_feed_leads_from_the_newest_entry_to_the_first(housed: Written) -> None:
    for blog in (path.split("/")[0] for path, page in housed.pages.items() if page.kind == "blog"):
        walked = _walk(housed, blog)
        assert set(walked[1:]) == {path for path in housed.feeds if path.startswith(f"{blog}/atom-")}
        held = {entry.link.rpartition("/")[2][:-5] for path in walked for entry in housed.feeds[path].entries}
        pages = {path.split("/")[1][:-5] for path, page in housed.pages.items() if path.startswith(f"{blog}/")
                 and page.kind == "entry" and not page.is_tombstone}  # fmt: skip
        assert held == pages
        for path in walked[1:]:
            assert len(housed.feeds[path].entries) <= 50
            months = {entry.published[:7] for entry in housed.feeds[path].entries}
            assert months == {path.split("/atom-")[1][:7]}


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
            assert entry.get("author") or entry.title == "Entry removed", (path, entry.id)
            target = housed.target("atom.xml", entry.link)
            assert target is not None and target[0] in housed.pages, (path, entry.link)
            if "updated_parsed" in entry:
                assert entry.published_parsed <= entry.updated_parsed, (path, entry.id)
        published = [entry.published_parsed for entry in feed.entries]
        assert published == sorted(published, reverse=not _ARCHIVE.fullmatch(path)), path


def test_a_feed_is_as_new_as_its_newest_entry(housed: Written) -> None:
    for path in housed.feeds:
        if not path.endswith("rss.xml"):
            root = etree.fromstring(housed.files[path])
            told = [str(found.text) for found in root.iterfind(f"{_ATOM}entry/{_ATOM}updated")]
            told += [str(found.get("when")) for found in root.iterfind(_STONE)]
            dates = [datetime.fromisoformat(text) for text in told or ["1970-01-01T00:00:00+00:00"]]
            assert datetime.fromisoformat(str(root.findtext(f"{_ATOM}updated"))) == max(dates), path


def test_feeds_give_back_what_editors_wrote(newsroom: Written) -> None:
    atom, rss = (newsroom.feeds[f"storm/{kind}.xml"] for kind in ("atom", "rss"))
    for feed in (atom, rss):
        found = {entry.link.rpartition("/")[2][:-5]: entry for entry in feed.entries}
        assert found["persian"].title == "دریا بالا آمد & <رفت>"
        first = found["first"]
        assert first.id == "tag:news.example,2026-01:tempest/erste", "the names that it had first"
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
    return {_page_of(entry): str(entry.findtext(f"{_ATOM}content")) for entry in root.iterfind(f"{_ATOM}entry")}


def _page_of(entry: etree._Element) -> str:
    (address,) = (link.get("href", "") for link in entry.iterfind(f"{_ATOM}link[@rel='alternate']"))
    return str(address).rpartition("/")[2].removesuffix(".html")


def test_a_blogs_feeds_are_described_by_its_standfirst_and_archives_by_nothing_that_may_change(
    newsroom: Written,
) -> None:
    said = "As it happened, with a page and “marks” & ."
    assert etree.fromstring(newsroom.files["storm/atom.xml"]).findtext(f"{_ATOM}subtitle") == said
    assert etree.fromstring(newsroom.files["storm/rss.xml"]).findtext("channel/description") == said
    assert json_feed(newsroom.files["storm/feed.json"]).description == said
    archives = [path for path in newsroom.feeds if _ARCHIVE.fullmatch(path)]
    assert archives
    for path in archives:
        assert etree.fromstring(newsroom.files[path]).find(f"{_ATOM}subtitle") is None


def test_a_source_that_has_a_copy_is_not_said_to_have_one_besides(tmp_path: Path) -> None:
    site = Site(tmp_path).file("content/quake/blog.yaml", "title: Quake\n")
    copied = "url_status: live, archived: [{url: 'https://b.example/1', at: 2026-03-04}]"
    site.file("content/sources.yaml", f"one: {{title: One, url: 'https://a.example/', {copied}}}\n")
    site.file("content/quake/2026-03-05.md", "## 10:00 One\n\nWords [@one].\n").build()
    content = lxml_html.fromstring(next(iter(_contents(Written(site.options.output, ""), "quake/atom.xml").values())))
    assert " ".join(content.xpath("string(//ol)").split()) == "One [live], archived copy, 4 March 2026"


def test_content_is_whole_and_says_what_the_page_says(housed: Written) -> None:
    """Every word of an entry's body on its page is in its feed, in the same order."""
    for path in housed.feeds:
        blog = path.split("/")[0]
        if not path.endswith("atom.xml") or "/" not in path:
            continue
        for name, content in _contents(housed, path).items():
            body = housed.page(f"{blog}/{name}.html").root.xpath("//div[@class='body e-content']")
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


def test_of_what_is_removed_its_tombstone_alone_and_of_what_is_at_risk_nothing_is_in_feeds(newsroom: Written) -> None:
    for path in (*newsroom.feeds, "feed.json", "storm/feed.json"):
        data = newsroom.files[path]
        assert data.count(b":tempest/gone") == (path in [*_FORMATS, *(f"storm/{name}" for name in _FORMATS)]), path
        for name in (b"hidden", b"drafted"):
            assert b"/" + name not in data, path
        assert b"Said in our words only" not in newsroom.files[path], path


def test_a_feed_holds_the_newest_fifty(newsroom: Written) -> None:
    """With the tombstones. The one that archives continue holds all that no archive does."""
    feeds = newsroom.feeds
    assert len(feeds["long-night/rss.xml"].entries) == len(feeds["rss.xml"].entries) == 50
    assert 50 <= len(feeds["long-night/atom.xml"].entries) < 100
    assert feeds["long-night/atom.xml"].entries[0].id.endswith("/20121105-0900")


def test_pages_name_the_feeds_of_what_they_show(newsroom: Written) -> None:
    for path, feeds in (
        ("index.html", ["atom.xml", "rss.xml", "feed.json"]),
        ("storm/first.html", ["../storm/atom.xml", "../storm/rss.xml", "../storm/feed.json"]),
        ("tags/storm.html", ["../tags/storm.xml", "../atom.xml", "../rss.xml", "../feed.json"]),
        ("people/ada.html", ["../people/ada.xml", "../atom.xml", "../rss.xml", "../feed.json"]),
    ):
        root = newsroom.page(path).root
        assert root.xpath("//link[@rel='alternate']/@href") == feeds
        assert root.xpath("//p[@class='feeds']/a/@href") == feeds, "for those who look for them"
        assert root.xpath("//footer//nav//a[contains(@href, 'feeds.html')]"), "and what they are"


def test_a_page_lists_every_feed_but_archives_which_they_lead_to(housed: Written) -> None:
    page = housed.page("feeds.html")
    listed = [housed.target("feeds.html", str(href)) for href in page.root.xpath("//main//a[@type]/@href")]
    feeds = {*housed.feeds, *(path for path in housed.files if path.endswith("feed.json"))}
    assert sorted(found[0] for found in listed if found) == sorted(
        path for path in feeds if not _ARCHIVE.fullmatch(path)
    )
    assert {str(kind) for kind in page.root.xpath("//main//a/@type")} == {
        "application/atom+xml", "application/rss+xml", "application/feed+json",
    }  # fmt: skip


def test_a_site_without_an_address_has_no_feeds_and_no_page_of_them(homeless: Written) -> None:
    assert not homeless.feeds and "feeds.html" not in homeless.pages
    assert not [path for path in homeless.files if path.endswith("feed.json")]
    assert not homeless.page("index.html").root.xpath("//a[contains(@href, 'feeds')]")
