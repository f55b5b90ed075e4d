"""A second run adds nothing, and nothing that an editor did is undone by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports.kit import INPUTS, content, entries_of, given, imported, new_site, thread_of

LIVEBLOGS = INPUTS / "liveblogs.xml"
ALL = ("liveblogs.xml", "rss.xml", "atom.xml", "feed.json", "numbered.txt", "nested.txt")


@pytest.mark.parametrize("name", ALL)
def test_a_second_run_adds_nothing(tmp_path: Path, name: str) -> None:
    """Byte for byte; and says so."""
    site = new_site(tmp_path)
    first = imported(site, INPUTS / name)
    assert first.written and not first.is_empty()
    before = content(site)
    second = imported(site, INPUTS / name)
    assert second.is_empty() and not second.written
    assert content(site) == before
    known = sum(blog.known_entries for blog in second.blogs)
    assert known == sum(len(blog.entries) for blog in first.blogs)


@pytest.mark.parametrize("name", ALL)
def test_a_dry_run_writes_nothing_and_tells_the_same(tmp_path: Path, name: str) -> None:
    site = new_site(tmp_path)
    before = content(site)
    dry = imported(site, INPUTS / name, dry_run=True)
    assert content(site) == before and not dry.written
    assert dry.blogs == imported(site, INPUTS / name).blogs


def test_edits_renames_and_deletions_are_kept(tmp_path: Path) -> None:
    """An edited entry, one that was renamed, a deleted one, a deleted comment, a blog's folder with a new name."""
    site = new_site(tmp_path)
    imported(site, LIVEBLOGS)
    site.edit("content/river-town/entries/gauge.md", "A second line.", "An editor's line.")
    site.rename("content/flood/entries/the-bridge-is-shut.md", "content/flood/entries/bridge.md")
    site.delete("content/flood/entries/20260112-0830.md")
    thread = "private/river-town/threads/gauge-comments.md"
    text = site.read(thread)
    site.file(thread, text[: text.index("## 2026-01-12T12:40")])
    site.delete("private/flood")
    site.rename("content/night", "content/election-night")
    before = content(site)
    report = imported(site, LIVEBLOGS)
    assert report.is_empty() and content(site) == before


def test_what_is_new_comes_beside_what_was_there(tmp_path: Path) -> None:
    """A later export with one more entry, one more comment and an edited old entry: only what is new is added."""
    site = new_site(tmp_path)
    imported(site, LIVEBLOGS)
    before = content(site)
    later = LIVEBLOGS.read_text().replace("4.2 m", "9.9 m")
    extra = (
        "<wp:comment><wp:comment_id>34</wp:comment_id><wp:comment_date_gmt>2026-01-13 10:00:00</wp:comment_date_gmt>"
        "<wp:comment_content>Still shut?</wp:comment_content><wp:comment_approved>1</wp:comment_approved>"
        "<wp:comment_parent>31</wp:comment_parent></wp:comment>"
    )
    later = later.replace("<wp:comment><wp:comment_id>33", extra + "<wp:comment><wp:comment_id>33")
    item = (
        "<item><title>The gauge at one</title><wp:post_id>20</wp:post_id><wp:post_type>post</wp:post_type>"
        "<wp:status>publish</wp:status><wp:post_date_gmt>2026-01-12 18:00:00</wp:post_date_gmt></item></channel>"
    )
    report = imported(site, given(site, "later.xml", later.replace("</channel>", item)))
    after = content(site)
    assert set(after) - set(before) == {
        "content/river-town/entries/the-gauge-at-one.md",
        "private/river-town/threads/gauge-comments-2.md",
    }
    changed = {path for path in before if after[path] != before[path]}
    assert changed == {"content/river-town/.imported"}
    assert after["content/river-town/.imported"].startswith(before["content/river-town/.imported"])
    thread = thread_of(site, "private/river-town/threads/gauge-comments-2.md")
    assert [comment.note for comment in thread.comments.values()] == ["It answers a comment that is not held."]
    assert [line.added for line in report.blogs[0].threads] == [1]


def test_an_id_is_never_given_twice(tmp_path: Path) -> None:
    """Not even when the entry that had it was deleted."""
    site = new_site(tmp_path)
    page = "{}\nMay 4, 2026 at 9:00 am\n\nWords of {}.\n"
    imported(site, given(site, "a.txt", page.format("Same title", "one")), blog="b")
    site.delete("content/b/entries/same-title.md")
    imported(site, given(site, "b.txt", page.format("Same title", "two").replace("May 4", "May 5")), blog="b")
    assert list(entries_of(site, "b")) == ["same-title-2"]


def test_a_line_taken_out_of_the_ledger_lets_its_thing_come_again(tmp_path: Path) -> None:
    site = new_site(tmp_path)
    imported(site, INPUTS / "rss.xml")
    entry = "content/harbour-news/entries/again.md"
    text = site.read(entry)
    site.delete(entry)
    ledger = site.read("content/harbour-news/.imported")
    rows = [row for row in ledger.splitlines(keepends=True) if not row.rstrip().endswith(" again")]
    site.file("content/harbour-news/.imported", "".join(rows))
    imported(site, INPUTS / "rss.xml")
    assert site.read(entry) == text


def test_sources_are_added_below_what_an_editor_wrote(tmp_path: Path) -> None:
    """Comments and order of sources.yaml stay; a document that stands there already is not added."""
    site = new_site(tmp_path)
    own = "# ours\nours:\n    title: Ours\n    url: https://harbour.example/ferry-fog.html  # known\n"
    site.file("content/b/blog.yaml", "title: B\nmode: retrospective\n").file("content/b/sources.yaml", own)
    imported(site, INPUTS / "rss.xml", blog="b")
    text = site.read("content/b/sources.yaml")
    assert text.startswith(own)
    assert text.count("ferry-fog.html") == 1
    assert entries_of(site, "b")["ferry-fog"].sources[0].id == "ours"


def test_the_next_page_of_a_thread(tmp_path: Path) -> None:
    """The same page with its other comments, one of them on both: only those that are new come, in a file of their
    own, and no second entry."""
    site = new_site(tmp_path)
    first = imported(site, INPUTS / "numbered.txt", blog="river")
    head, _, comments = (INPUTS / "numbered.txt").read_text().partition("  1. First Invention\n")
    last = comments[comments.index("  4. fourth") :].replace("  4.", "  28.", 1).replace("1 2", "")
    more = "  29. Fifth\n\n    Earlier words.\n\n    March 4, 2026 at 11:00 pm |\n"
    second = imported(site, given(site, "page-2.txt", head + last + more), blog="river")
    assert (second.blogs[0].known_entries, second.blogs[0].known_comments) == (1, 1)
    (line,) = second.blogs[0].threads
    assert line.added == 1 and line.path != first.blogs[0].threads[0].path
    (comment,) = thread_of(site, line.path).comments.values()
    assert comment.body.text == "Earlier words."
