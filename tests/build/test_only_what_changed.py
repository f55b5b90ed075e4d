"""What a change costs: only outputs whose view changed are made again, only bytes that differ are written."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import structs

from dateline.build import block
from dateline.kept import Kept
from dateline.load.blog import read_blog
from dateline.load.files import BlogFiles, Files
from dateline.model.blog import Blog
from dateline.model.site import Common
from dateline.problems import Problem
from tests.build.ways import WAYS, building
from tests.site_kit import DEMONSTRATION, Site, is_manifest

DAY = "content/quake/2009-06-16.md"

QUAKE = """
    by: mk

    ## 08:00 First {#first}
    tags: [shaking, north, night]
    sources: [wire, radio]

    It began.

    ## 09:00 Second {#second}
    tags: [shaking]

    It went on.
"""


def two_blogs(root: Path) -> Site:
    return (
        Site(root)
        .file("content/people.yaml", "mk: {name: M. Keeper}\n")
        .file(
            "content/sources.yaml", "wire: {title: A wire, publisher: Wire}\nradio: {title: News, publisher: Radio}\n"
        )
        .file("content/quake/blog.yaml", "title: Quake\n")
        .file(DAY, QUAKE)
        .file("content/quake/2009-06-17.md", "by: mk\n\n## 00:30 Third {#third}\ntags: [north]\n\nAnd on.\n")
        .file("content/flood/blog.yaml", "title: Flood\n")
        .file("content/flood/2008-01-01.md", "## 10:00 Water {#water}\n\nMuch of it.\n")
    )


@pytest.fixture
def alone(tmp_path: Path) -> Site:
    """Two blogs, built, in the theme that shows whole views: what it leaves unchanged, no theme changes."""
    return two_blogs(tmp_path).bare().build()


@pytest.fixture(params=WAYS)
def site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The same, built in processes of their own, or by one that keeps what it made as the preview does."""
    return building(two_blogs(tmp_path).bare(), request.param, monkeypatch).build()


FEEDS = ("atom.xml", "rss.xml", "feed.json", "quake/atom.xml", "quake/rss.xml", "quake/feed.json")
FEEDS_AND_MAPS = (*FEEDS, "people/mk.xml", "quake/sitemap.xml")


def test_nothing_is_made_when_nothing_changed(site: Site) -> None:
    assert site.build().changed().made == {}


def test_a_file_touched_without_a_change_makes_nothing(site: Site) -> None:
    os.utime(site.root / DAY, ns=(1, 1))
    assert site.build().changed().made == {}


def test_an_output_touched_by_hand_is_not_written_again(site: Site) -> None:
    page = site.options.output / "quake/first.html"
    os.utime(page, ns=(1, 1))
    assert site.build().changed().made == {}
    assert page.stat().st_mtime_ns == 1


def test_an_output_altered_or_lost_by_hand_is_put_right(alone: Site) -> None:
    site = alone
    wanted = site.output()
    (site.options.output / "quake/first.html").write_text("Altered.")
    (site.options.output / "flood/atom.xml").unlink()
    site.build().changed("quake/first.html", "flood/atom.xml")
    assert set(site.made) == {"quake/first.html", "flood/atom.xml"}
    assert "by hand" in site.made["quake/first.html"]
    assert site.output() == wanted


def test_an_output_altered_to_the_same_size_is_put_right(alone: Site) -> None:
    site = alone
    page = site.options.output / "quake/first.html"
    data = page.read_bytes()
    page.write_bytes(data.replace(b"It began.", b"It ended."))
    os.utime(page, ns=(1, 1))
    site.build().changed("quake/first.html").has("quake/first.html", "It began.")


def test_a_comment_in_a_template_makes_its_pages_again_and_writes_none(site: Site) -> None:
    day = "themes/bare/templates/day.html"
    site.file(day, site.read(day) + "{# said to nobody #}").build().changed()
    assert set(site.made) == {"quake/2009-06-16.html", "quake/2009-06-17.html", "flood/2008-01-01.html"}


def test_a_template_that_others_draw_in_makes_them_again(tmp_path: Path) -> None:
    site = two_blogs(tmp_path)
    site.edit("content/site.yaml", "language: en", "language: en\nnavigation: [{text: Home, to: index.html}]").build()
    templates = DEMONSTRATION / "themes/default/templates"
    seen = set()
    for path in sorted((*templates.glob("_*.html"), templates / "layout.html")):
        # A blank within a tag is seen nowhere but in the bytes.
        text = re.sub(r"<(/?[a-z0-9]+)([ >])", r"<\1 \2", path.read_text("utf-8"))
        site.file(f"themes/default/templates/{path.name}", text).build().same_as_clean()
        if site.touched():
            seen.add(path.name)
    assert {"_entry.html", "_entry_feed.html", "_macros.html", "layout.html"} <= seen


def test_a_body_that_changes(site: Site) -> None:
    site.edit(DAY, "It went on.", "It went on and on.").build()
    site.changed("quake/second.html", "quake/2009-06-16.html", "quake/2009-06-16.txt",
                 "quake/index.html", "tags/shaking.xml",
                 *FEEDS, "people/mk.xml")  # fmt: skip


def test_a_headline_that_changes(site: Site) -> None:
    site.edit(DAY, "09:00 Second", "09:00 Next").build().changed(
        "quake/second.html", "quake/first.html", "quake/third.html",  # itself, and its neighbours
        "quake/2009-06-16.html", "quake/2009-06-16.txt",
        "quake/index.html", "index.html", "chronology/2009-06.html", "people/mk.html",
        "tags/shaking.html", "tags/shaking.xml", *FEEDS, "people/mk.xml",
    )  # fmt: skip


NEWEST = """
    ## 10:00 Newest {#newest}
    tags: [shaking, north, night]
    sources: [wire, radio]

    The newest of its day [@wire].
"""


def test_the_newest_entry_of_an_existing_day_changes_a_fixed_handful_of_files(tmp_path: Path) -> None:
    site = two_blogs(tmp_path).delete("content/quake/2009-06-17.md").build()  # in the default theme
    site.append(DAY, NEWEST).build()
    with_three_tags_a_person_and_two_sources = site.touched()
    site.changed(
        "quake/newest.html", "quake/second.html", "quake/2009-06-16.html", "quake/2009-06-16.txt",
        "quake/index.html", "index.html",
        "chronology/2009-06.html", "people/mk.html", "sources/wire.html", "sources/radio.html",
        "tags/shaking.html", "tags/north.html", "tags/night.html",
        "tags/shaking.xml", "tags/north.xml", "tags/night.xml", *FEEDS_AND_MAPS,
    )  # fmt: skip
    told = f"{len(site.result.written)} files: {[*with_three_tags_a_person_and_two_sources, 'and 2 manifests']}"
    assert len(site.result.written) <= 30, told


def hours(day: str, count: int, first: int = 0) -> str:
    """A log of a day with an entry for every fifteen minutes."""
    times = ((n // 4, n % 4 * 15) for n in range(first, first + count))
    return "".join(f"## {hour:02}:{minute:02} At {hour}:{minute} {{#d{day}-{hour}-{minute}}}\n\nText.\n\n"
                   for hour, minute in times)  # fmt: skip


def test_a_new_entry_changes_no_archived_feed_until_fifty_stand_after_a_part(tmp_path: Path) -> None:
    site = two_blogs(tmp_path).bare().file("content/flood/2008-01-02.md", hours("2", 90))
    site.file("content/flood/2008-01-03.md", hours("3", 8)).build().has_no("flood/atom-*.xml")
    site.append("content/flood/2008-01-03.md", hours("3", 1, 8)).build()
    assert [path for path in site.touched() if "atom-" in path] == ["flood/atom-2008-01.xml"], "the first fifty"
    for n in range(9, 9 + 49):
        site.append("content/flood/2008-01-03.md", hours("3", 1, n))
    site.build()
    assert not [path for path in site.touched() if "atom-" in path]
    site.append("content/flood/2008-01-03.md", hours("3", 1, 60)).build()
    assert [path for path in site.touched() if "atom-" in path] == [
        "flood/atom-2008-01-part-2.xml", "flood/atom-2008-01.xml",
    ], "the second fifty, and a link to them"  # fmt: skip


def test_what_is_put_right_in_an_archive_changes_it_alone_and_is_told_to_subscribers(tmp_path: Path) -> None:
    site = two_blogs(tmp_path).bare().file("content/flood/2008-01-02.md", hours("2", 90))
    for day in range(1, 8):
        site.file(f"content/flood/2008-02-0{day}.md", hours(f"f{day}", 30))
    heading = "## 00:15 At 0:15 {#d2-0-15}"
    site.build().edit("content/flood/2008-01-02.md", heading, heading + "\nupdated: 2009-01-01").build()
    assert [path for path in site.touched() if path.endswith((".xml", ".json"))] == [
        "flood/atom-2008-01.xml", "flood/atom.xml", "flood/sitemap.xml",
    ]  # fmt: skip
    site.has("flood/atom.xml", "flood/d2-0-15<", "2009-01-01T00:00:00")
    site.edit("content/flood/2008-01-02.md", heading + "\n", heading[:-1] + " .removed}\nremoved: 2009-01-02\n").build()
    assert [path for path in site.touched() if "atom-" in path] == ["flood/atom-2008-01.xml"]
    stone = 'ref="tag:archive.example,2026:flood/d2-0-15" when="2009-01-02T23:59:59-05:00"/>'
    site.has("flood/atom.xml", stone).has("flood/atom-2008-01.xml", stone).has("atom.xml", stone)
    site.same_as_clean()


def test_an_entry_costs_no_more_in_a_large_archive(site: Site) -> None:
    site.delete("content/quake/2009-06-17.md").append(DAY, NEWEST).build()
    few = len(site.result.written)
    keys = "tags: [shaking, north, night]\nby: mk\nsources: [wire]"
    for day in range(1, 16):
        hours = (f"## {hour:02}:00 Hour {hour} {{#d{day}-{hour}}}\n{keys}\n\nText.\n" for hour in range(20))
        site.file(f"content/quake/2009-05-{day:02}.md", "".join(hours))
    site.edit(DAY, "## 10:00 Newest {#newest}", "## 10:00 Newest {#newest .draft}").build()
    site.edit(DAY, "## 10:00 Newest {#newest .draft}", "## 10:00 Newest {#newest}").build()
    assert len(site.touched()) <= few, site.touched()


def test_an_entry_added_with_an_earlier_date(site: Site) -> None:
    site.append(DAY, "## 07:00 Before {#before}\n\nBefore all.").build().changed(
        "quake/before.html", "quake/first.html", "quake/2009-06-16.html", "quake/2009-06-16.txt", "quake/index.html",
        "chronology/2009-06.html", "people/mk.html", *FEEDS_AND_MAPS,
    )  # fmt: skip


def test_an_entry_that_is_deleted_takes_its_page_with_it(site: Site) -> None:
    site.edit(DAY, "## 09:00 Second {#second}\ntags: [shaking]\n\nIt went on.\n", "").build()
    assert "quake/second.html" in site.result.removed
    site.has_no("quake/second.html").changed(
        "quake/second.html", "quake/first.html", "quake/third.html", "quake/2009-06-16.html", "quake/2009-06-16.txt",
        "quake/index.html",
        "index.html", "chronology/2009-06.html", "people/mk.html", "tags/shaking.html", "tags/shaking.xml",
        *FEEDS_AND_MAPS,
    )  # fmt: skip


def test_a_tag_that_is_renamed(site: Site) -> None:
    site.edit(DAY, "tags: [shaking, north, night]", "tags: [shaking, north, dark]").build().changed(
        "tags/night.html", "tags/night.xml",
        "tags/dark.html", "tags/dark.xml", "tags/index.html", "feeds.html",
        "quake/first.html", "quake/2009-06-16.html", "quake/2009-06-16.txt",
        "quake/index.html", "tags/shaking.xml", "tags/north.xml",
        *FEEDS, "people/mk.xml",
    )  # fmt: skip
    site.has_no("tags/night*")


ONE_CHANGE: dict[str, Callable[[Site], Site]] = {
    "a body": lambda site: site.edit(DAY, "It went on.", "It went on and on."),
    "a headline": lambda site: site.edit(DAY, "09:00 Second", "09:00 Next"),
    "a newest entry": lambda site: site.append(DAY, NEWEST),
    "an entry of an earlier hour": lambda site: site.append(DAY, "## 07:00 Before {#before}\n\nBefore all."),
    "an entry less": lambda site: site.edit(DAY, "## 09:00 Second {#second}\ntags: [shaking]\n\nIt went on.\n", ""),
    "a tag by another name": lambda site: site.edit(DAY, "[shaking, north, night]", "[shaking, north, dark]"),
    "a source's title": lambda site: site.edit("content/sources.yaml", "A wire", "The wire"),
}


@pytest.mark.parametrize("change", ONE_CHANGE)
def test_nothing_is_rendered_but_what_is_written(site: Site, change: str) -> None:
    ONE_CHANGE[change](site).build()
    written = {path for path in site.result.written if not is_manifest(path)}
    if change == "a source's title":
        # Whatever all blogs share makes all of them be looked at again.
        assert written < set(site.made)
    else:
        assert set(site.made) == written
    assert site.build().made == {}


def test_nothing_is_rendered_but_what_falls_due(site: Site) -> None:
    due = 1_262_322_000
    site.append(DAY, "## 11:00 Due {#due}\npublished: 2010-01-01T00:00-05:00\n\nDue in 2010.").at(due - 1).build()
    site.at(due).build()
    assert set(site.made) == {path for path in site.result.written if not is_manifest(path)}


def test_an_entry_appears_when_it_falls_due_and_goes_when_the_clock_is_set_back(site: Site) -> None:
    due = 1_262_322_000
    site.append(DAY, "## 11:00 Due {#due}\npublished: 2010-01-01T00:00-05:00\n\nDue in 2010.").at(due - 1).build()
    assert site.result.next_due == due
    site.has_no("quake/due.html").lacks("Due in 2010.")
    before = site.output()
    site.at(due).build().has("quake/due.html", "Due in 2010.")
    assert not site.result.next_due
    assert site.at(due - 1).build().output() == before


@pytest.mark.parametrize("as_of", [1_500_000_000, 3_000_000_000])
def test_the_instant_of_the_build_is_not_rendered(site: Site, as_of: int) -> None:
    assert site.at(as_of).build().changed().made == {}


def blogs_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list to which the blogs are added that are read anew from now on."""
    read: list[str] = []

    def watched(files: Files, blog: BlogFiles, common: Common, kept: Kept) -> tuple[Blog, tuple[Problem, ...]]:
        read.append(blog.id)
        return read_blog(files, blog, common, kept)

    monkeypatch.setattr(block, "read_blog", watched)
    return read


def test_the_views_of_a_blog_are_made_once_however_many_of_its_files_were_lost(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = blogs_read(monkeypatch)
    for name in ("quake/first.html", "quake/second.html", "quake/index.html"):
        (site.options.output / name).unlink()
    site.build().by(1).same_as_clean()
    assert sorted(read) == ["flood", "quake", "quake"], "once, and then both for the clean build"


def test_other_blogs_are_taken_whole_from_the_last_build(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    read = blogs_read(monkeypatch)
    site.append(DAY, NEWEST).build()
    assert read == ["quake"]
    assert not [path for path in site.made if path.startswith("flood/")]


def test_a_blog_is_made_again_when_what_all_share_changes(site: Site) -> None:
    site.edit("content/site.yaml", "title: A site", "title: The site").build()
    assert "flood/water.html" in site.made


def test_each_output_that_is_made_says_why(site: Site) -> None:
    site.append(DAY, NEWEST).build()
    assert site.made["quake/newest.html"] == "new"
    assert site.made["quake/index.html"] == "its view, template or engine changed"


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    site = Site(tmp_path).file("content/quake/blog.yaml", "title: Quake\n").file(DAY, "## 08:00 First\n\nText.\n")
    site.options = structs.replace(site.options, commit=False)
    site.build()
    assert site.made
    assert site.output() == {}
    assert not site.options.output.exists()
