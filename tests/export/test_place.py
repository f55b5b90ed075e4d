"""A copy takes the place of nothing but an earlier copy of the same site, and is written whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from dateline.commit import OutputLock, lock_output
from dateline.export import BAGIT, FORMATS, HTML, WACZ
from tests.export.copies import AS_OF, a_text, declined, exported
from tests.site_kit import Site, assert_same, tree

NAMES = {HTML: "flood.html", BAGIT: "bag", WACZ: "flood.wacz", "zip": "bag.zip"}
EVERY = [*FORMATS, "zip"]


def form(kind: str) -> str:
    return BAGIT if kind == "zip" else kind


def kept(path: Path) -> dict[str, bytes]:
    return tree(path) if path.is_dir() else {"": path.read_bytes()}


@pytest.mark.parametrize("kind", EVERY)
def test_an_earlier_export_is_replaced(kind: str, tmp_path: Path) -> None:
    site, path = a_text(tmp_path), tmp_path / NAMES[kind]
    exported(site, form(kind), path, as_of=AS_OF)
    before = kept(path)
    site.edit("content/flood/2009-06-16.md", "It ended.", "It went on.")
    exported(site, form(kind), path, as_of=AS_OF)
    assert kept(path) != before
    exported(a_text(tmp_path / "other"), form(kind), tmp_path / "other" / NAMES[kind], as_of=AS_OF)
    site.edit("content/flood/2009-06-16.md", "It went on.", "It ended.")
    exported(site, form(kind), path, as_of=AS_OF)
    assert_same(kept(path), before)
    assert not list(tmp_path.glob(".*dateline-export*"))


def a_foreign_site(root: Path) -> Site:
    return a_text(root).edit("content/site.yaml", "archive.example,2026", "elsewhere.example,2026")


@pytest.mark.parametrize("kind", EVERY)
def test_the_export_of_another_site_is_left_unless_forced(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a" / NAMES[kind]
    exported(a_text(tmp_path / "a"), form(kind), path)
    before = kept(path)
    other = a_foreign_site(tmp_path / "b")
    told = declined(other, form(kind), path)
    assert str(path) in told.message and "--force" in told.hint
    assert kept(path) == before
    exported(other, form(kind), path, force=True)
    assert kept(path) != before


def note_in_page(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"It ended", b"It ended (did it?)"))


def line_below_page(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"<!-- mine -->\n")


def file_in_bag(path: Path) -> None:
    (path / "notes.txt").write_text("mine")


def file_in_payload(path: Path) -> None:
    (path / "data" / "notes.txt").write_text("mine")


def changed_in_bag(path: Path) -> None:
    (path / "data" / "about.html").write_text("mine")


def link_in_bag(path: Path) -> None:
    (path / "data" / "about.html").unlink()
    (path / "data" / "about.html").symlink_to(path.parent / "content" / "site.yaml")


def gone_from_bag(path: Path) -> None:
    (path / "data" / "about.html").unlink()


def spoilt_zip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        (HTML, note_in_page),
        (HTML, line_below_page),
        (BAGIT, file_in_bag),
        (BAGIT, file_in_payload),
        (BAGIT, changed_in_bag),
        (BAGIT, link_in_bag),
        (BAGIT, gone_from_bag),
        ("zip", spoilt_zip),
        (WACZ, spoilt_zip),
    ],
)
def test_what_somebody_changed_in_an_export_is_theirs(
    kind: str, change: Callable[[Path], None], tmp_path: Path
) -> None:
    site, path = a_text(tmp_path), tmp_path / NAMES[kind]
    exported(site, form(kind), path)
    change(path)
    before = kept(path)
    assert "was changed since" in declined(site, form(kind), path).message
    assert kept(path) == before


@pytest.mark.parametrize("kind", [HTML, "zip", WACZ])
@pytest.mark.parametrize("data", [b"", b"mine", b"PK\x05\x06" + bytes(18), b"<!-- dateline export x sha256:0 -->\n"])
def test_any_other_file_is_left_unless_forced(kind: str, data: bytes, tmp_path: Path) -> None:
    site, path = a_text(tmp_path), tmp_path / NAMES[kind]
    path.write_bytes(data)
    declined(site, form(kind), path)
    assert path.read_bytes() == data
    exported(site, form(kind), path, force=True)
    assert len(path.read_bytes()) > 1000


def test_no_other_folder_is_deleted_even_when_forced(tmp_path: Path) -> None:
    site, path = a_text(tmp_path), tmp_path / "bag"
    path.mkdir()
    (path / "thesis.txt").write_text("mine")
    declined(site, BAGIT, path)
    declined(site, BAGIT, path, force=True)
    assert kept(path) == {"thesis.txt": b"mine"}


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "bag").mkdir()
    exported(a_text(tmp_path), BAGIT, tmp_path / "bag")
    assert (tmp_path / "bag/bagit.txt").is_file()


def test_pages_join_other_files_in_a_folder(tmp_path: Path) -> None:
    site, path = a_text(tmp_path), tmp_path / "copies"
    path.mkdir()
    (path / "thesis.txt").write_text("mine")
    exported(site, HTML, path)
    assert set(kept(path)) == {"thesis.txt", "flood.html"}
    (path / "flood.html").write_text("mine")
    declined(site, HTML, path)
    assert kept(path) == {"thesis.txt": b"mine", "flood.html": b"mine"}


@pytest.mark.parametrize("kind", EVERY)
@pytest.mark.parametrize("folder", ["content", "content/flood", "output", "themes", "private", ".dateline", ".git"])
def test_no_copy_goes_into_the_site_itself(kind: str, folder: str, tmp_path: Path) -> None:
    site = a_text(tmp_path)
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    before = tree(tmp_path)
    told = declined(site, form(kind), tmp_path / folder / NAMES[kind])
    assert "belongs to the site" in told.message
    assert tree(tmp_path) == before


def test_nor_by_a_link_or_by_dots(tmp_path: Path) -> None:
    site = a_text(tmp_path)
    (tmp_path / "way").symlink_to(tmp_path / "content")
    declined(site, HTML, tmp_path / "way" / "x.html")
    declined(site, HTML, tmp_path / "copies" / ".." / "content" / "x.html")
    declined(site, BAGIT, tmp_path / "content")
    assert set(tree(tmp_path / "content")) == set(tree(a_text(tmp_path / "same").root / "content"))


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    site = a_text(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "flood.html").symlink_to(tmp_path / "elsewhere" / "kept.html")
    exported(site, HTML, tmp_path / "elsewhere" / "kept.html")
    exported(site, HTML, tmp_path / "flood.html")
    assert (tmp_path / "flood.html").is_symlink() and (tmp_path / "elsewhere/kept.html").is_file()


def test_a_link_in_place_of_a_bag_is_left(tmp_path: Path) -> None:
    exported(a_text(tmp_path), BAGIT, tmp_path / "bag")
    (tmp_path / "way").symlink_to(tmp_path / "bag")
    declined(a_text(tmp_path / "again"), BAGIT, tmp_path / "way")
    assert (tmp_path / "way").is_symlink()


@pytest.mark.parametrize("kind", EVERY)
def test_the_folder_it_goes_into_must_be_there(kind: str, tmp_path: Path) -> None:
    told = declined(a_text(tmp_path), form(kind), tmp_path / "far" / NAMES[kind])
    assert "There is no folder" in told.message and not (tmp_path / "far").exists()


@pytest.mark.parametrize(("kind", "there"), [(WACZ, "folder"), ("zip", "folder"), (BAGIT, "file"), (HTML, "file")])
def test_a_folder_is_no_file_and_a_file_no_folder(kind: str, there: str, tmp_path: Path) -> None:
    path = tmp_path / ("copies" if kind == HTML else NAMES[kind])
    if there == "folder":
        path.mkdir()
    else:
        path.write_text("mine")
    declined(a_text(tmp_path), form(kind), path)
    assert path.is_dir() if there == "folder" else path.read_text() == "mine"


def test_a_page_may_go_into_a_folder_that_is_called_like_one(tmp_path: Path) -> None:
    (tmp_path / "odd.html").mkdir()
    exported(a_text(tmp_path), HTML, tmp_path / "odd.html")
    assert (tmp_path / "odd.html/flood.html").is_file()


@pytest.mark.parametrize("kind", EVERY)
@pytest.mark.parametrize("earlier", [True, False])
def test_a_disk_that_is_full_leaves_what_was_there(
    kind: str, earlier: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, path = a_text(tmp_path), tmp_path / NAMES[kind]
    if earlier:
        exported(site, form(kind), path)
    before = kept(path) if earlier else None
    site.edit("content/flood/2009-06-16.md", "It ended.", "It went on.")

    def full(*args: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        exported(site, form(kind), path)
    assert (kept(path) if path.exists() else None) == before
    assert not list(tmp_path.glob(".*dateline-export*"))


def test_a_bag_that_cannot_take_its_place_gives_it_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, path = a_text(tmp_path), tmp_path / "bag"
    exported(site, BAGIT, path)
    before = kept(path)
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if self.name == ".bag.dateline-export":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(OSError, match="Input/output"):
        exported(site, BAGIT, path)
    assert kept(path) == before


def test_what_a_killed_export_left_is_cleared_away(tmp_path: Path) -> None:
    site = a_text(tmp_path)
    (tmp_path / ".bag.dateline-export/data").mkdir(parents=True)
    (tmp_path / ".flood.html.dateline-export").write_text("half")
    exported(site, BAGIT, tmp_path / "bag")
    exported(site, HTML, tmp_path / "flood.html")
    assert not list(tmp_path.glob(".*dateline-export*"))


def test_a_bag_whose_site_changed_while_nobody_looked_is_not_made(tmp_path: Path) -> None:
    """A file of the output that was changed in its place, to the same size and time, is found by its hash."""
    site = a_text(tmp_path).build()
    about = tmp_path / "output/about.html"
    stat = about.stat()
    about.write_bytes(about.read_bytes().replace(b"About it.", b"About us."))
    os.utime(about, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    told = declined(site, BAGIT, tmp_path / "bag")
    assert "about.html is not as the build left it" in told.message
    assert not (tmp_path / "bag").exists()


def test_while_another_build_writes_nothing_is_copied(tmp_path: Path) -> None:
    site = a_text(tmp_path).build()
    lock = lock_output(site.options.output)
    assert isinstance(lock, OutputLock)
    with lock:
        assert "Another build" in declined(site, BAGIT, tmp_path / "bag").message
    exported(site, BAGIT, tmp_path / "bag")


def test_a_missing_library_is_told_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.export.export.find_spec", lambda name: None)
    site = a_text(tmp_path)
    for kind in (HTML, WACZ):
        told = declined(site, kind, tmp_path / NAMES[kind])
        assert told.message == "This needs the extra `export`: pip install 'dateline[export]'"
    assert site.output() == {}, "it is told before anything is built"


def test_the_zip_marks_whose_it_is(tmp_path: Path) -> None:
    exported(a_text(tmp_path), WACZ, tmp_path / "flood.wacz")
    with ZipFile(tmp_path / "flood.wacz") as found:
        assert found.comment.startswith(b"dateline export urn:uuid:")
