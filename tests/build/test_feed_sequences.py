"""Any sequence of edits: the feeds of a blog together hold each of its entries, or say that it was removed."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.site_kit import Site

_ATOM = "{http://www.w3.org/2005/Atom}"
_STONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
_STATUSES = ("", ".removed", ".at-risk", ".draft", ".withheld")
Entries = dict[str, tuple[int, str, str]]
"""Id → (hours after the beginning, its status, more keys)."""


def day_and_hour(hours: int) -> tuple[str, int]:
    """Days of 20 hours, 28 to the month, from October 2010 on."""
    days, hour = divmod(hours, 20)
    month = 9 + days // 28
    return f"{2010 + month // 12}-{month % 12 + 1:02}-{days % 28 + 1:02}", hour


def write(site: Site, entries: Entries) -> None:
    """One log for each day."""
    logs: dict[str, list[str]] = {}
    for name, (hours, status, keys) in sorted(entries.items(), key=lambda pair: (pair[1][0], pair[0])):
        day, hour = day_and_hour(hours)
        logs.setdefault(day, []).append(
            f"## {hour:02}:00 Of {name} {{#{name} {status}}}\n{keys}\n\nWhat was: {name}.\n"
        )
    folder = site.root / "content/quake"
    for path in folder.glob("20*.md"):
        if path.stem not in logs:
            path.unlink()
    for day, sections in logs.items():
        site.file(f"content/quake/{day}.md", "\n".join(sections))


def feed(site: Site, path: str) -> tuple[list[str], list[str], dict[str, str]]:
    """The entries and tombstones of a feed in Atom, and its links."""
    root = etree.fromstring((site.options.output / path).read_bytes())
    ids = [str(found.findtext(f"{_ATOM}id")).rpartition("/")[2] for found in root.iterfind(f"{_ATOM}entry")]
    stones = [str(found.get("ref")).rpartition("/")[2] for found in root.iterfind(_STONE)]
    return ids, stones, {str(link.get("rel")): str(link.get("href")) for link in root.iterfind(f"{_ATOM}link")}


def check(site: Site, entries: Entries) -> None:
    """Walks back from the subscription document."""
    ids: set[str] = set()
    stones: set[str] = set()
    path, walked = "quake/atom.xml", set()
    while path:
        assert path not in walked, "the way back is no ring"
        walked.add(path)
        here, gone, links = feed(site, path)
        ids.update(here)
        stones.update(gone)
        path = links.get("prev-archive", "").removeprefix("https://archive.example/")
    assert walked == {name for name in site.output() if name.startswith("quake/atom")}
    assert ids == {name for name, (_, status, _) in entries.items() if not status}
    assert stones == {name for name, (_, status, _) in entries.items() if status == ".removed"}
    newest = json.loads((site.options.output / "quake/feed.json").read_bytes())["items"]
    assert len(newest) == min(50, len(ids) + len(stones))


_STEP = st.one_of(
    st.tuples(st.just("add"), st.integers(1, 60), st.integers(0, 30)),
    st.tuples(st.just("date back"), st.integers(0, 1_500), st.just(0)),
    st.tuples(st.just("change"), st.integers(0, 999), st.integers(1, 28)),
    st.tuples(st.just("delete"), st.integers(0, 999), st.just(0)),
    st.tuples(st.sampled_from(_STATUSES), st.integers(0, 999), st.just(0)),
)


@given(
    begin=st.lists(st.integers(0, 1_500), min_size=90, max_size=160),
    steps=st.lists(st.lists(_STEP, min_size=1, max_size=3), min_size=3, max_size=4),
    keeping=st.booleans(),
)
@settings(
    max_examples=5,
    derandomize=True,
    phases=(Phase.generate,),  # a site is too slow a thing to shrink
    suppress_health_check=list(HealthCheck),
)
def test_no_sequence_of_edits_loses_an_entry(
    begin: list[int], steps: list[list[tuple[str, int, int]]], keeping: bool
) -> None:
    entries: Entries = {f"e{n}": (hours, "", "tags: [quake]") for n, hours in enumerate(begin)}
    with tempfile.TemporaryDirectory(prefix="dateline-feeds-") as folder:
        site = Site(Path(folder)).bare().file("content/quake/blog.yaml", "title: Quake\n")
        site = site.keeping() if keeping else site
        write(site, entries)
        check(site.build(), entries)
        for edits in steps:
            for what, number, other in edits:
                edit(entries, what, number, other)
            write(site, entries)
            check(site.build().same_as_clean(), entries)


def edit(entries: Entries, what: str, number: int, other: int) -> None:
    """Makes one edit."""
    name = list(entries)[number % len(entries)]
    hours, status, keys = entries[name]
    last = max(found for found, _, _ in entries.values())
    if what == "add":
        entries.update({f"n{len(entries) + n}": (last + 1 + n * other // 10, "", "") for n in range(number)})
    elif what == "date back":
        entries[f"b{len(entries)}"] = (number, "", "")
    elif what == "change":
        entries[name] = (hours, status, f"updated: 2012-12-{other:02}")
    elif what == "delete":
        del entries[name]
    else:
        entries[name] = (hours, what, keys if what != ".removed" else "removed: 2012-11-11")
