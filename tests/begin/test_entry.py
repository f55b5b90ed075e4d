"""A new entry is appended, reads back as it was meant, and changes no byte that was there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.begin import Begun, Declined, Wish, append_entry, begin_blog
from dateline.build import Options, Result, build
from tests.begin.sites import BLOG, edit, snapshot, starter_site

NOON = int(datetime(2026, 3, 5, 12, 0, 42, tzinfo=UTC).timestamp())
LOG = f"{BLOG}/2026-03-05.md"


def _begin(root: Path, *, now: int = NOON, **wish: Any) -> Begun:
    begun = append_entry(root, Wish(**wish), now)
    assert isinstance(begun, Begun), begun
    return begun


def _decline(root: Path, *, now: int = NOON, **wish: Any) -> Declined:
    before = snapshot(root)
    declined = append_entry(root, Wish(**wish), now)
    assert isinstance(declined, Declined), declined
    assert snapshot(root) == before, "nothing was written"
    return declined


def _built(root: Path, *, preview: bool = False) -> Result:
    return build(Options(root=root, output=root / "output", as_of=1_900_000_000, preview=preview))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A new site."""
    return starter_site(tmp_path / "site")


def test_the_first_entry_of_a_day_makes_the_log(site: Path) -> None:
    begun = _begin(site, title="The bridge is open")
    assert (begun.path, begun.line, begun.id, begun.made) == (LOG, 1, "the-bridge-is-open", True)
    assert (site / LOG).read_bytes() == b"## 12:00 The bridge is open {#the-bridge-is-open}\n"


def test_the_next_ones_are_appended_after_a_blank_line(site: Path) -> None:
    _begin(site, title="One")
    begun = _begin(site, title="Two", by="desk")
    assert (begun.line, begun.made) == (3, False)
    assert (site / LOG).read_bytes() == b"## 12:00 One {#one}\n\n## 12:00 Two {#two}\nby: desk\n"


def test_what_was_begun_builds(site: Path) -> None:
    _begin(site, title="One")
    _begin(site, title="Two", by="desk", id="second")
    _begin(site)
    result = _built(site)
    assert result.problems == ()
    assert result.entries == 5
    assert (site / "output/river-watch/second.html").is_file()


def test_without_a_title_an_entry_is_a_draft_so_that_nothing_empty_is_published(site: Path) -> None:
    begun = _begin(site)
    assert begun.is_draft
    assert (site / LOG).read_bytes() == b"## 12:00 {#20260305-1200 .draft}\n"
    assert _built(site).entries == 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"## 12:00 T {#t}\n"),
        (b"by: desk\n", b"by: desk\n\n## 12:00 T {#t}\n"),
        (b"## 09:00 A {#a}\ntext", b"## 09:00 A {#a}\ntext\n\n## 12:00 T {#t}\n"),
        (b"## 09:00 A {#a}\ntext\n", b"## 09:00 A {#a}\ntext\n\n## 12:00 T {#t}\n"),
        (b"## 09:00 A {#a}\ntext\n\n", b"## 09:00 A {#a}\ntext\n\n## 12:00 T {#t}\n"),
        (b"## 09:00 A {#a}\r\ntext\r\n", b"## 09:00 A {#a}\r\ntext\r\n\r\n## 12:00 T {#t}\r\n"),
        (b"## 09:00 A {#a}\r\ntext", b"## 09:00 A {#a}\r\ntext\r\n\r\n## 12:00 T {#t}\r\n"),
        (b"\xef\xbb\xbf## 09:00 A {#a}\n", b"\xef\xbb\xbf## 09:00 A {#a}\n\n## 12:00 T {#t}\n"),
        (b"## 09:00 A {#a}\n```\nx\n```\n", b"## 09:00 A {#a}\n```\nx\n```\n\n## 12:00 T {#t}\n"),
    ],
)
def test_the_files_own_bytes_and_line_ends_stay(site: Path, before: bytes, after: bytes) -> None:
    (site / LOG).write_bytes(before)
    begun = _begin(site, title="T")
    assert (site / LOG).read_bytes() == after
    assert after.decode("utf-8-sig").splitlines()[begun.line - 1] == "## 12:00 T {#t}"


@pytest.mark.parametrize("opened", ["```\ncode", "~~~~\n```\n", "<!-- later"])
def test_a_log_that_would_swallow_the_entry_is_left_alone(site: Path, opened: str) -> None:
    (site / LOG).write_text(f"## 09:00 A {{#a}}\n{opened}\n")
    assert "left open" in _decline(site, title="T").message


def test_a_log_that_cannot_be_read_is_left_alone_and_the_place_told(site: Path) -> None:
    (site / LOG).write_bytes(b"## 09:00 caf\xe9 {#a}\n")
    problem = _decline(site, title="T").problem
    assert problem is not None
    assert (problem.code, problem.span.path, problem.span.line) == ("DL101", LOG, 1)


def test_a_fault_elsewhere_in_the_log_does_not_hold_up_the_news(site: Path) -> None:
    (site / LOG).write_text("## 09:00 A {#a}\nnonsense: x\n\n## half past nine\n")
    _begin(site, title="T")


def test_the_day_and_the_clock_are_the_blogs(site: Path) -> None:
    edit(site / BLOG / "blog.yaml", "mode: live", "mode: live\nzone: Pacific/Auckland")
    begun = _begin(site, title="T")
    assert begun.path == f"{BLOG}/2026-03-06.md"
    assert (site / begun.path).read_text() == "## 01:00 T {#t}\n"


@pytest.mark.parametrize(("hour", "offset"), [(5, "-04:00"), (6, "-05:00")])
def test_an_hour_that_comes_twice_is_written_with_its_offset(site: Path, hour: int, offset: str) -> None:
    edit(site / BLOG / "blog.yaml", "mode: live", "mode: live\nzone: America/New_York")
    now = int(datetime(2026, 11, 1, hour, 30, tzinfo=UTC).timestamp())
    begun = _begin(site, now=now, title="T")
    assert (site / begun.path).read_text() == f'## 2026-11-01T01:30{offset} {{#t}}\ntitle: "T"\n'
    assert _built(site).problems == ()


def test_ids_are_never_used_again_not_even_those_of_drafts_and_aliases(site: Path) -> None:
    (site / BLOG / "entries").mkdir()
    (site / BLOG / "entries/snow.md").write_text(
        "---\ntime: 2026-01-12T10:00Z\nstatus: draft\naliases: [ice]\n---\nx\n"
    )
    assert _begin(site, title="Snow").id == "snow-2"
    assert _begin(site, title="Snow!").id == "snow-3"
    assert _begin(site, title="Ice").id == "ice-2"
    assert _begin(site).id == "20260305-1200"
    assert _begin(site).id == "20260305-1200-2"
    assert _built(site).problems == ()
    for taken in ("snow", "ice", "bridge-closed"):
        assert "taken" in _decline(site, title="T", id=taken).message


@pytest.mark.parametrize("wrong", ["Two Words", "../x", "index", "2026-01-12", "2026-01-12-part-2", "ü", "x" * 101])
def test_an_id_that_is_no_address_of_an_entry_is_declined(site: Path, wrong: str) -> None:
    _decline(site, title="T", id=wrong)


@pytest.mark.parametrize("title", ["Index", "2026-01-12", "سیل", "!!!"])
def test_a_title_that_gives_no_id_leaves_it_to_the_time(site: Path, title: str) -> None:
    assert _begin(site, title=title).id == "20260305-1200"
    assert _built(site).problems == ()


def test_a_long_title_gives_a_short_id_of_whole_words(site: Path) -> None:
    begun = _begin(
        site, title="Officials would not say whom they spoke to, or what was said, when they were asked again"
    )
    assert begun.id == "officials-would-not-say-whom-they-spoke-to-or-what-was-said"


def test_only_known_people_write(site: Path) -> None:
    declined = _decline(site, title="T", by="dsk")
    assert "desk" in declined.hint


@pytest.mark.parametrize("title", ["two\nlines", "bell\x07", "x" * 301, "split\u2028line"])
def test_a_title_that_is_not_one_printable_line_is_declined(site: Path, title: str) -> None:
    _decline(site, title=title)


def test_the_blog_may_be_left_out_only_where_one_is_meant(site: Path) -> None:
    begin_blog(site, "second", "")
    assert "river-watch, second" in _decline(site, title="T").hint
    assert _begin(site, title="T", blog="second").path == "content/second/2026-03-05.md"
    edit(site / BLOG / "blog.yaml", "status: live", "status: closed")
    assert _begin(site, title="U").path == "content/second/2026-03-05.md"
    assert "second" in _decline(site, title="T", blog="secnd").hint


def test_a_closed_blog_takes_an_entry_and_says_so(site: Path) -> None:
    edit(site / BLOG / "blog.yaml", "status: live", "status: closed")
    assert "closed" in " ".join(_begin(site, title="T", blog="river-watch").notes)


def test_in_a_retrospective_blog_an_entry_says_when_it_was_published(site: Path) -> None:
    begin_blog(site, "old", "")
    edit(site / "content/old/blog.yaml", "mode: live", "mode: retrospective")
    begun = _begin(site, title="T", blog="old")
    assert (site / begun.path).read_text() == "## 12:00 T {#t}\npublished: 2026-03-05T12:00+00:00\n"
    assert begun.notes
    assert _built(site).problems == ()


def test_logs_below_entries_stay_there(site: Path) -> None:
    begin_blog(site, "deep", "")
    folder = site / "content/deep/entries"
    folder.mkdir()
    (folder / "2026-03-04.md").write_text("## 09:00 A {#a}\n")
    assert _begin(site, title="T", blog="deep").path == "content/deep/entries/2026-03-05.md"


def test_a_link_out_of_the_site_is_not_written_through(site: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.md").write_text("mine\n")
    (site / LOG).symlink_to(tmp_path / "elsewhere.md")
    _decline(site, title="T")
    assert (tmp_path / "elsewhere.md").read_text() == "mine\n"


def test_a_site_without_a_blog_or_without_content_is_told_what_to_do(tmp_path: Path) -> None:
    assert "init" in _decline(tmp_path, title="T").hint
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yaml").write_text("title: x\nzone: UTC\nlanguage: en\ncontact: a@b.example\n")
    assert "new blog" in _decline(tmp_path, title="T").hint


AWKWARD = [
    "21:40 and all is well",
    "EST is no longer used",
    "pm at last",
    "+02:00",
    "Braces {#not-an-id .key}",
    "{.draft}",
    "Hashes at the end ##",
    "#",
    "key: value",
    "<!-- a comment -->",
    '"quotes" and \\backslashes\\',
    "  spaces   inside  ",
    "😀 سیل ñ",
]


@pytest.mark.parametrize("title", AWKWARD)
def test_awkward_titles_read_back_as_they_were_given(site: Path, title: str) -> None:
    _begin(site, title=title)
    result = _built(site)
    assert result.problems == ()
    assert result.entries == 4


PRINTABLE = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=40)


@settings(max_examples=80)
@given(title=PRINTABLE)
def test_any_printable_title_is_taken_and_proven(site: Path, title: str) -> None:
    (site / LOG).unlink(missing_ok=True)
    # `append_entry` parses what it is about to write, and declines what would read as anything else.
    begun = _begin(site, title=title, id="fixed")
    text = (site / LOG).read_text(encoding="utf-8")
    assert text.startswith("## ")
    assert text.endswith("\n") and not text.endswith("\n\n")
    assert begun.is_draft == (not title.strip())
