"""State that is lost, damaged or somebody else's costs time, and nothing but time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from dateline.build import common as common_of_build
from dateline.build import conductor
from dateline.load.files import sort_files
from dateline.load.scan import Known, scan
from dateline.load.site import read_common
from dateline.load.theme import read_theme
from dateline.plan.summary import ShelfKey
from dateline.problems import Span
from dateline.state.codec import decode, encode
from dateline.state.records import StampedCommon, StampedTheme
from dateline.state.store import Store
from tests.build.editing import RICH
from tests.commit.outputs import run_killed
from tests.site_kit import DEMONSTRATION, Site

LOG = "content/live/2009-06-16.md"
DUE = 1_298_000_000
BEFORE_IT_IS_DUE = 1_250_000_000
"""Between the two the entry `scheduled` of the live blog falls due."""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The rich site, built twice, so that blocks have been taken from the state."""
    return Site(tmp_path / "site", like=RICH).build().build().changed()


def files_of(site: Site) -> list[Path]:
    return sorted(path for path in (site.root / ".dateline").rglob("*") if path.is_file())


def deleted(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def cut_to_its_check_sum(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:64])


def flipped_at_its_end(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


def flipped_in_its_check_sum(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(bytes([data[0] ^ 1]) + data[1:])


def made_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


HARM = [deleted, emptied, truncated, cut_to_its_check_sum, flipped_at_its_end, flipped_in_its_check_sum, made_a_folder]


@pytest.mark.parametrize("harm", HARM, ids=lambda harm: harm.__name__)
def test_state_of_which_every_file_was(harm: Callable[[Path], None], site: Site) -> None:
    for path in files_of(site):
        harm(path)
    site.build().changed()
    for path in [path for path in files_of(site) if path.is_file()]:
        harm(path)
    site.edit(LOG, "It began", "It ended").build().same_as_clean()


def test_each_file_of_the_state_may_be_lost_alone(site: Site) -> None:
    for number, name in enumerate([path.relative_to(site.root) for path in files_of(site)]):
        (site.root / name).unlink()
        # Another blog changes, so that this one's block and entries are wanted from the state.
        site.file("content/small/2010-02-03.md", f"## 12:00\nText {number}.\n").build().same_as_clean()


def test_state_that_was_deleted_whole(site: Site) -> None:
    site.delete(".dateline").build().changed()
    site.delete(".dateline").edit(LOG, "It began", "It ended").build().same_as_clean()


def everything_but_pictures_is_made(site: Site) -> None:
    """What a picture is encoded to depends on its bytes, on Pillow and on the code that calls it, and takes long."""
    pictures = {path for path in site.output() if path.endswith(".png")}
    assert pictures
    assert len(site.made) == site.result.total - len(pictures)
    assert not pictures & set(site.made)


def test_state_of_another_version_of_the_engine(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conductor, "fingerprint", lambda: b"another version.")
    site.build().changed()
    everything_but_pictures_is_made(site)
    assert site.build().made == {}


def test_state_copied_from_another_machine(site: Site) -> None:
    elsewhere = site.root.with_name("copied")
    shutil.copytree(site.root, elsewhere, copy_function=shutil.copyfile)
    shutil.rmtree(site.root)
    elsewhere.rename(site.root)
    assert site.build().changed().made == {}
    site.edit(LOG, "It began", "It ended").build().same_as_clean()


def test_state_of_another_content_under_the_same_path(site: Site) -> None:
    state = {path.relative_to(site.root): path.read_bytes() for path in files_of(site)}
    site.edit(LOG, "It began", "It ended").delete("content/small").build()
    for path, data in state.items():
        site.file(str(path), data)
    site.build().changed().same_as_clean()


def test_a_protected_text_makes_everything_again_and_scans_it(site: Site) -> None:
    site.protecting("stands nowhere at all").build().changed()
    everything_but_pictures_is_made(site)


def test_a_preview_and_the_site_do_not_take_turns_at_forgetting(site: Site) -> None:
    preview = Site(site.root.with_name("unused"))
    preview.root = site.root
    preview.options = structs.replace(site.options, output=site.root / "preview", preview=True)
    preview.build()
    assert site.build().made == {}
    assert preview.build().made == {}


# --- what all blogs share ------------------------------------------------------------------------------------


@pytest.mark.parametrize("root", [RICH, DEMONSTRATION], ids=["rich", "demonstration"])
def test_what_all_blogs_share_comes_back_as_it_was_read(root: Path) -> None:
    common, problems = read_common(sort_files(scan(root, ("content",), {}, 0), "content"))
    assert common.people
    assert not problems
    back = decode(encode(StampedCommon(stamp=b"of these files", common=common)), StampedCommon)
    assert back is not None
    assert back.common == common


def test_a_theme_comes_back_as_it_was_read() -> None:
    theme, problems = read_theme(RICH, "default", Span("content/site.yaml"))
    assert not problems
    back = decode(encode(StampedTheme(stamp=b"of these files", theme=theme)), StampedTheme)
    assert back is not None
    assert back.theme == theme


def test_what_all_blogs_share_is_read_again_only_when_one_of_its_files_changed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def watched(name: str) -> Callable[..., Any]:
        real = getattr(common_of_build, name)

        def call(*given: Any) -> Any:
            read.append(name)
            return real(*given)

        return call

    for name in ("read_common", "read_theme", "read_blog_settings"):
        monkeypatch.setattr(common_of_build, name, watched(name))
    site.edit(LOG, "It began", "It ended").build()
    assert not read
    for path in ("content/people.yaml", "content/sources.yaml", "content/site.yaml", "content/pages/new.md"):
        read.clear()
        if path.endswith(".md"):
            site.file(path, "---\ntitle: New\n---\n\nA page.\n").build()
        else:
            site.append(path, "# A remark.\n").build()
        assert read == ["read_common"], path
    read.clear()
    site.append("content/live/blog.yaml", "# A remark.\n").build()
    assert read == ["read_blog_settings"]
    read.clear()
    site.file("themes/default/assets/more.css", "p { margin: 0 }\n").build()
    assert read == ["read_theme"]
    site.same_as_clean()


def test_a_fault_in_what_all_blogs_share_is_told_by_every_process(site: Site) -> None:
    site.append("content/people.yaml", "nobody: {}\n").fails("DL205")
    told = site.result.problems
    assert site.fails("DL205").result.problems == told


# --- writes of the state that fail ---------------------------------------------------------------------------


WRITE = Store._write


def announcing(step: Callable[[str], object]) -> Callable[[Store, str, bytes], None]:
    """A `Store._write` that names each file of the state before it writes it."""

    def write(self: Store, name: str, value: bytes) -> None:
        step(name)
        WRITE(self, name, value)

    return write


def failing(lost: str) -> Callable[[Store, str, bytes], None]:
    """A `Store._write` for which there is no space for one of the files."""

    def write(self: Store, name: str, value: bytes) -> None:
        if name != lost:
            WRITE(self, name, value)

    return write


def writes_of(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of the state that a build writes, in their order; the build is done."""
    names: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(Store, "_write", announcing(names.append))
        site.build()
    return names


def test_any_one_file_that_could_not_be_written_for_want_of_space(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    names = writes_of(site.edit(LOG, "It began", "It ended"), monkeypatch)
    of_a_blog = {f"{folder}/live" for folder in ("blocks", "rows", "feeds", "contents", "memo")}
    assert {"files", "site", "memo-site"} | of_a_blog <= set(names)
    for number, name in enumerate(names):
        with monkeypatch.context() as patch:
            patch.setattr(Store, "_write", failing(name))
            site.file(LOG, f"## 09:00 A first {{#first}}\ntags: [twitter]\n\nNumber {number}.\n\n"
                           "## 10:00 Asked {#asked}\ntags: [twitter]\n\nText.\n").build()  # fmt: skip
        site.file("content/small/2010-02-03.md", f"## 12:00\ntags: [twitter]\n\nNumber {number}.\n")
        site.build().same_as_clean()


@pytest.mark.parametrize("lost", ["blocks/live", "feeds/live", "rows/live", "contents/live", "memo/live"])
@pytest.mark.parametrize("instants", [(BEFORE_IT_IS_DUE, DUE), (DUE, BEFORE_IT_IS_DUE)])
def test_what_was_left_at_another_instant_is_not_taken_for_this_one(
    instants: tuple[int, int], lost: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = instants
    site.at(first).build()
    with monkeypatch.context() as patch:
        patch.setattr(Store, "_write", failing(lost))
        site.at(second).build()
    for number, instant in enumerate((second, first)):
        # Another blog changes, so that pages of the site want this one's rows from the state.
        site.file("content/small/2009-06-17.md", f"## 12:00\ntags: [later, night]\n\nNumber {number}.\n")
        site.at(instant).build().same_as_clean()


def test_a_build_killed_before_any_write_of_its_state(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(step: Callable[[str], None]) -> object:
        # Only ever run in a child process, so nothing needs to be put back.
        Store._write = announcing(step)  # type: ignore[method-assign,assignment]
        return conductor.build(site.options)

    for at in range(len(writes_of(site.edit(LOG, "It began", "It ended"), monkeypatch))):
        site.edit(LOG, "It ended" if at == 0 else f"Number {at - 1}", f"Number {at}")
        run_killed(run, at)
        site.file("content/small/2010-02-03.md", f"## 12:00\nNumber {at}.\n").build().same_as_clean()


# --- edits that a clock could hide ---------------------------------------------------------------------------


def test_an_edit_of_the_same_size_with_the_old_time_put_back_is_seen(site: Site) -> None:
    before = (site.root / LOG).stat()
    data = (site.root / LOG).read_bytes()
    with (site.root / LOG).open("r+b") as file:  # in place: the same inode
        file.write(data.replace(b"It began", b"It ended"))
    os.utime(site.root / LOG, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = (site.root / LOG).stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (before.st_size, before.st_mtime_ns, before.st_ino)
    site.build().has("live/first.html", "It ended").same_as_clean()


SECOND = 1_000_000_000


@pytest.mark.parametrize(
    ("read_after", "trusted"),
    [(0, False), (SECOND, False), (2 * SECOND - 1, False), (2 * SECOND, True), (3600 * SECOND, True)],
)
def test_a_file_read_within_two_seconds_of_its_change_is_read_again(
    tmp_path: Path, read_after: int, trusted: bool
) -> None:
    (tmp_path / "content").mkdir()
    file = tmp_path / "content/a.md"
    file.write_bytes(b"new")
    status = file.stat()
    stamp = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    # What an earlier scan would know, had the bytes changed since within one tick of the clock.
    known = Known(stamp, "hash of the old bytes", max(status.st_mtime_ns, status.st_ctime_ns) + read_after)
    found = scan(tmp_path, ("content",), {"content/a.md": known}, status.st_mtime_ns + read_after)
    assert (found.files["content/a.md"].sha == "hash of the old bytes") == trusted


@pytest.mark.parametrize("part", range(4), ids=["size", "time of change", "time of its inode's change", "inode"])
def test_any_part_of_the_stamp_that_differs_has_the_file_read_again(tmp_path: Path, part: int) -> None:
    (tmp_path / "content").mkdir()
    file = tmp_path / "content/a.md"
    file.write_bytes(b"new")
    status = file.stat()
    stamp = [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
    stamp[part] -= 1
    known = Known((stamp[0], stamp[1], stamp[2], stamp[3]), "hash of the old bytes", status.st_mtime_ns + 9 * SECOND)
    found = scan(tmp_path, ("content",), {"content/a.md": known}, status.st_mtime_ns)
    assert found.files["content/a.md"].sha != "hash of the old bytes"


# --- the store itself ----------------------------------------------------------------------------------------


def test_a_store_gives_back_what_it_was_given(tmp_path: Path) -> None:
    store = Store(tmp_path / "a", b"engine")
    files = {"a": Known((1, 2, 3, 4), "sha", 5)}
    store.save_record("files", files)
    assert store.load_record("files", dict[str, Known]) == files
    assert Store(tmp_path / "a", b"another").load_record("files", dict[str, Known]) is None
    assert Store(tmp_path / "b", b"engine").load_record("files", dict[str, Known]) is None
    assert store.load_record("files", dict[str, int]) is None, "what is read as another type is as good as not there"


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        (0, int), (-1, int), (True, bool), ("é\x02", str), (b"\xff", bytes), ((), tuple[int, ...]),
        ((("a", "b", "c"), None), tuple[tuple[str, ...], int | None]),
        ({("tag", "iran", ""): b"1"}, Mapping[ShelfKey, bytes]),
    ],
)  # fmt: skip
def test_a_record_is_given_back_as_it_was(tmp_path: Path, value: object, type_: Any) -> None:
    store = Store(tmp_path, b"engine")
    store.save_record("name", value)
    found = store.load_record("name", type_)
    assert (found, type(found)) == (value, type(value))


def test_records_that_nobody_wants_any_more_are_forgotten(tmp_path: Path) -> None:
    store = Store(tmp_path, b"engine")
    store.save_record("blocks/a", 1)
    store.save_record("blocks/b", 2)
    store.forget("blocks", {"b"})
    assert (store.load_record("blocks/a", int), store.load_record("blocks/b", int)) == (None, 2)


def test_the_state_of_a_removed_blog_is_forgotten(site: Site) -> None:
    assert [path.name for path in files_of(site)].count("small") == 5
    site.delete("content/small").build()
    assert [path.name for path in files_of(site)].count("small") == 0


# --- files that are written over as they lie -------------------------------------------------------------------

OLD, NEW = list(range(1_000)), list(range(5_000, 5_700))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of a record."""
    Store(tmp_path, b"engine").save_record("folder/name", OLD)
    return tmp_path / "folder/name"


def found_in(file: Path) -> list[int] | None:
    return Store(file.parent.parent, b"engine").load_record("folder/name", list[int])


@pytest.mark.parametrize("first", [OLD, NEW], ids=["by more", "by less"])
def test_a_record_written_over_by_halves_is_as_good_as_not_there(file: Path, first: list[int]) -> None:
    store = Store(file.parent.parent, b"engine")
    store.save_record("folder/name", first)
    before = file.read_bytes()
    store.save_record("folder/name", OLD if first is NEW else NEW)
    after = file.read_bytes()
    for written in range(20, len(after), 37):
        # The system may have written any part of it when it ended.
        file.write_bytes(after[:written] + before[written:])
        assert found_in(file) is None
        file.write_bytes(before[:written] + after[written:])
        assert found_in(file) is None


def test_a_shorter_record_leaves_nothing_of_a_longer_one(file: Path) -> None:
    inode = file.stat().st_ino
    Store(file.parent.parent, b"engine").save_record("folder/name", ["a name"])
    assert file.read_bytes().endswith(encode(["a name"]))
    assert file.stat().st_size < 100
    assert file.stat().st_ino == inode


def test_no_two_writings_are_taken_for_each_other(file: Path) -> None:
    store = Store(file.parent.parent, b"engine")
    seen = set()
    for _ in range(50):
        store.save_record("folder/name", OLD)
        seen.add((store.sum_of("folder/name"), file.stat().st_mtime_ns))
    assert len({name for name, _ in seen}) == len({time for _, time in seen}) == 50


def test_a_link_is_not_followed_when_it_is_written_over(file: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("Precious.")
    file.unlink()
    file.symlink_to(precious)
    Store(tmp_path, b"engine").save_record("folder/name", NEW)
    assert precious.read_text() == "Precious."
    assert found_in(file) == NEW
    assert not file.is_symlink()


def test_a_disk_that_is_full_is_no_fault(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("wb", buffering=0) as full:
        monkeypatch.setattr("dateline.state.store._opened", lambda path: os.fdopen(os.dup(full.fileno()), "wb"))
        Store(file.parent.parent, b"engine").save_record("folder/name", NEW)
        Store(file.parent.parent, b"engine").save_record("folder/name", "x" * 100_000)
    assert found_in(file) == OLD
