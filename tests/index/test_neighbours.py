"""What the pages of a blog make of its order: neighbours, parts, the summary on top."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site_kit import Site

LOG = "content/quake/2009-06-16.md"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty blog in the theme that shows whole views."""
    return Site(tmp_path).bare().file("content/quake/blog.yaml", "title: Quake\n")


def neighbours(site: Site, name: str) -> tuple[str, str]:
    """The ids that an entry's page names as earlier and later, "" for none."""
    page = site.output()[f"quake/{name}.html"].decode()
    found = re.search(r", earlier=(.*?), later=(None|Link\(.*?\))\)", page, re.S)
    assert found, page
    earlier, later = (re.search(r"quake/([a-z0-9-]+)\.html", part) for part in found.groups())
    return (earlier[1] if earlier else "", later[1] if later else "")


def test_neighbours_pass_over_stones_and_those_at_risk_and_the_bounds_of_days(site: Site) -> None:
    site.file(LOG, """
        ## 08:00 One {#one}
        One.

        ## 09:00 Gone {#gone .removed}

        ## 10:00 Told {#told .at-risk}
        Told.

        ## 11:00 Two {#two}
        Two.

        ## 12:00 Draft {#draft .draft}
        Not yet.
    """).file("content/quake/2009-06-19.md", "## 01:00 Three {#three}\n\nThree.\n").build()  # fmt: skip
    assert neighbours(site, "one") == ("", "two")
    assert neighbours(site, "two") == ("one", "three")
    assert neighbours(site, "three") == ("two", "")
    assert neighbours(site, "gone") == ("", "")


def test_the_fifty_first_entry_of_a_day_opens_a_part_and_changes_no_full_one(site: Site) -> None:
    log = "".join(f"## {n // 60:02}:{n % 60:02} {{#m{n}}}\n\nText {n}.\n\n" for n in range(100))
    site.file(LOG, log).build().has("quake/2009-06-16-part-2.html", "Text 99.")
    site.append(LOG, "## 23:00 {#last}\n\nThe last.").build().has("quake/2009-06-16-part-3.html", "The last.")
    # The full parts only link the new one.
    site.append(LOG, "## 23:01 {#very-last}\n\nThe very last.").build()
    pages = [path for path in site.touched() if path.startswith("quake/2009-06-16")]
    assert pages == ["quake/2009-06-16-part-3.html", "quake/2009-06-16-part-3.txt"]


def test_the_newest_summary_stands_on_top_of_the_front_page_once(site: Site) -> None:
    site.file(LOG, "## 08:00 Old {#old .summary}\n\nOld.\n\n## 09:00 New {#new .summary}\n\nNew.\n").build()
    page = site.output()["quake/index.html"].decode()
    assert page.index("summary=EntryView(id='new'") < page.index("entries=(EntryView(id='old'")
    assert page.count("EntryView(id='new'") == 1
    site.edit(LOG, "{#new .summary}", "{#new .summary .removed}").build()
    site.has("quake/index.html", "summary=EntryView(id='old'")
