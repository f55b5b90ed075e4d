"""The shape of the day: where bars and links stand, on days of any length, in either direction, and how light it is."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from lxml.etree import _Element

from tests.site_kit import Site

BLOG = "title: The storm\nzone: America/New_York\n"
TARGET = 24
NARROWEST = 280
"""Pixels of a page's text where the window has 320."""


def root(site: Site, path: str) -> _Element:
    return lxml_html.document_fromstring((site.options.output / path).read_bytes())


def day(site: Site, text: str, date: str = "2012-10-28", blog: str = BLOG) -> Site:
    return site.file("content/storm/blog.yaml", blog).file(f"content/storm/{date}.md", text)


def bars(path: str) -> list[float]:
    return sorted(float(found) for found in re.findall(r"M([\d.]+) ", path))


def drawn(site: Site, path: str) -> tuple[float, list[float], list[float]]:
    """(width, places of bars that are not key, places of those that are) of a page's only lane."""
    (svg,) = root(site, path).xpath("//div[@class='lane']/svg")
    plain = [str(found) for found in svg.xpath(".//path[not(@class)]/@d")]
    keyed = [str(found) for found in svg.xpath(".//path[@class='key']/@d")]
    return float(svg.get("viewbox").split()[2]), bars("".join(plain)), bars("".join(keyed))


def scale(site: Site, path: str) -> list[tuple[str, float]]:
    found = root(site, path).xpath("//svg[@class='scale']/text")
    return [(str(text.text), round(float(text.get("x").rstrip("%")), 1)) for text in found]


def links(site: Site, path: str) -> list[tuple[str, str]]:
    found = root(site, path).xpath("//div[@class='lane']/svg/a")
    return [(link.get("href"), link.get("aria-label")) for link in found]


def assert_targets_can_be_hit(site: Site, path: str) -> int:
    (svg,) = root(site, path).xpath("//div[@class='lane']/svg")
    width = float(svg.get("viewbox").split()[2])
    ends = 0.0
    targets = sorted((float(r.get("x")), float(r.get("width"))) for r in svg.xpath(".//rect"))
    for x, wide in targets:
        assert wide / width * NARROWEST >= TARGET
        assert x >= ends, "two targets overlap"
        assert x + wide <= width
        ends = x + wide
    return len(targets)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_an_entry_stands_at_its_minute_and_a_key_event_is_a_link_to_it(site: Site) -> None:
    day(site, "## 06:05 Plain {#plain}\n\n## 18:00 Landfall {#landfall .key}\n").build()
    assert drawn(site, "storm/2012-10-28.html") == (1440, [365], [1080])
    assert links(site, "storm/2012-10-28.html") == [("#landfall", "18:00 Landfall")]
    assert links(site, "storm/index.html") == [("../storm/landfall.html", "18:00 Landfall")]
    assert scale(site, "storm/2012-10-28.html") == [("0", 0), ("6", 25), ("12", 50), ("18", 75), ("24", 100)]


@pytest.mark.parametrize(
    ("date", "hours", "noon"),
    [("2012-10-28", 24, 12), ("2012-11-04", 25, 13), ("2012-03-11", 23, 11)],
    ids=["24 hours", "clocks set back", "clocks set forward"],
)
def test_a_day_is_as_long_as_it_was(site: Site, date: str, hours: int, noon: int) -> None:
    day(site, "## 12:05 Noon {#noon}\n\n## 23:55 Late {#late}\n", date).build()
    width, found, _ = drawn(site, f"storm/{date}.html")
    assert width == hours * 60
    assert found == [noon * 60 + 5, hours * 60 - 5]
    told = dict(scale(site, f"storm/{date}.html"))
    assert told["12"] == pytest.approx(noon / hours * 100, abs=0.1)
    assert (told["0"], told["24"]) == (0, 100)


def test_an_hour_that_came_twice_is_drawn_twice(site: Site) -> None:
    day(site, "## 01:35 EDT First {#a}\n\n## 01:35 EST Second {#b}\n", "2012-11-04").build()
    assert drawn(site, "storm/2012-11-04.html")[1] == [95, 155]


def test_a_midnight_that_never_came_begins_the_day_at_one(site: Site) -> None:
    blog = "title: The storm\nzone: America/Sao_Paulo\n"
    day(site, "## 01:05 First {#a}\n", "2012-10-21", blog).build()
    assert drawn(site, "storm/2012-10-21.html")[:2] == (23 * 60, [5])


def test_what_is_known_to_the_day_or_removed_has_no_bar(site: Site) -> None:
    text = "## 09:15 Said {#said .key .at-risk}\n\nSaid.\n\n## 10:15 Gone {#gone .removed}\n"
    site.file("content/storm/entries/some.md", "---\ntime: 2012-10-28\nkey: true\n---\nText.\n")
    day(site, text).build()
    assert not root(site, "storm/2012-10-28.html").xpath("//svg")
    assert not root(site, "storm/index.html").xpath("//svg")
    site.append("content/storm/2012-10-28.md", "## 11:15 Known {#known}").build()
    assert drawn(site, "storm/2012-10-28.html") == (1440, [675], [])
    assert links(site, "storm/2012-10-28.html") == []


def test_time_runs_as_the_language_is_read(site: Site) -> None:
    blog = "title: طوفان\nzone: America/New_York\nlanguage: fa\n"
    day(site, "## 06:05 یک {#one}\n\n## 18:00 دو {#two .key}\n", blog=blog).build()
    assert drawn(site, "storm/2012-10-28.html") == (1440, [1440 - 365], [1440 - 1080])
    assert scale(site, "storm/2012-10-28.html")[0] == ("۰", 100)
    assert_targets_can_be_hit(site, "storm/2012-10-28.html")


def test_key_events_of_one_hour_share_a_link_that_names_them(site: Site) -> None:
    lines = [f"## 12:{minute:02} Event {minute} {{#e{minute} .key}}\n" for minute in range(0, 60, 10)]
    day(site, "## 03:00 Alone {#alone .key}\n\n" + "\n".join(lines)).build()
    assert links(site, "storm/2012-10-28.html") == [
        ("#alone", "03:00 Alone"),
        ("#e0", "12:00 – 12:50: 6 key events: Event 0; Event 10; Event 20 …"),
    ]
    assert drawn(site, "storm/2012-10-28.html")[2] == [180, 720, 730, 740, 750, 760, 770]


@given(st.lists(st.integers(0, 1439), min_size=1, max_size=60, unique=True), st.booleans())
def test_targets_never_overlap_and_none_is_too_small(
    tmp_path_factory: pytest.TempPathFactory, minutes: list[int], rtl: bool
) -> None:
    from dateline.model.entry import Entry
    from dateline.model.text import Body
    from dateline.plan.strip import day_lane
    from dateline.plan.views import KeyEvent
    from dateline.plan.when import time_view
    from dateline.times import Moment

    keys = []
    for minute in sorted(minutes):
        moment = Moment(instant=minute * 60, offset=0, zone="UTC", shown="", certainty="minute")
        event = KeyEvent(headline=str(minute), href=f"#{minute}", time=time_view(moment, "UTC", "en"))
        keys.append((Entry(body=Body("", 0), time=moment, key=True), event))
    lane = day_lane("1970-01-01", [entry for entry, _ in keys], keys, "UTC", rtl=rtl)
    assert lane is not None
    ends = 0
    for mark in sorted(lane.marks, key=lambda mark: mark.x):
        assert mark.x >= ends and mark.x + mark.width <= lane.width
        assert mark.width / lane.width * NARROWEST >= TARGET
        ends = mark.x + mark.width
    assert sum(mark.count for mark in lane.marks) == len(minutes)
    places = {lane.width - at if rtl else at for at in minutes}
    assert {float(at) for mark in lane.marks for at in bars(mark.path)} == places


def test_a_short_coverage_has_a_lane_for_each_day_and_one_scale(site: Site) -> None:
    site.file("content/storm/2012-10-29.md", "## 09:00 Next {#next}\n")
    day(site, "## 06:00 Plain {#plain}\n").build()
    page = root(site, "storm/index.html")
    assert [(a.get("href"), a.text) for a in page.xpath("//a[@class='of']")] == [
        ("../storm/2012-10-28.html", "28 October 2012"),
        ("../storm/2012-10-29.html", "29 October 2012"),
    ]
    assert len(page.xpath("//svg[@class='scale']")) == 1


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ("calendar: persian\n", "7 Aban 1391 (28 October 2012)"),
        ("language: fa\ncalendar: gregorian\n", "۲۸ اکتبر ۲۰۱۲"),
    ],
)
def test_days_are_named_by_the_calendar_of_the_blog(site: Site, settings: str, named: str) -> None:
    for number in (29, 30, 31):
        site.file(f"content/storm/2012-10-{number}.md", "## 09:00 Next\n")
    day(site, "## 06:00 Plain {#plain}\n", blog=BLOG + settings).build()
    assert scale(site, "storm/index.html")[0][0] == named, "by days"
    assert links(site, "storm/index.html")[0][1].startswith(f"{named}: ")
    site.delete("content/storm/2012-10-31.md").delete("content/storm/2012-10-30.md").build()
    assert root(site, "storm/index.html").xpath("//a[@class='of']")[0].text == named, "by hours"


def test_days_of_different_length_have_scales_of_their_own(site: Site) -> None:
    site.file("content/storm/2012-11-04.md", "## 09:00 Next {#next}\n")
    day(site, "## 06:00 Plain {#plain}\n").build()
    assert len(root(site, "storm/index.html").xpath("//svg[@class='scale']")) == 2


def test_a_longer_coverage_is_drawn_by_days_each_of_them_linked(site: Site) -> None:
    for number in range(1, 6):
        text = "\n".join(f"## {hour:02}:00 {{#d{number}h{hour}}}\n" for hour in range(3, 3 + number * 4))
        site.file(f"content/storm/2012-11-{number:02}.md", text)
    day(site, "## 09:00 First {#first .key}\n").build()
    found = links(site, "storm/index.html")
    assert found[0] == ("../storm/2012-10-28.html", "28 October 2012: 1 entry")
    assert found[-1] == ("../storm/2012-11-05.html", "5 November 2012: 20 entries")
    assert len(found) == 6
    assert drawn(site, "storm/index.html") == (9, [4.5, 5.5, 6.5, 7.5, 8.5], [0.5])
    assert [text for text, _ in scale(site, "storm/index.html")] == ["28 October 2012", "5 November 2012"]
    assert_targets_can_be_hit(site, "storm/index.html")


def test_what_was_removed_is_no_entry_of_its_day(site: Site) -> None:
    for number in (29, 30):
        site.file(f"content/storm/2012-10-{number}.md", "## 09:00 Gone {.removed}\n")
    site.file("content/storm/2012-10-31.md", "## 09:00 One\n\n## 10:00 Gone {.removed}\n")
    day(site, "## 09:00 Gone {.removed}\n").build()
    assert [name.partition(": ")[2] for _, name in links(site, "storm/index.html")] == [
        "0 entries", "0 entries", "0 entries", "1 entry",
    ]  # fmt: skip
    assert drawn(site, "storm/index.html") == (4, [3.5], [])
    site.edit("content/storm/2012-10-31.md", "09:00 One", "09:00 One {.removed}").build()
    assert drawn(site, "storm/index.html") == (4, [], [])


@pytest.mark.parametrize("days", [4, 11, 12, 13, 23, 25, 29])
def test_many_days_share_links_that_can_be_hit(site: Site, days: int) -> None:
    site.file("content/storm/blog.yaml", BLOG)
    for number in range(days):
        site.file(f"content/storm/2012-10-{number + 1:02}.md", "## 09:00 An entry\n")
    site.build()
    assert 4 <= assert_targets_can_be_hit(site, "storm/index.html") <= 11
    assert len(drawn(site, "storm/index.html")[1]) == days
    counts = [re.search(r"(\d+) entr", name) for _, name in links(site, "storm/index.html")]
    assert sum(int(found[1]) for found in counts if found) == days


def test_years_of_coverage_stay_one_light_drawing(site: Site) -> None:
    site.file("content/storm/blog.yaml", BLOG)
    for year in range(2002, 2013):
        for month in range(1, 13):
            site.file(f"content/storm/{year}-{month:02}-05.md", "## 09:00 An entry\n")
    site.build()
    assert_targets_can_be_hit(site, "storm/index.html")
    assert weight(site, "storm/index.html") < 1_300


def weight(site: Site, path: str) -> int:
    """Bytes of a page's drawing, compressed by itself."""
    text = (site.options.output / path).read_text()
    found = re.search(r'<div class="strip".*?\n</div>', text, re.S)
    assert found
    return len(gzip.compress(found[0].encode(), mtime=0))


def test_five_hundred_entries_of_a_day_make_a_light_drawing(site: Site) -> None:
    lines = [
        f"## {n // 25:02}:{n % 25 * 2:02} Line {n} {{#n{n}{' .key' if n % 20 == 0 else ''}}}\n" for n in range(500)
    ]
    day(site, "\n".join(lines)).build()
    assert weight(site, "storm/index.html") < 1_000
    assert weight(site, "storm/2012-10-28.html") < 1_000
    assert_targets_can_be_hit(site, "storm/index.html")


def test_an_added_entry_changes_the_drawing_of_its_own_pages_only(site: Site) -> None:
    lines = [f"## {n // 20:02}:{n % 20 * 3:02} Line {n} {{#n{n}}}\n" for n in range(60)]
    site.file("content/storm/2012-10-27.md", "## 06:00 Before {#before}\n")
    day(site, "\n".join(lines)).build()
    before = site.output()
    site.append("content/storm/2012-10-28.md", "## 23:30 Last {#last}").build()
    redrawn = []
    for path, data in site.output().items():
        if path.endswith(".html") and b'class="strip"' in data and before.get(path, data) != data:
            redrawn.append(path)
    assert sorted(redrawn) == ["storm/2012-10-28-part-2.html", "storm/index.html"]


def test_the_way_to_the_next_day_stands_at_the_head_too(site: Site) -> None:
    for number in (27, 29):
        site.file(f"content/storm/2012-10-{number}.md", "## 06:00 An entry\n")
    day(site, "## 06:00 An entry\n").build()
    head = root(site, "storm/2012-10-28.html").xpath("//header[@class='head']//nav[@class='steps']//a")
    assert [(link.get("rel"), link.get("href")) for link in head] == [
        ("prev", "../storm/2012-10-27.html"),
        ("next", "../storm/2012-10-29.html"),
    ]
