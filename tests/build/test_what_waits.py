"""What a preview's rounds leave unwritten until it rests, and that an edit after an edit touches what it changed."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from pkgutil import resolve_name
from typing import NoReturn

import pytest
from msgspec import structs

from dateline.build import block, blog_records
from dateline.checks import blog as checks
from dateline.kept import Kept
from dateline.model.blog import Blog
from dateline.plan import entries, lines
from dateline.state.store import Store, settle
from tests.build.ways import PREVIEWED, building
from tests.site_kit import Site, tree

MONDAY, TUESDAY = "content/quake/2009-06-15.md", "content/quake/2009-06-16.md"


def log(day: str) -> str:
    """A day of twelve entries."""
    sections = [f"## {hour:02}:00 At {hour} {{#{day}-{hour}}}\ntags: [{day}]\n\nIt shook." for hour in range(8, 20)]
    return "\n\n".join(sections)


def two_days(folder: Path) -> Site:
    """A blog of two days, and another one."""
    return (
        Site(folder)
        .bare()
        .file("content/quake/blog.yaml", "title: Quake\n")
        .file(MONDAY, log("monday"))
        .file(TUESDAY, log("tuesday"))
        .file("content/flood/blog.yaml", "title: Flood\n")
        .file("content/flood/2008-01-01.md", "## 10:00 Water {#water}\n\nMuch of it.\n")
    )


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Two blogs in a preview, one of which was edited since it began."""
    return two_days(tmp_path).keeping().build().edit(TUESDAY, "At 19", "The last hour").build()


def state(site: Site) -> dict[str, bytes]:
    return tree(site.root / ".dateline")


def restarted(site: Site) -> Site:
    """The same site, built by a new process."""
    site.kept = None
    return site


def test_a_save_writes_nothing_for_later_processes(site: Site) -> None:
    before = state(site)
    site.edit(TUESDAY, "At 18", "The last hour but one").build().edit(TUESDAY, "At 17", "Before that").build()
    assert state(site) == before
    site.same_as_clean()


def test_what_was_left_is_written_when_there_is_time(site: Site) -> None:
    assert site.kept is not None
    site.edit(TUESDAY, "At 18", "The last hour but one").build()
    settle(site.kept)
    settled = state(site)
    settle(site.kept)
    assert state(site) == settled
    restarted(site).build().changed()
    assert site.made == {}
    assert state(site) == settled, "there was nothing to do"


def test_the_state_that_waited_is_what_a_build_by_itself_leaves(site: Site, tmp_path: Path) -> None:
    assert site.kept is not None
    site.edit(MONDAY, "At 18", "The last hour but one").build()
    settle(site.kept)
    other = Store(next(path for path in (site.root / ".dateline").iterdir() if (path / "blocks").is_dir()), b"")
    assert other.load_record("blocks/quake", dict[str, str]) is None, "of another engine"
    restarted(site).edit(MONDAY, "At 17", "Before that").build().same_as_clean()
    assert {path for path, why in site.made.items() if "nothing is known" in why} == set()


@pytest.mark.parametrize("killed", [True, False])
def test_a_text_put_back_after_the_end_of_a_preview(site: Site, killed: bool) -> None:
    """The state of before says what the text was when it was last written; the output is newer."""
    assert site.kept is not None
    site.edit(MONDAY, "At 18", "Somewhat later").append(TUESDAY, "## 20:00 New {#new}\n\nIt shook again.").build()
    if not killed:
        settle(site.kept)
    restarted(site).edit(MONDAY, "Somewhat later", "At 18").file(TUESDAY, log("tuesday")).build().same_as_clean()
    site.build().changed()
    assert site.made == {}


def test_a_blog_deleted_while_it_waits_is_not_written(site: Site) -> None:
    assert site.kept is not None
    site.edit(TUESDAY, "At 18", "The last hour but one").build().delete("content/quake").build()
    settle(site.kept)
    assert [path for path in state(site) if path.endswith("/quake")] == []
    restarted(site).build().same_as_clean()


def test_a_build_that_fails_between_two_saves_loses_nothing(site: Site) -> None:
    assert site.kept is not None
    text = site.read(TUESDAY)
    site.edit(TUESDAY, "At 18", "The last hour but one").build()
    site.edit(TUESDAY, "## 08:00", "## 8 o'clock").try_build()
    assert not site.result.ok
    settle(site.kept)
    restarted(site).file(TUESDAY, text).build().same_as_clean()


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done for entries, one by one or for those of a file."""
    found: list[str] = []

    def count(module: object, name: str, what: Callable[..., str]) -> None:
        made: Callable[..., object] = getattr(module, name)

        def counted(*given: object) -> object:
            found.append(what(*given))
            return made(*given)

        monkeypatch.setattr(module, name, counted)

    def of_file(blog: Blog, *_: object) -> str:
        return f"checks of {blog.entries[0].path}"

    count(checks, "_of_entries", of_file)
    count(block, "_fragment", lambda entry, *_: f"fragment {entry.id}")
    count(entries, "_entry_view", lambda entry, *_: f"view {entry.id}")
    count(lines, "_line", lambda entry, *_: f"line {entry.id}")
    count(blog_records, "_rows", lambda *_: "rows packed")
    count(blog_records, "_contents", lambda *_: "contents packed")
    return found


def test_an_edit_after_an_edit_touches_one_entry_and_one_file(site: Site, done: list[str]) -> None:
    site.edit(TUESDAY, "At 18", "The last hour but one").build()
    one = ["fragment tuesday-18", f"checks of {TUESDAY}", "view tuesday-18", "line tuesday-18"]
    assert sorted(done) == sorted(one)
    site.same_as_clean()


def test_nor_does_it_cost_more_that_other_files_were_edited_for_long(site: Site, done: list[str]) -> None:
    for number in range(5):
        site.file(MONDAY, log("monday").replace("It shook.", f"It shook {number} times.", 1)).build()
    done.clear()
    site.edit(TUESDAY, "At 18", "The last hour but one").build()
    one = ["fragment tuesday-18", f"checks of {TUESDAY}", "view tuesday-18", "line tuesday-18"]
    assert sorted(done) == sorted(one)
    site.same_as_clean()


def test_what_the_site_shows_of_a_blog_is_not_made_from_its_files_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither of the one that was edited, whose hashes are known last of all, nor of the others."""
    site = building(two_days(tmp_path).build(), PREVIEWED, monkeypatch).build()
    monkeypatch.setattr("dateline.build.site.make_block", lambda *given, **named: pytest.fail("the blog is made again"))
    for hour in (20, 21, 22):
        site.append(TUESDAY, f"## {hour}:00 New {{#new-{hour}}}\ntags: [monday, tuesday]\n\nIt shook.").build()
        assert "tags/tuesday.html" in site.made
    assert site.result.touched == ("quake/2009-06-16.html#new-22",)
    site.same_as_clean()


def test_what_only_the_pages_of_the_site_ask_of_a_blog_is_found_out_when_its_own_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = building(two_days(tmp_path).build(), PREVIEWED, monkeypatch).build()
    order: list[str] = []
    told = (("dateline.build.block.summarise", "summary"), ("dateline.build.share.make_groups", "pages"))

    def noting(name: str, what: str) -> None:
        made = resolve_name(name)

        def noted(*given: object) -> object:
            order.append(what)
            return made(*given)

        monkeypatch.setattr(name, noted)

    for name, what in told:
        noting(name, what)
    site.edit(TUESDAY, "At 18", "The last hour but one").build().same_as_clean()
    assert order[:2] == ["pages", "summary"]


def test_of_a_round_whose_files_were_refused_nothing_is_said_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = building(two_days(tmp_path).build(), PREVIEWED, monkeypatch).build()
    saved: list[str] = []

    def refuse(_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("dateline.commit.hand._Waiting.answer", refuse)
        broken.setattr("dateline.build.share.save_share", lambda *_: saved.append("share"))
        with pytest.raises(OSError, match="No space left"):
            site.edit(TUESDAY, "At 18", "The last hour but one").try_build()
    assert saved == []
    site.build().has("quake/tuesday-18.html", "The last hour but one").same_as_clean()


def test_who_refers_to_an_entry_is_checked_again_when_it_goes(site: Site) -> None:
    site.append(MONDAY, "## 20:00 More {#more}\nupdates: tuesday-8\n\nIt shook.").build()
    site.edit(TUESDAY, "{#tuesday-8}", "{#tuesday-eight}").fails("DL406")
    site.edit(TUESDAY, "{#tuesday-eight}", "{#tuesday-8}").build().same_as_clean()


def test_who_refers_to_an_entry_is_not_checked_again_for_one_that_comes(site: Site, done: list[str]) -> None:
    site.append(MONDAY, "## 20:00 More {#more}\nupdates: [tuesday-8, quake/tuesday-9]\n\nIt shook.").build()
    done.clear()
    site.append(TUESDAY, "## 20:00 New {#new}\n\nIt shook.").build().same_as_clean()
    assert f"checks of {MONDAY}" not in done[: done.index("line new")]


def test_a_label_that_changes_is_told_by_who_refers_to_the_entry(site: Site) -> None:
    site.append(MONDAY, "## 20:00 More {#more}\nupdates: tuesday-8\n\nIt shook.").build()
    site.edit(TUESDAY, "At 8", "The first hour").build().has("quake/more.html", "The first hour").same_as_clean()


def test_a_memory_of_other_drafts_is_none(site: Site) -> None:
    site.options = structs.replace(site.options, preview=True)
    site.append(MONDAY, "## 20:00 Draft {#draft}\nstatus: draft\n\nIt shook.").build()
    site.edit(MONDAY, "status: draft\n", "place: Tehran\n").build().same_as_clean()
    site.edit(MONDAY, "place: Tehran\n", "status: draft\n").build().same_as_clean()


def test_records_are_made_when_they_are_asked_for_and_once(tmp_path: Path) -> None:
    kept, made = Kept(), []

    def make() -> int:
        made.append(1)
        return 5

    store = Store(tmp_path, b"engine", kept)
    store.defer()
    store.save_made("blocks/a", make)
    store.save_made("blocks/b", lambda: 6)
    assert not made
    assert Store(tmp_path, b"another", kept).load_record("blocks/a", int) is None
    assert not made
    later = Store(tmp_path, b"engine", kept.turn())
    assert (later.load_record("blocks/a", int), later.load_record("blocks/a", int)) == (5, 5)
    assert made == [1]
    later.forget("blocks", {"a"})
    assert not any(path.is_file() for path in tmp_path.rglob("*"))
    settle(kept)
    assert made == [1]
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a"]
    assert Store(tmp_path, b"engine").load_record("blocks/a", int) == 5


def test_what_is_saved_at_once_takes_the_place_of_what_waits(tmp_path: Path) -> None:
    kept = Kept()
    store = Store(tmp_path, b"engine", kept)
    store.defer()
    store.save_record("site", 1)
    Store(tmp_path, b"engine", kept).save_record("site", 2)
    settle(kept)
    assert Store(tmp_path, b"engine").load_record("site", int) == 2


def test_a_build_by_itself_leaves_nothing_waiting(tmp_path: Path) -> None:
    store = Store(tmp_path, b"engine")
    store.defer()
    store.save_made("site", lambda: 1)
    assert Store(tmp_path, b"engine").load_record("site", int) is None
    store.flush()
    assert Store(tmp_path, b"engine").load_record("site", int) == 1
